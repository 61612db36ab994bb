"""The site's one stylesheet: what we use of NHS.UK frontend, made ours, then our own rules.

The packaged stylesheet is read where it is installed and never copied into the project. On its way into
the site it loses the fonts licensed to others, its source-map line and the components nobody here uses;
its colours become our tokens, so that it follows light and dark; its physical directions become logical
ones, so that it follows left-to-right and right-to-left. `docs/developers.md` shows how to add a component.
"""

import re
from importlib import resources
from pathlib import Path

import tinycss2
from django.conf import settings

# Component of NHS.UK frontend -> the variants of it that we use. Whatever is not named here is left out.
COMPONENTS = {
    "button": ("small",),
    "character-count": (),
    "checkboxes": (),
    "details": (),
    "error-message": (),
    "error-summary": (),
    "fieldset": ("m",),
    "form-group": ("error",),
    "hint": (),
    "input": ("error",),
    "inset-text": (),
    "label": ("m",),
    "list": (),
    "radios": (),
    "select": ("error",),
    "skip-link": (),
    "summary-list": (),
    "textarea": ("error",),
    "u-visually-hidden": (),
}

# Our own files, in the order in which they are read.
OWN_FILES = (
    "tokens.css",
    "base.css",
    "layout.css",
    "search-box.css",
    "components.css",
    "comments.css",
    "library.css",
    "page-ends.css",
    "blocks.css",
    "pages.css",
    "video.css",
    "stories.css",
    "toolkits.css",
    "glossary.css",
    "saved.css",
    "contributions.css",
    "sending.css",
    "my-comments.css",
    "account.css",
    "my-data.css",
    "erasure.css",
    "pack.css",
    "signing-in.css",
    "organisations.css",
    "second-factors.css",
    "sessions.css",
    "writing.css",
    "following.css",
    "from-mail.css",
    "told.css",
    "useful.css",
    "print.css",
)

# A colour of NHS.UK frontend -> our token, by what it paints.
TEXT_TOKENS = {
    "#212b32": "--text",
    "#4c6272": "--text-muted",
    "#005eb8": "--link",
    "#330072": "--link-visited",
    "#7c2855": "--link-hover",
    "#002f5c": "--link-active",
    "#d5281b": "--error",
    "#007f3b": "--success",
    "#fff": "--on-action",
    "hsla(0,0%,100%,.99)": "--on-action",
}
GROUND_TOKENS = {
    "#fff": "--surface",
    "#f0f4f5": "--ground",
    "#d8dde0": "--rule",
    "#fff9c4": "--warning-wash",
    "#0055a6": "--link",
    "#005eb8": "--action",
    "#007f3b": "--action",
    "#00662f": "--action-hover",
    "#00401e": "--action-active",
    "#ffeb3b": "--focus",
}
LINE_TOKENS = {
    "#212b32": "--text",
    "#4c6272": "--control-line",
    "#0055a6": "--link",
    "#005eb8": "--link",
    "#00401e": "--action-active",
    "#aeb7bd": "--control-line",
    "#d5281b": "--error",
    "#d8dde0": "--rule",
    "#ffeb3b": "--warning-line",
}
# What has the keyboard's focus looks the same in light and dark: yellow with a dark bar.
FOCUS_TOKENS = {"#ffeb3b": "--focus", "#212b32": "--focus-text"}

FONT_STACK = "Frutiger W01,arial,sans-serif"
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\([^)]*\)")
NHS_CLASS = re.compile(
    r"\.nhsuk-((?:u-)?[a-z0-9]+(?:-[a-z0-9]+)*)(?:__[a-z0-9-]+?)?(?:--([a-z0-9-]+))?(?![a-z0-9_-])"
)

SIDES = {
    "left": "inline-start",
    "right": "inline-end",
    "top": "block-start",
    "bottom": "block-end",
}
SIZES = {"width": "inline-size", "height": "block-size"}
CORNERS = {
    "top-left": "start-start",
    "top-right": "start-end",
    "bottom-right": "end-end",
    "bottom-left": "end-start",
}

