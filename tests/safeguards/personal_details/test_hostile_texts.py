"""Whatever is typed, finding takes time in proportion to its length, and never fails."""

from time import process_time

from django.test import SimpleTestCase

from safeguards.personal_details import find_details, marked, without_details

SHORT, LONG = 1_500, 6_000
PIECES = [
    "1", "0", "0 ", "1 ", "1\n", "+", "(", "-", ".", "_", " ", "\n", "a", "a.", "a-", "a@", "x@y.", "a@b.c ",
    "a at b dot ", "-at-a-dot-", "[at]a[dot]", "LA9 4XX ", "12 beck lane ", "flat 1 ", "1/1/50 ", "born 1/1/50 ",
    "dob ", "1 jan ", "first of ", "07700 ", "tel ", "NHS ", "QQ1", "NI ", "X1", "RNL", "http://", "www.", "a.bc/",
    "\u200b", "e\u0301", "\u0661", "\ufdfa", "\uff11",
]  # fmt: skip


def seconds(text):
    """The least of three runs: what the machine did besides doesn't count."""
    times = []
    for _run in range(3):
        start = process_time()
        find_details(text, ["X######"])
        times.append(process_time() - start)
    return min(times)


class HostileTextTests(SimpleTestCase):
    def test_four_times_the_text_takes_about_four_times_as_long(self):
        # 16 times would be the square; 8 leaves room for an uneasy machine.
        for piece in PIECES:
            short, long = ((piece * size)[:size] for size in (SHORT, LONG))
            with self.subTest(ascii(piece)):
                self.assertLess(seconds(long), 8 * seconds(short) + 0.01)

    def test_anything_can_be_read(self):
        odd = [chr(number) for number in [*range(0x250), 0xD800, 0xFFFE, 0x10FFFF]]
        for text in ["", "".join(odd), *odd, "👩‍👧" * 50, "<b>&amp;</b>" * 50]:
            findings = find_details(text, ["X######"])
            pieces = marked(text, findings)
            self.assertEqual("".join(piece for piece, _finding in pieces), text)
            self.assertIsInstance(without_details(text, findings), str)
