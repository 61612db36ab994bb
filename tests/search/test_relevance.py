from django.test import SimpleTestCase

from bench.relevance import HALVES, judged, measure, ndcg


class MeasureTests(SimpleTestCase):
    GRADES = {"best": 3, "good": 2, "fair": 1}

    def test_the_best_order_is_one_and_nothing_is_nought(self):
        self.assertEqual(ndcg(["best", "good", "fair"], self.GRADES), 1)
        self.assertEqual(ndcg(["else", "other"], self.GRADES), 0)
        self.assertEqual(ndcg([], self.GRADES), 0)

    def test_what_stands_lower_counts_less(self):
        orders = [
            ["best", "good", "fair"],
            ["good", "best", "fair"],
            ["fair", "good", "best"],
            ["else", "fair", "good", "best"],
        ]
        figures = [ndcg(order, self.GRADES) for order in orders]
        self.assertEqual(figures, sorted(figures, reverse=True))
        self.assertEqual(len(set(figures)), len(figures))

    def test_only_ten_are_looked_at(self):
        self.assertEqual(ndcg(["else"] * 10 + ["best"], {"best": 3}), 0)

    def test_says_how_many_names_stand_first_and_what_is_weak(self):
        names = [each for each in judged("tuning") if each.kind == "name"]
        found = {each.words: [each.best] for each in names[1:]}
        figures = measure("tuning", lambda words: found.get(words, []))
        self.assertEqual(
            figures["names_first"], round((len(names) - 1) / len(names), 3)
        )
        self.assertIn((0.0, names[0].words, []), figures["weakest"])


class JudgedQuestionTests(SimpleTestCase):
    def test_are_many_and_each_is_asked_once(self):
        words = [each.words.casefold() for half in HALVES for each in judged(half)]
        self.assertGreaterEqual(len(words), 120)
        self.assertEqual(len(set(words)), len(words))

    def test_name_what_they_look_for_best_first(self):
        for half in HALVES:
            for question in judged(half):
                with self.subTest(question.words):
                    grades = list(question.grades.values())
                    self.assertLessEqual(set(grades), {1, 2, 3})
                    self.assertEqual(max(grades), grades[0])
