"""Where the points, bars and labels of a chart stand."""

from decimal import Decimal

from django.test import SimpleTestCase
from django.utils import translation

from pages.blocks import ChartBlock
from pages.blocks.charts import Reach, bar_chart, in_words, line_chart, reach_chart


def row(*numbers):
    """Numbers as a chart's table holds them."""
    return [None if number is None else Decimal(str(number)) for number in numbers]


def lines(*numbers, **options):
    labels = [f"W{place}" for place in range(len(numbers))]
    return line_chart(labels, [("Days", row(*numbers))], **options)


class NumberTests(SimpleTestCase):
    def test_are_written_as_readers_write_them(self):
        for number, words in (
            ("1200.00", "1,200"),
            ("19.50", "19.5"),
            ("0.0001", "0.0001"),
            ("-3", "-3"),
            ("1000000", "1,000,000"),
        ):
            with self.subTest(number):
                self.assertEqual(in_words(Decimal(number)), words)
        self.assertEqual(in_words(None), "")

    def test_places_are_the_same_in_every_language(self):
        with translation.override("pl"):
            chart = lines(1, 2.5, 3)
        self.assertEqual(chart.lines[0].points, lines(1, 2.5, 3).lines[0].points)
        self.assertNotIn(",", "".join(x + y for x, y in chart.lines[0].points))


class LineTests(SimpleTestCase):
    def ticks(self, *numbers):
        return [tick.text for tick in lines(*numbers).ticks]

    def test_the_axis_counts_in_round_steps_around_all_numbers(self):
        self.assertEqual(self.ticks(3, 47), ["0", "10", "20", "30", "40", "50"])
        self.assertEqual(self.ticks(0.01, 0.09)[-1], "0.1")
        self.assertEqual(self.ticks(-3.5, 7)[0], "-5")

    def test_the_axis_begins_at_zero_unless_the_line_is_far_above(self):
        self.assertEqual(self.ticks(10, 33)[0], "0")
        self.assertEqual(self.ticks(90, 98)[0], "90")

    def test_a_flat_line_can_be_drawn(self):
        for number in (0, 5, -5):
            with self.subTest(number):
                self.assertEqual(len(lines(number, number).lines[0].points), 2)

    def test_a_higher_number_stands_higher(self):
        (_x1, low), (_x2, high) = lines(10, 50).lines[0].points
        self.assertEqual((low, high), ("80.00%", "0.00%"))

    def test_points_stand_from_left_to_right_at_equal_distance(self):
        across = [x for x, _y in lines(1, 2, 3).lines[0].points]
        self.assertEqual(across, ["4.00%", "50.00%", "96.00%"])

    def test_a_missing_number_is_a_gap_and_not_a_zero(self):
        line = lines(1, 2, None, 4, 5).lines[0]
        self.assertEqual(len(line.points), 4)
        self.assertEqual(len(line.pieces), 2)

    def test_a_number_between_gaps_is_a_point_without_a_line(self):
        line = lines(1, None, 3).lines[0]
        self.assertEqual((len(line.points), line.pieces), (2, []))

    def test_only_a_run_chart_has_a_median(self):
        self.assertIsNone(lines(1, 2, 9).median)
        self.assertEqual(lines(1, None, 9, 4, with_median=True).median.text, "4")
        self.assertEqual(lines(1, 2, with_median=True).median.text, "1.5")

    def test_labels_that_would_not_fit_are_left_out(self):
        few, many = lines(*range(8)), lines(*range(48))
        self.assertEqual(len(few.labels), 8)
        self.assertLessEqual(len(many.labels), 16)
        on_phones = [label for label in many.labels if label.is_on_phones]
        self.assertLessEqual(len(on_phones), 8)
        self.assertGreaterEqual(len(on_phones), 2)

    def test_long_labels_at_the_edges_stay_inside(self):
        chart = line_chart(
            ["First week of May", "x", "Last week of May"], [("Days", row(1, 2, 3))]
        )
        self.assertEqual(
            [label.anchor for label in chart.labels if len(label.text) > 1],
            ["start", "end"],
        )


class BarTests(SimpleTestCase):
    def bars(self, *numbers):
        labels = [f"Ward {place}" for place in range(len(numbers))]
        chart = bar_chart(labels, [("Visits", row(*numbers))])
        return [bars[0] for _label, bars in chart.groups]

    def test_lengths_are_shares_of_the_longest(self):
        self.assertEqual(
            [(bar.x, bar.length) for bar in self.bars(50, 100)],
            [("0.00%", "50.00%"), ("0.00%", "100.00%")],
        )

    def test_bars_below_zero_end_where_the_others_begin(self):
        below, above = self.bars(-25, 75)
        self.assertEqual((below.x, below.length), ("0.00%", "25.00%"))
        self.assertEqual((above.x, above.length), ("25.00%", "75.00%"))

    def test_only_zeros_have_no_length(self):
        self.assertEqual([bar.length for bar in self.bars(0, 0)], ["0.00%", "0.00%"])

    def test_a_missing_number_has_no_bar(self):
        self.assertIsNone(self.bars(None, 3)[0])


class MarkupTests(SimpleTestCase):
    """What the security policy and other languages ask of the drawing."""

    def rendered(self, kind, headings=("Month", "Days")):
        block = ChartBlock()
        return block.render(
            block.normalize(
                {
                    "kind": kind,
                    "message": "It fell.",
                    "source": "",
                    "table": {
                        "caption": "Days",
                        "columns": [
                            {"type": "number" if place else "label", "heading": text}
                            for place, text in enumerate(headings)
                        ],
                        "rows": [
                            {"values": ["<May>", *["1.5"] * (len(headings) - 1)]},
                            {"values": ["June", *["3"] * (len(headings) - 1)]},
                        ],
                    },
                }
            )
        )

    def test_needs_no_style_attribute_and_no_script(self):
        for kind in ("run", "line", "bar"):
            with self.subTest(kind):
                html = self.rendered(kind)
                self.assertNotIn("style=", html)
                self.assertNotIn("<style", html)
                self.assertNotIn("<script", html)
                self.assertIn("&lt;May&gt;", html)

    def test_brings_its_own_styles(self):
        self.assertIn('href="/static/css/charts', self.rendered("run"))

    def test_several_lines_have_a_key_and_one_has_its_name_at_the_axis(self):
        self.assertIn("chart__key", self.rendered("line", ("Month", "Days", "Calls")))
        self.assertIn("chart__unit", self.rendered("line"))
        self.assertNotIn("chart__key", self.rendered("line"))


class ReachTests(SimpleTestCase):
    def test_stands_on_a_bar_from_nothing_to_all(self):
        self.assertEqual(
            reach_chart([(0.25, 0.1, 0.5), (1, 0.8, 1)]),
            [
                Reach("25.00%", "10.00%", "50.00%"),
                Reach("100.00%", "80.00%", "100.00%"),
            ],
        )
