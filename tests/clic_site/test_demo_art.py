"""The pictures, charts, documents and the clip that our own code makes for the demo site."""

import io
import re
from itertools import combinations
from statistics import median

import pypdfium2
from django.conf import settings
from django.test import SimpleTestCase
from docx import Document
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation

from clic_site.demo.charts import (
    CHARTS,
    COURSES,
    RUN_WAITS,
    SPC_LETTERS,
    natural_limits,
)
from clic_site.demo.clip import CLIP_FILE, CLIP_SECONDS, poster
from clic_site.demo.documents import DOCUMENTS
from clic_site.demo.films import FILMS
from clic_site.demo.pictures import SCENES, draw_scene, landscape
from clic_site.demo.pictures.palettes import PALETTES, PAPER, rgb
from library.captions import read_captions, read_chapters

# What Word calls the languages of the library.
LANGUAGES = {"en": "en-GB", "pl": "pl", "ar": "ar"}
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(data):
    return Image.open(io.BytesIO(data))


def luminance(colour):
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in rgb(colour))
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


class PictureTests(SimpleTestCase):
    def test_every_scene_is_a_small_picture_three_by_two(self):
        for key in SCENES:
            with self.subTest(scene=key):
                data = landscape(key, scene=key)
                self.assertEqual(opened(data).size, (1200, 800))
                self.assertLess(len(data), 150_000)

    def test_the_same_seed_draws_the_same_picture(self):
        self.assertEqual(
            landscape("one", scene="boats"), landscape("one", scene="boats")
        )

    def test_another_seed_draws_other_fells(self):
        self.assertNotEqual(
            landscape("one", scene="boats"), landscape("two", scene="boats")
        )

    def test_a_picture_holds_only_five_tones_an_accent_and_what_smooths_their_edges(
        self,
    ):
        for key in ("hero", "festival", "round-table"):
            with self.subTest(scene=key):
                palette = PALETTES[SCENES[key].palette]
                picture = opened(landscape(key, scene=key)).convert("RGB")
                counted = sorted(picture.getcolors(100_000), reverse=True)
                flat = {rgb(tone) for tone in (*palette.tones, palette.accent)}
                self.assertTrue({colour for _, colour in counted[:5]} <= flat)

    def test_every_scene_has_words_for_those_who_do_not_see_it(self):
        alts = [scene.alt for scene in SCENES.values()]
        self.assertEqual(len(set(alts)), len(alts))
        for alt in alts:
            with self.subTest(alt=alt):
                self.assertGreater(len(alt), 40)
                self.assertLess(len(alt), 140)
                self.assertTrue(alt.endswith("."))

    def test_there_is_a_picture_for_every_page_of_the_demo_site(self):
        self.assertGreater(len(SCENES), 30)

    def test_other_shapes_are_filled_to_their_edges(self):
        for size in ((1280, 720), (1200, 630), (600, 600)):
            with self.subTest(size=size):
                width, height = size
                picture = opened(
                    landscape("x", scene="rainbow", width=width, height=height)
                )
                self.assertEqual(picture.size, size)

    def test_the_hero_weighs_less_than_sixty_kilobytes_twice_as_large_as_it_is_shown(
        self,
    ):
        file = io.BytesIO()
        draw_scene("hero", scene="hero").smooth().save(file, "WEBP", quality=85)
        self.assertLess(len(file.getvalue()), 60_000)


