"""What the built stylesheet promises: contrast, either direction, nothing that is not used."""

import gzip
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import tinycss2
from django.conf import settings
from django.test import SimpleTestCase, override_settings

from clic_site import styles

TEXT, LARGE_OR_EDGE = 4.5, 3
SECTIONS = ("toolkits", "stories", "videos", "events", "about")
GROUNDS = ("ground", "paper", *(f"{section}-wash" for section in SECTIONS))
# What stands on what, and how much contrast it needs.
PAIRS = [
    *(
        (text, ground, TEXT)
        for text in (
            "text",
            "text-muted",
            "link",
            "link-visited",
            "link-hover",
            "link-active",
        )
        for ground in GROUNDS
    ),
    *(
        (section, ground, TEXT)
        for section in SECTIONS
        for ground in ("ground", "paper", f"{section}-wash")
    ),
    *(
        ("number", ground, TEXT)
        for ground in ("ground", "paper", "stories-wash", "toolkits-wash")
    ),
    *(("error", ground, TEXT) for ground in ("ground", "paper")),
    *(("success", ground, TEXT) for ground in ("ground", "paper")),
    *(
        ("control-line", ground, LARGE_OR_EDGE)
        for ground in ("ground", "surface", "paper")
    ),
    *(("action", ground, TEXT) for ground in GROUNDS),
    *(
        ("on-action", ground, TEXT)
        for ground in ("action", "action-hover", "action-active")
    ),
    *(
        (text, ground, TEXT)
        for text in ("on-lake", "on-lake-muted", "amber")
        for ground in ("lake", "lake-deep")
    ),
    *(("on-amber", ground, TEXT) for ground in ("amber", "amber-hover")),
    ("on-lake-line", "lake", 1.5),
    ("text", "surface", TEXT),
    ("text-muted", "surface", TEXT),
    ("text", "warning-wash", TEXT),
    ("link", "warning-wash", TEXT),
    ("focus-text", "focus", TEXT),
    ("focus", "lake", LARGE_OR_EDGE),
    ("white", "night", TEXT),
    ("ground", "text", TEXT),
]
PHYSICAL_PROPERTY = re.compile(
    r"(left|right|top|bottom|(min-|max-)?(width|height)"
    r"|(scroll-)?(margin|padding)-(left|right|top|bottom)"
    r"|border-(left|right|top|bottom)(-(width|style|color))?"
    r"|border-(top|bottom)-(left|right)-radius)"
)
FOUR_SIDES = re.compile(r"(scroll-)?(margin|padding)|inset|border-(width|style|color)")


def declarations(css):
    """Every (selector, property, value) of a stylesheet, those inside at-rules included."""
    for node in tinycss2.parse_stylesheet(
        css, skip_comments=True, skip_whitespace=True
    ):
        yield from _declarations(node)


def _declarations(node):
    if node.type == "at-rule" and node.content is not None:
        for inner in tinycss2.parse_rule_list(
            node.content, skip_comments=True, skip_whitespace=True
        ):
            yield from _declarations(inner)
    elif node.type == "qualified-rule":
        selector = tinycss2.serialize(node.prelude).strip()
        for item in tinycss2.parse_blocks_contents(
            node.content, skip_comments=True, skip_whitespace=True
        ):
            yield selector, item.name, tinycss2.serialize(item.value).strip()


def own_css(name):
    return (Path(settings.BASE_DIR) / "static" / "css" / name).read_text(
        encoding="utf-8"
    )


def tokens(scheme):
    """The custom properties of :root in light, with those of dark laid over them."""
    css = own_css("tokens.css")
    found = {}
    for node in tinycss2.parse_stylesheet(
        css, skip_comments=True, skip_whitespace=True
    ):
        condition = tinycss2.serialize(node.prelude)
        if node.type == "qualified-rule" or (scheme == "dark" and "dark" in condition):
            found |= {
                name.removeprefix("--"): value
                for selector, name, value in _declarations(node)
                if selector == ":root"
            }
    return found


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first, second):
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def nhs_classes_in_templates():
    """(component, variant) of every NHS.UK frontend class that a template or script writes."""
    base = Path(settings.BASE_DIR)
    files = [
        *(base / "templates").rglob("*.html"),
        *(base / "static" / "js").rglob("*.js"),
    ]
    text = " ".join(path.read_text(encoding="utf-8") for path in files)
    written = set(re.findall(r"(?<![\w-])nhsuk-[a-z0-9_-]+", text))
    return {found for name in written for found in styles.NHS_CLASS.findall(f".{name}")}


class ContrastTests(SimpleTestCase):
    def assert_legible(self, scheme):
        palette = tokens(scheme)
        for front, back, least in PAIRS:
            with self.subTest(scheme=scheme, front=front, back=back):
                self.assertGreaterEqual(contrast(palette[front], palette[back]), least)

    def test_by_day(self):
        self.assert_legible("light")

    def test_by_night(self):
        self.assert_legible("dark")

    def test_every_colour_stands_in_the_tokens(self):
        for name in (*styles.OWN_FILES, "charts.css"):
            if name != "tokens.css":
                with self.subTest(file=name):
                    self.assertEqual(styles.COLOUR.findall(own_css(name)), [])