SIZE = re.compile(r"(min-|max-)?(width|height)")
ONE_SIDE = re.compile(
    r"((?:scroll-)?(?:margin|padding)|border)-(left|right|top|bottom)(-(?:width|style|color))?"
)
CORNER = re.compile(r"border-((?:top|bottom)-(?:left|right))-radius")
FOUR_SIDES = re.compile(r"(scroll-)?(margin|padding)|inset|border-(width|style|color)")
# Values that name a side.
TURNED = {
    "text-align": {"left": "start", "right": "end"},
    "justify-content": {"left": "start", "right": "end"},
    "float": SIDES,
    "clear": SIDES,
}


class StyleError(Exception):
    """The packaged stylesheet holds something that the build doesn't know how to make ours."""


def write_stylesheet():
    """Build the stylesheet into the folder that static files are collected from; answer its path."""
    target = Path(settings.CLIC_DATA_DIR) / "build" / "css" / "site.css"
    text = stylesheet()
    if not target.exists() or target.read_text(encoding="utf-8") != text:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return target


def stylesheet():
    """The whole stylesheet as text: first the layers in their order, then NHS.UK frontend, then ours."""
    folder = Path(settings.BASE_DIR) / "static" / "css"
    own = "".join(
        minified((folder / name).read_text(encoding="utf-8")) for name in OWN_FILES
    )
    return f"@layer nhsuk,clic;@layer nhsuk{{{adapted(packaged_stylesheet())}}}@layer clic{{{own}}}\n"


def packaged_stylesheet():
    """NHS.UK frontend's stylesheet, as the installed package brings it."""
    folder = (
        resources.files("wagtailnhsukfrontend")
        / "static"
        / "wagtailnhsukfrontend"
        / "css"
    )
    found = [
        item
        for item in folder.iterdir()
        if re.fullmatch(r"nhsuk-frontend-[\d.]+\.min\.css", item.name)
    ]
    if len(found) != 1:
        raise StyleError(
            f"Expected one stylesheet of NHS.UK frontend in {folder}, found {len(found)}."
        )
    return found[0].read_text(encoding="utf-8")


def adapted(css):
    """Another design system's rules made ours: only what we use, in our tokens, for either direction."""
    return _rules(_parsed(css), adapt=True)


def minified(css):
    """The same rules without comments and needless spaces."""
    return _rules(_parsed(css), adapt=False)


def logical(name, value):
    """A declaration in directions that follow the text: a list of (property, value)."""
    parts = _parts(value)
    if FOUR_SIDES.fullmatch(name) and len(parts) == 4 and parts[1] != parts[3]:
        return _block_and_inline(name, *parts)
    if name == "border-radius" and "/" not in value and len(parts) > 1:
        return _corners(parts)
    if name in TURNED:
        value = TURNED[name].get(value, value)
    return [(_logical_name(name), value)]


def _logical_name(name):
    """A property of one side, size or corner under the name that follows the text."""
    if name in SIDES:
        return f"inset-{SIDES[name]}"
    if match := SIZE.fullmatch(name):
        return f"{match[1] or ''}{SIZES[match[2]]}"
    if match := ONE_SIDE.fullmatch(name):
        return f"{match[1]}-{SIDES[match[2]]}{match[3] or ''}"
    if match := CORNER.fullmatch(name):
        return f"border-{CORNERS[match[1]]}-radius"
    return name


def _block_and_inline(name, top, right, bottom, left):
    stem, _dash, detail = (
        name.rpartition("-") if name.startswith("border") else (name, "", "")
    )
    block, inline = (
        f"{stem}-{axis}-{detail}".rstrip("-") for axis in ("block", "inline")
    )
    return [(block, _pair(top, bottom)), (inline, _pair(left, right))]


def _corners(parts):
    """Two to four radii, as CSS counts them round the box, each by the name of its corner."""
    radii = [*parts, *parts][:4] if len(parts) == 2 else [*parts, parts[1]][:4]
    names = (f"border-{corner}-radius" for corner in CORNERS.values())
    return list(zip(names, radii, strict=True))


def _parsed(css):
    return tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)


def _rules(nodes, *, adapt, paper=False):
    return "".join(_rule(node, adapt=adapt, paper=paper) for node in nodes)


