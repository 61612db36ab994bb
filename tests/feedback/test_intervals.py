from unittest import TestCase

from feedback.intervals import Share, wilson_interval


class WilsonIntervalTests(TestCase):
    def assertInterval(self, part, whole, low, high):
        interval = wilson_interval(part, whole)
        self.assertAlmostEqual(interval.low, low, places=4)
        self.assertAlmostEqual(interval.high, high, places=4)

    def test_agrees_with_published_values(self):
        # R. G. Newcombe, Statistics in Medicine 17 (1998), table I; and R's prop.test(correct=FALSE).
        self.assertInterval(8, 10, 0.4902, 0.9433)
        self.assertInterval(81, 263, 0.2553, 0.3662)
        self.assertInterval(15, 148, 0.0624, 0.1605)
        self.assertInterval(0, 20, 0.0, 0.1611)
        self.assertInterval(29, 29, 0.8830, 1.0)

    def test_never_leaves_0_to_1(self):
        for whole in (1, 2, 3, 1000):
            for part in (0, whole):
                interval = wilson_interval(part, whole)
                self.assertGreaterEqual(interval.low, 0)
                self.assertLessEqual(interval.high, 1)

    def test_says_nothing_without_answers(self):
        interval = wilson_interval(0, 0)
        self.assertEqual((interval.low, interval.high), (0, 1))

    def test_is_narrower_the_more_answered(self):
        widths = [
            interval.high - interval.low
            for interval in (wilson_interval(n // 2, n) for n in (10, 100, 1000))
        ]
        self.assertEqual(widths, sorted(widths, reverse=True))

    def test_is_wider_the_surer_one_wants_to_be(self):
        usual, surer = wilson_interval(30, 40), wilson_interval(30, 40, 0.99)
        self.assertLess(surer.low, usual.low)
        self.assertGreater(surer.high, usual.high)


class ShareTests(TestCase):
    def test_is_said_in_whole_percent_with_its_interval(self):
        share = Share(29, 40)
        self.assertEqual((share.percent, share.rest), (72, 11))
        self.assertEqual((share.low_percent, share.high_percent), (57, 84))

    def test_says_something_from_twenty_answers_on(self):
        self.assertFalse(Share(19, 19).is_enough)
        self.assertTrue(Share(0, 20).is_enough)

    def test_of_nobody_is_no_share(self):
        share = Share(0, 0)
        self.assertIsNone(share.percent)
        self.assertEqual((share.low_percent, share.high_percent), (0, 100))
