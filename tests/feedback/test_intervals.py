from unittest import TestCase

from feedback.intervals import wilson_interval


class WilsonIntervalTests(TestCase):
    def assertInterval(self, part, whole, low, high):
        interval = wilson_interval(part, whole)
        self.assertAlmostEqual(interval.low, low, places=3)
        self.assertAlmostEqual(interval.high, high, places=3)

    def test_agrees_with_published_values(self):
        # R. G. Newcombe, Statistics in Medicine 17 (1998), table I; and R's prop.test(correct=FALSE).
        self.assertInterval(8, 10, 0.490, 0.943)
        self.assertInterval(81, 263, 0.255, 0.366)
        self.assertInterval(15, 148, 0.062, 0.161)
        self.assertInterval(0, 20, 0.0, 0.161)
        self.assertInterval(29, 29, 0.883, 1.0)

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