def _rule(node, *, adapt, paper):
    if node.type == "error":
        raise StyleError(f"Line {node.source_line}: {node.message}")
    if node.type == "at-rule":
        return _at_rule(node, adapt=adapt, paper=paper)
    selectors = [_compact(part) for part in _split(node.prelude)]
    if adapt:
        selectors = [selector for selector in selectors if _in_use(selector)]
    declarations = (
        _declarations(node.content, ",".join(selectors), adapt=adapt, paper=paper)
        if selectors
        else ""
    )
    return f"{','.join(selectors)}{{{declarations}}}" if declarations else ""


def _at_rule(node, *, adapt, paper):
    name, condition = node.lower_at_keyword, _compact(node.prelude)
    if name in ("charset", "font-face") or "\ufffd" in condition:
        return ""
    if name == "page":
        return _page_rule(node, condition)
    if name in ("media", "supports"):
        inner = tinycss2.parse_rule_list(
            node.content, skip_comments=True, skip_whitespace=True
        )
        body = _rules(inner, adapt=adapt, paper=paper or condition.startswith("print"))
        return f"@{name} {condition}{{{body}}}" if body else ""
    raise StyleError(f"Line {node.source_line}: the build has no rule for @{name}.")


def _page_rule(node, name):
    """How paper is cut: size and margins, and what the browser writes into the margins."""
    inner = tinycss2.parse_blocks_contents(
        node.content, skip_comments=True, skip_whitespace=True
    )
    parts = [
        f"{item.lower_name}:{_compact(item.value)};"
        if item.type == "declaration"
        else f"@{item.lower_at_keyword}{{{_declarations(item.content, '@page', adapt=False, paper=True)}}}"
        for item in inner
    ]
    return f"@page{' ' if name else ''}{name}{{{''.join(parts)}}}"


def _in_use(selector):
    if selector == ":root":
        # Only variables that the package's own scripts read.
        return False
    return all(
        component in COMPONENTS and (not variant or variant in COMPONENTS[component])
        for component, variant in NHS_CLASS.findall(selector)
    )


def _declarations(content, selectors, *, adapt, paper):
    written = []
    for node in tinycss2.parse_blocks_contents(
        content, skip_comments=True, skip_whitespace=True
    ):
        if node.type != "declaration":
            raise StyleError(
                f"{selectors}: cannot read {node.type} on line {node.source_line}."
            )
        name, value = (
            node.name if node.name.startswith("--") else node.lower_name,
            _compact(node.value),
        )
        pairs = [(name, value)]
        if adapt:
            pairs = logical(
                name, value if paper else _recoloured(name, value, selectors)
            )
        written += [
            f"{name}:{value}{'!important' if node.important else ''}"
            for name, value in pairs
        ]
    return ";".join(written)


def _recoloured(name, value, selectors):
    if name == "font-family":
        return "var(--font)" if value == FONT_STACK else value
    if name in ("color", "fill", "stroke"):
        tokens = TEXT_TOKENS
    elif name.startswith("background"):
        tokens = GROUND_TOKENS
    else:
        tokens = LINE_TOKENS
    if ":focus" in selectors:
        tokens = {**tokens, **FOCUS_TOKENS}

    def token(match):
        colour = match[0].lower()
        if colour not in tokens:
            raise StyleError(f"No token for {colour} in {selectors} {{ {name} }}.")
        return f"var({tokens[colour]})"

    return COLOUR.sub(token, value)


def _split(tokens):
    """Tokens between the commas."""
    parts = [[]]
    for item in tokens:
        if item == ",":
            parts.append([])
        else:
            parts[-1].append(item)
    return parts


def _parts(value):
    tokens = tinycss2.parse_component_value_list(value)
    return [token.serialize() for token in tokens if token.type != "whitespace"]


def _pair(first, second):
    return first if first == second else f"{first} {second}"


def _compact(tokens):
    """Text of some tokens with single spaces, and none where none is needed."""
    text = tinycss2.serialize([token for token in tokens if token.type != "comment"])
    pieces = re.split(r"(\"[^\"]*\"|'[^']*'|url\([^)]*\))", text)
    for index in range(0, len(pieces), 2):
        piece = re.sub(r"\s+", " ", pieces[index])
        pieces[index] = re.sub(
            r" ?([,>]) ?|(?<=\() | (?=\))|(?<=:) ", lambda match: match[1] or "", piece
        )
    return "".join(pieces).strip()