class ChartTests(SimpleTestCase):
    def test_every_chart_is_drawn_and_told(self):
        for key, chart in CHARTS.items():
            with self.subTest(chart=key):
                data = chart.draw()
                self.assertEqual(opened(data).width, 1200)
                self.assertLess(len(data), 150_000)
                self.assertLess(len(chart.alt), 140)
                self.assertGreater(len(chart.long_description), 300)

    def test_the_long_description_gives_the_data(self):
        for key, values in (("run-chart", RUN_WAITS), ("spc-chart", SPC_LETTERS)):
            text = CHARTS[key].long_description
            for value in values:
                with self.subTest(chart=key, value=value):
                    self.assertRegex(text, rf"\b{value}\b")
        for course in COURSES:
            self.assertIn(
                f"{course.heights[-1]}", CHARTS["five-lines"].long_description
            )

    def test_the_alt_text_of_the_run_chart_gives_its_medians(self):
        for value in (median(RUN_WAITS[:8]), median(RUN_WAITS[8:])):
            self.assertIn(f"{value:g}", CHARTS["run-chart"].alt)

    def test_one_week_lies_outside_the_limits(self):
        limits = natural_limits(SPC_LETTERS)
        outside = [
            value for value in SPC_LETTERS if not limits.lower <= value <= limits.upper
        ]
        self.assertEqual(outside, [68])

    def test_the_five_lines_can_be_told_apart_without_colour(self):
        self.assertEqual(len(COURSES), 5)
        self.assertEqual(len({course.dash for course in COURSES}), 5)
        for course in COURSES:
            # The lines also carry the colour of their labels, so they must be readable as text.
            self.assertGreaterEqual(contrast(course.colour, PAPER), 4.5)

    def test_the_lines_end_in_the_order_of_their_labels(self):
        ends = [course.heights[-1] for course in COURSES]
        self.assertEqual(ends, sorted(ends, reverse=True))
        for one, other in combinations(ends, 2):
            self.assertGreater(one - other, 10)