class StylesheetTests(SimpleTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.css = styles.stylesheet()

    def test_layers_are_ordered_before_anything_else(self):
        self.assertTrue(self.css.startswith("@layer nhsuk,clic;@layer nhsuk{"))

    def test_holds_nothing_that_leads_to_another_host_or_file(self):
        self.assertNotRegex(
            self.css, r"@font-face|@import|sourceMappingURL|https?:|url\("
        )

    def test_names_only_the_sites_own_font(self):
        self.assertNotIn("Frutiger", self.css)

    def test_every_direction_follows_the_text(self):
        for selector, name, value in declarations(self.css):
            with self.subTest(selector=selector, name=name, value=value):
                self.assertIsNone(PHYSICAL_PROPERTY.fullmatch(name))
                if name in ("text-align", "float", "clear", "justify-content"):
                    self.assertNotRegex(value, r"\b(left|right)\b")
                parts = styles._parts(value)
                if FOUR_SIDES.fullmatch(name) and len(parts) == 4:
                    self.assertEqual(parts[1], parts[3])
                if name == "border-radius":
                    self.assertEqual(len(parts), 1)

    def test_is_small(self):
        self.assertLess(len(gzip.compress(self.css.encode())), 20 * 1024)

    def test_every_custom_property_that_is_used_is_defined(self):
        defined = {
            name
            for _selector, name, _value in declarations(self.css)
            if name.startswith("--")
        }
        self.assertEqual(
            set(re.findall(r"var\((--[a-z0-9-]+)", self.css)) - defined, set()
        )

    def test_every_token_is_used(self):
        used = set(re.findall(r"var\(--([a-z0-9-]+)", self.css))
        self.assertEqual(set(tokens("light")) - used, {"color-scheme"})


class ComponentTests(SimpleTestCase):
    def test_each_class_that_templates_write_is_kept(self):
        for component, variant in nhs_classes_in_templates():
            with self.subTest(component=component, variant=variant):
                self.assertIn(component, styles.COMPONENTS)
                if variant:
                    self.assertIn(variant, styles.COMPONENTS[component])

    def test_nothing_is_kept_that_no_template_writes(self):
        written = nhs_classes_in_templates()
        for component, variants in styles.COMPONENTS.items():
            for variant in variants or ("",):
                with self.subTest(component=component, variant=variant):
                    self.assertTrue(
                        any(found == (component, variant) for found in written)
                    )

    def test_unused_components_are_gone(self):
        built = {
            component
            for component, _variant in styles.NHS_CLASS.findall(
                styles.adapted(styles.packaged_stylesheet())
            )
        }
        self.assertLessEqual(built, set(styles.COMPONENTS))

    def test_a_colour_without_a_token_stops_the_build(self):
        with self.assertRaisesMessage(styles.StyleError, "No token for #123456"):
            styles.adapted(".nhsuk-button{color:#123456}")


class LogicalTests(SimpleTestCase):
    def test_sides_become_starts_and_ends(self):
        cases = {
            ("margin-left", "1px"): [("margin-inline-start", "1px")],
            ("padding-bottom", "2px"): [("padding-block-end", "2px")],
            ("right", "0"): [("inset-inline-end", "0")],
            ("border-left", "4px solid"): [("border-inline-start", "4px solid")],
            ("border-top-color", "red"): [("border-block-start-color", "red")],
            ("border-top-left-radius", "3px"): [("border-start-start-radius", "3px")],
            ("width", "50%"): [("inline-size", "50%")],
            ("min-height", "1em"): [("min-block-size", "1em")],
            ("text-align", "left"): [("text-align", "start")],
            ("float", "right"): [("float", "inline-end")],
        }
        for (name, value), expected in cases.items():
            with self.subTest(name=name):
                self.assertEqual(styles.logical(name, value), expected)

    def test_four_different_sides_become_two_pairs(self):
        self.assertEqual(
            styles.logical("padding", "1px 2px 3px 4px"),
            [("padding-block", "1px 3px"), ("padding-inline", "4px 2px")],
        )
        self.assertEqual(
            styles.logical("border-width", "0 0 1px 4px"),
            [("border-block-width", "0 1px"), ("border-inline-width", "4px 0")],
        )

    def test_sides_that_mirror_each_other_stay_short(self):
        self.assertEqual(
            styles.logical("margin", "1px 2px 3px"), [("margin", "1px 2px 3px")]
        )
        self.assertEqual(
            styles.logical("margin", "0 2px 3px 2px"), [("margin", "0 2px 3px 2px")]
        )

    def test_corners_follow_the_text(self):
        self.assertEqual(
            styles.logical("border-radius", "1px 2px 3px 4px"),
            [
                ("border-start-start-radius", "1px"),
                ("border-start-end-radius", "2px"),
                ("border-end-end-radius", "3px"),
                ("border-end-start-radius", "4px"),
            ],
        )


class WriteStylesheetTests(SimpleTestCase):
    def test_writes_one_file_and_leaves_it_alone_when_nothing_changed(self):
        with (
            TemporaryDirectory() as folder,
            override_settings(CLIC_DATA_DIR=Path(folder)),
        ):
            path = styles.write_stylesheet()
            written = path.stat().st_mtime_ns
            styles.write_stylesheet()
            self.assertEqual(path, Path(folder) / "build" / "css" / "site.css")
            self.assertEqual(path.stat().st_mtime_ns, written)


class MinifyTests(SimpleTestCase):
    def test_keeps_what_spaces_mean(self):
        self.assertEqual(
            styles.minified(
                '/* why */ a > b , c d { width : calc( 1px + 2px ) ; content: "a , b" }'
            ),
            'a>b,c d{width:calc(1px + 2px);content:"a , b"}',
        )

    def test_says_how_paper_is_cut(self):
        self.assertEqual(
            styles.minified(
                '@page pack { margin: 1cm ; @bottom-right { content: counter(page) " / " } }'
            ),
            '@page pack{margin:1cm;@bottom-right{content:counter(page) " / "}}',
        )
