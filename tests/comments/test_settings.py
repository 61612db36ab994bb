"""What publishers keep for all comments: words to look at, and the settings."""

from django.test import TestCase
from django.urls import reverse

from comments.models import CommentSettings, HeldWord
from tests.factories import InformationPageFactory, MemberFactory, member_of

WORDS = "wagtailsnippets_comments_heldword"
SETTINGS = ["comments", "commentsettings"]


class WordsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher = member_of("Publishers")
        cls.held = HeldWord.objects.create(words="miracle", note="Is it advertising?")

    def setUp(self):
        self.client.force_login(self.publisher)

    def try_it(self, sentence):
        return self.client.post(reverse(f"{WORDS}:try"), {"sentence": sentence})

    def test_publishers_keep_the_list(self):
        add = reverse(f"{WORDS}:add")
        self.client.post(add, {"words": " Snake  oil ", "note": ""})
        assert HeldWord.objects.filter(words="Snake oil").exists()
        for words, reason in (
            ("MIRACLE", "in the list already"),
            ("!!!", "at least one letter"),
            ("", "required"),
            ("x" * 61, "at most 60"),
        ):
            with self.subTest(words):
                self.assertContains(self.client.post(add, {"words": words}), reason)
        assert HeldWord.objects.count() == 2
        self.client.post(reverse(f"{WORDS}:delete", args=[self.held.pk]))
        assert HeldWord.objects.count() == 1

    def test_the_list_offers_to_try_a_sentence(self):
        response = self.client.get(reverse(f"{WORDS}:list"))
        self.assertContains(response, "miracle")
        self.assertContains(response, f'action="{reverse(f"{WORDS}:try")}"')

    def test_a_sentence_is_tried_and_not_kept(self):
        response = self.try_it("It works M\u200biracles. A ｍｉｒａｃｌｅ!")
        self.assertContains(response, "A comment that says so waits")
        self.assertContains(response, "Is it advertising?")
        self.assertContains(self.try_it("Miracles"), "Nothing in it is on the list")

    def test_odd_sentences_are_answered(self):
        for sentence in ("", "\0", "x" * 1_000_000):
            with self.subTest(sentence[:5]):
                assert self.try_it(sentence).status_code == 422
        self.assertContains(self.try_it("<b>miracle</b>"), "&lt;b&gt;miracle")
        assert self.client.get(reverse(f"{WORDS}:try")).status_code == 200

    def test_others_do_not(self):
        people = [
            member_of("Comment moderators"),
            member_of("Editors"),
            MemberFactory(),
        ]
        for person in people:
            self.client.force_login(person)
            for name in ("list", "add", "try"):
                for method in (self.client.get, self.client.post):
                    with self.subTest(person=person, name=name):
                        response = method(
                            reverse(f"{WORDS}:{name}"), {"words": "x", "sentence": "x"}
                        )
                        assert response.status_code == 302
        assert HeldWord.objects.count() == 1


class SettingsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher = member_of("Publishers")
        cls.rules = InformationPageFactory(title="House rules")
        cls.settings = CommentSettings.objects.create()
        cls.address = reverse("wagtailsettings:edit", args=[*SETTINGS, cls.settings.pk])

    def setUp(self):
        self.client.force_login(self.publisher)

    def save(self, **fields):
        fields = {
            "promised_hours": 24,
            "most_links": 1,
            "reports_needed": 4,
            "languages_read": ["en", "pl"],
            "house_rules": self.rules.pk,
        } | fields
        return self.client.post(self.address, fields)

    def test_publishers_decide(self):
        self.save()
        settings = CommentSettings.current()
        assert settings.promised_hours == 24
        assert settings.most_links == 1
        assert settings.reports_needed == 4
        assert settings.languages_read == ["en", "pl"]
        assert settings.house_rules_id == self.rules.pk
        response = self.client.get(
            reverse("wagtailsettings:edit", args=SETTINGS), follow=True
        )
        self.assertContains(response, "checked", count=2)
        self.assertContains(response, "House rules")

    def test_languages_have_names_and_english_is_ticked_to_begin_with(self):
        response = self.client.get(
            reverse("wagtailsettings:edit", args=SETTINGS), follow=True
        )
        self.assertContains(response, "checked", count=1)
        for name in ("English", "Polish", "Arabic", "Welsh", "Urdu"):
            self.assertContains(response, name)

    def test_bad_input_is_refused(self):
        self.save()
        for fields, words in (
            ({"languages_read": []}, "Choose at least one language"),
            ({"languages_read": ["tlh"]}, "Choose from this list"),
            ({"promised_hours": 0}, "greater than or equal to 1"),
            ({"promised_hours": 100_000}, "less than or equal to 720"),
            ({"reports_needed": 1}, "greater than or equal to 2"),
            ({"most_links": "many"}, "whole number"),
        ):
            with self.subTest(words):
                self.assertContains(self.save(**fields), words)
        assert CommentSettings.current().promised_hours == 24

    def test_others_do_not(self):
        for person in (member_of("Comment moderators"), member_of("Editors")):
            self.client.force_login(person)
            self.save()
        assert CommentSettings.current().promised_hours == 48