class DocumentTests(SimpleTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.files = {key: document.build() for key, document in DOCUMENTS.items()}

    def of_kind(self, suffix):
        found = {
            key: io.BytesIO(self.files[key])
            for key, document in DOCUMENTS.items()
            if document.file_name.endswith(suffix)
        }
        self.assertTrue(found)
        return found.items()

    def test_word_templates_have_title_language_headings_and_header_rows(self):
        for key, file in self.of_kind(".docx"):
            with self.subTest(document=key):
                document = Document(file)
                self.assertEqual(document.core_properties.title, DOCUMENTS[key].title)
                language = LANGUAGES[DOCUMENTS[key].language]
                self.assertEqual(document.core_properties.language, language)
                styles = [paragraph.style.name for paragraph in document.paragraphs]
                self.assertIn("Title", styles)
                self.assertGreaterEqual(styles.count("Heading 1"), 4)
                languages = {
                    node.get(f"{WORD}val")
                    for node in document.styles.element.iter(f"{WORD}lang")
                }
                self.assertEqual(languages, {language})
                for table in document.tables:
                    marks = table.rows[0]._tr.findall(f".//{WORD}tblHeader")
                    self.assertEqual(len(marks), 1)
                    # Where rows have names, nothing stands above these.
                    self.assertTrue(all(cell.text for cell in table.rows[0].cells[1:]))

    def test_the_a3_sheet_is_a3_and_lies_on_its_side(self):
        section = Document(io.BytesIO(self.files["a3-problem-solving"])).sections[0]
        self.assertEqual(round(section.page_width.mm), 420)
        self.assertEqual(round(section.page_height.mm), 297)

    def test_workbooks_have_title_language_and_frozen_headers(self):
        for key, file in self.of_kind(".xlsx"):
            with self.subTest(document=key):
                workbook = load_workbook(file)
                self.assertEqual(workbook.properties.title, DOCUMENTS[key].title)
                self.assertEqual(workbook.properties.language, "en-GB")
                self.assertTrue(workbook.worksheets[0].freeze_panes)

    def test_the_5s_score_adds_up_every_question(self):
        workbook = load_workbook(io.BytesIO(self.files["5s-checklist"]))
        rows = [
            row for row in workbook["Checklist"].iter_rows(min_row=6) if row[1].value
        ]
        self.assertEqual(len(rows), 20)
        counted = set()
        for row in workbook["Score"].iter_rows(min_row=5, max_row=9):
            start, end = map(int, re.findall(r"C(\d+)", row[1].value))
            counted |= set(range(start, end + 1))
        self.assertEqual(counted, {row[0].row for row in rows})

    def test_the_run_chart_workbook_has_formulas_and_a_chart(self):
        sheet = load_workbook(io.BytesIO(self.files["run-chart-workbook"])).worksheets[
            0
        ]
        self.assertEqual(len(sheet._charts), 1)
        self.assertIn("MEDIAN($B$5:$B$14)", sheet["C5"].value)
        self.assertIn("D34=D33", sheet["E34"].value)

    def test_boxes_to_write_in_are_put_where_word_looks_for_their_borders(self):
        for key, file in self.of_kind(".docx"):
            with self.subTest(document=key):
                properties = Document(file).styles["Answer"].element.pPr
                names = [child.tag.removeprefix(WORD) for child in properties]
                self.assertLess(names.index("pBdr"), names.index("spacing"))

    def test_slides_have_titles_notes_and_names_for_their_shapes(self):
        for key, file in self.of_kind(".pptx"):
            with self.subTest(document=key):
                deck = Presentation(file)
                self.assertEqual(deck.core_properties.title, DOCUMENTS[key].title)
                for slide in deck.slides:
                    self.assertTrue(slide.shapes.title.text_frame.text)
                    self.assertTrue(slide.notes_slide.notes_text_frame.text)
                    for shape in slide.shapes:
                        if shape.has_table:
                            self.assertTrue(shape.table.first_row)

    def test_every_workbook_works_something_out(self):
        for key, file in self.of_kind(".xlsx"):
            with self.subTest(document=key):
                formulas = [
                    cell.value
                    for sheet in load_workbook(file)
                    for row in sheet.iter_rows()
                    for cell in row
                    if str(cell.value).startswith("=")
                ]
                self.assertGreater(len(formulas), 4)

    def test_sheets_that_fill_themselves_read_sheets_that_are_there(self):
        for key, file in self.of_kind(".xlsx"):
            workbook = load_workbook(file)
            for sheet in workbook:
                for row in sheet.iter_rows():
                    for cell in row:
                        found = re.findall(
                            r"(?:'([^']+)'|(\b[A-Z]\w+))!", str(cell.value)
                        )
                        for quoted, plain in found:
                            with self.subTest(document=key, cell=cell.coordinate):
                                self.assertIn(quoted or plain, workbook.sheetnames)

    def test_the_waste_sheet_names_the_eight_kinds_of_the_wheel(self):
        sheet = load_workbook(io.BytesIO(self.files["waste-walk-sheet"]))["Added up"]
        told = CHARTS["waste-wheel"].long_description
        for row in range(5, 13):
            self.assertIn(sheet[f"A{row}"].value.lower(), told)

    def test_the_first_version_of_the_5s_checklist_had_no_score(self):
        earlier = load_workbook(io.BytesIO(DOCUMENTS["5s-checklist"].build_earlier()))
        self.assertEqual(earlier.sheetnames, ["Checklist"])
        now = load_workbook(io.BytesIO(self.files["5s-checklist"]))
        self.assertEqual(now.sheetnames, ["Checklist", "Score", "Cards"])

    def test_the_arabic_card_is_written_from_the_right(self):
        normal = Document(io.BytesIO(self.files["feedback-card-ar"])).styles["Normal"]
        self.assertIsNotNone(normal.element.pPr.find(f"{WORD}bidi"))
        self.assertIsNotNone(normal.element.rPr.find(f"{WORD}rtl"))
        english = Document(io.BytesIO(self.files["feedback-card"])).styles["Normal"]
        self.assertIsNone(english.element.pPr.find(f"{WORD}bidi"))

    def test_the_easy_read_story_has_pictures_with_descriptions_and_short_sentences(
        self,
    ):
        story = Document(io.BytesIO(self.files["feedback-cards-easy-read"]))
        self.assertGreaterEqual(len(story.inline_shapes), 4)
        for shape in story.inline_shapes:
            self.assertTrue(shape._inline.docPr.get("descr"))
        for paragraph in story.paragraphs:
            for sentence in re.split(r"[.?!]", paragraph.text):
                self.assertLessEqual(len(sentence.split()), 15)

    def test_the_table_cards_are_a_tagged_pdf_on_one_page(self):
        cards = pypdfium2.PdfDocument(self.files["conversation-cafe-cards"])
        self.assertTrue(cards.is_tagged())
        self.assertEqual(len(cards), 1)

    def test_the_guide_is_a_tagged_pdf_that_names_its_language_and_title(self):
        data = self.files["process-mapping-guide"]
        guide = pypdfium2.PdfDocument(data)
        self.assertTrue(guide.is_tagged())
        self.assertIn("Process mapping", guide.get_metadata_dict()["Title"])
        self.assertEqual(len(guide), 2)
        self.assertIn(b"/Lang", data)
        self.assertIn(b"pdfuaid", data)
        text = guide[0].get_textpage().get_text_bounded()
        self.assertIn("Two hours, step by step", text)

    def test_the_guide_is_the_same_every_time(self):
        self.assertEqual(
            self.files["process-mapping-guide"],
            DOCUMENTS["process-mapping-guide"].build(),
        )

    def test_no_template_carries_an_address_or_a_telephone_number(self):
        for key, file in self.of_kind(".docx"):
            with self.subTest(document=key):
                text = " ".join(p.text for p in Document(file).paragraphs)
                self.assertNotRegex(text, r"@|\d{5}")


class ClipTests(SimpleTestCase):
    def test_the_clip_is_small_and_begins_to_play_before_it_is_all_there(self):
        data = CLIP_FILE.read_bytes()
        self.assertLess(len(data), 400_000)
        self.assertEqual(data[4:8], b"ftyp")
        self.assertLess(data.index(b"moov"), data.index(b"mdat"))

    def test_captions_follow_each_other_within_the_clip_and_can_be_read_in_time(self):
        for key, film in FILMS.items():
            for track in film.tracks:
                with self.subTest(film=key, language=track.language):
                    cues = read_captions(track.webvtt)
                    self.assertGreaterEqual(len(cues), 5)
                    ends = 0.0
                    for cue, lines in zip(cues, track.lines, strict=True):
                        self.assertGreaterEqual(cue.start, ends)
                        said = re.sub(r"\[.*?\]\s*", "", cue.text)
                        self.assertLessEqual(len(said) / (cue.end - cue.start), 20)
                        for line in lines.split("\n"):
                            self.assertLessEqual(len(line), 42)
                        ends = cue.end
                    self.assertLessEqual(ends, CLIP_SECONDS)

    def test_chapters_are_titles_within_the_clip(self):
        chapters = [track for film in FILMS.values() for track in film.chapters]
        self.assertTrue(chapters)
        for track in chapters:
            found = read_chapters(track.webvtt)
            self.assertEqual(len(found), len(track.starts))
            self.assertLessEqual(found[-1].end, CLIP_SECONDS)

    def test_the_films_are_told_in_four_languages(self):
        languages = {track.language for film in FILMS.values() for track in film.tracks}
        self.assertEqual(languages, {"en", "pl", "ar", "ms"})

    def test_polish_is_written_with_its_own_letters(self):
        polish = "".join(FILMS["value-stream"].tracks[1].lines)
        for letter in "ąćęłóśż":
            self.assertIn(letter, polish.lower())

    def test_every_video_has_a_poster_and_words_for_it(self):
        for key, film in FILMS.items():
            with self.subTest(film=key):
                self.assertEqual(opened(poster(key)).size, (1280, 720))
                self.assertIn(film.poster_scene, SCENES)
                self.assertTrue(film.poster_alt)


class SiteArtTests(SimpleTestCase):
    def test_icons_have_the_sizes_that_browsers_ask_for(self):
        for name, size in (
            ("favicon-32.png", (32, 32)),
            ("apple-touch-icon.png", (180, 180)),
            ("og-default.png", (1200, 630)),
        ):
            with self.subTest(file=name):
                path = settings.BASE_DIR / "static" / "img" / name
                self.assertLess(path.stat().st_size, 60_000)
                self.assertEqual(Image.open(path).size, size)

    def test_drawings_need_no_font_and_nothing_from_elsewhere(self):
        for name in ("favicon.svg", "mark.svg", "wordmark.svg"):
            with self.subTest(file=name):
                drawing = (settings.BASE_DIR / "static" / "img" / name).read_text()
                self.assertNotIn("<text", drawing)
                self.assertNotRegex(drawing, r"(href|src|url)\s*=?\s*[\"(]http")
                self.assertLess(len(drawing), 2000)
