"""Clock times from the moment a workshop starts."""

from django.test import TestCase

from packs.run_sheet import minutes_of, on_the_clock, run_sheet
from pages.models import ToolPage

HALF_PAST_NINE = 9 * 60 + 30


class RunSheetTests(TestCase):
    def spans(self, *minutes, start=HALF_PAST_NINE, pause=0):
        slots = run_sheet(
            [(length, []) for length in minutes], start=start, pause=pause
        )
        return [
            (
                slot.day,
                None if slot.starts_at is None else on_the_clock(slot.starts_at),
                None if slot.ends_at is None else on_the_clock(slot.ends_at),
            )
            for slot in slots
        ]

    def test_one_tool_follows_the_other(self):
        self.assertEqual(
            self.spans(30, 45), [(1, "09:30", "10:00"), (1, "10:00", "10:45")]
        )

    def test_breaks_lie_between_tools_only(self):
        self.assertEqual(
            self.spans(30, 45, pause=15), [(1, "09:30", "10:00"), (1, "10:15", "11:00")]
        )

    def test_the_next_tool_begins_at_a_full_five_minutes(self):
        self.assertEqual(
            self.spans(23, 10), [(1, "09:30", "09:53"), (1, "09:55", "10:05")]
        )

    def test_steps_begin_when_those_before_end(self):
        slot = run_sheet([(35, [10, None, 25])], start=HALF_PAST_NINE, pause=0)[0]
        times = [on_the_clock(start) for start in slot.step_starts]
        self.assertEqual(times, ["09:30", "09:40", "09:40"])

    def test_steps_without_minutes_have_no_times(self):
        slot = run_sheet([(35, [None, None])], start=HALF_PAST_NINE, pause=0)[0]
        self.assertEqual(slot.step_starts, [])

    def test_a_tool_without_minutes_takes_no_time_away(self):
        self.assertEqual(
            self.spans(30, None, 20),
            [(1, "09:30", "10:00"), (1, None, None), (1, "10:00", "10:20")],
        )

    def test_what_would_end_in_the_evening_waits_for_the_next_morning(self):
        self.assertEqual(
            self.spans(300, 240, 60),
            [(1, "09:30", "14:30"), (2, "09:30", "13:30"), (2, "13:30", "14:30")],
        )

    def test_the_first_tool_of_a_day_never_waits(self):
        self.assertEqual(self.spans(30, start=23 * 60 + 45), [(1, "23:45", "00:15")])

    def test_what_takes_days_has_days_of_its_own(self):
        slots = run_sheet(
            [(60, []), (5 * 450, []), (60, [])], start=HALF_PAST_NINE, pause=0
        )
        self.assertEqual(
            [(slot.day, slot.days) for slot in slots], [(1, 1), (2, 5), (7, 1)]
        )
        self.assertIsNone(slots[1].starts_at)

    def test_a_clock_begins_anew_at_midnight(self):
        self.assertEqual(on_the_clock(24 * 60 + 5), "00:05")

    def test_how_long_a_tool_takes_is_what_its_steps_add_up_to(self):
        tool = ToolPage(minutes_from=30, minutes_to=60)
        self.assertEqual(minutes_of(tool, [10, None, 25]), 35)
        self.assertEqual(minutes_of(tool, [None]), 60)
        self.assertEqual(minutes_of(ToolPage(minutes_from=30), []), 30)
        self.assertIsNone(minutes_of(ToolPage(), []))
