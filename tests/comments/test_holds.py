"""Why a comment waits for a moderator, and that nothing gets round it."""

from datetime import timedelta

from django.core import mail
from django.core.exceptions import ValidationError
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from comments.models import Comment, CommentSettings, HeldWord, PagePolicy
from comments.services import holds, writing
from comments.services.holds import why_held
from comments.text import links_in
from comments.words import plain_words
from safeguards.models import SafeguardingSettings
from tests.factories import (
    CommentFactory,
    MemberFactory,
    StoryPageFactory,
    UserFactory,
    member_of,
)

Hold = Comment.Hold
State = Comment.State
LONG = "We moved the huddle to nine o’clock and fewer people were late for it."
POLISH = (
    "Na naszym oddziale zaczynamy dzień od krótkiej odprawy i bardzo nam to pomaga."
)


class HoldsTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()
        cls.member = MemberFactory()
        # One of theirs was approved: what is held now is held for something else.
        CommentFactory(author=cls.member, body="Once approved.")

    def why(self, body="A good idea.", author=None, **kwargs):
        return why_held(
            author=author or self.member, page=self.page, body=body, **kwargs
        )

    def assert_held(self, body, *reasons, **kwargs):
        assert self.why(body, **kwargs) == list(reasons), body


class ReasonsTests(HoldsTestCase):
    def test_nothing_is_held_without_a_reason(self):
        self.assert_held("A good idea.")

    def test_held_until_one_was_approved(self):
        newcomer = MemberFactory()
        for state in (State.WAITING, State.REJECTED, State.HIDDEN, State.RETURNED):
            CommentFactory(author=newcomer, state=state)
            self.assert_held("A good idea.", Hold.FIRST, author=newcomer)
        CommentFactory(author=newcomer)
        self.assert_held("A good idea.", author=newcomer)

    def test_taking_back_what_waits_once_more_ends_no_wait(self):
        for held in (Hold.REPORTS, Hold.MODERATOR):
            comment = CommentFactory()
            comment.state, comment.held_for = State.WAITING, [held]
            comment.save()
            writing.remove_own(comment, author=comment.author)
            self.assert_held("A good idea.", Hold.FIRST, author=comment.author)
        public = CommentFactory()
        writing.remove_own(public, author=public.author)
        self.assert_held("A good idea.", author=public.author)

    def test_a_trusted_member_need_not_wait_for_the_first(self):
        self.assert_held("A good idea.", author=MemberFactory(is_trusted=True))

    def test_what_members_tick_and_what_is_set(self):
        self.assert_held("A good idea.", Hold.AT_RISK, is_at_risk=True)
        watched = MemberFactory(is_watched=True)
        CommentFactory(author=watched)
        self.assert_held("A good idea.", Hold.WATCHED, author=watched)

    def test_a_page_where_all_is_approved_first(self):
        PagePolicy.objects.create(
            page_id=self.page.get_parent().pk, mode="open", approves_first=True
        )
        self.assert_held("A good idea.", Hold.PAGE)

    def test_details_of_a_person(self):
        self.assert_held("Ring me on 07700 900123.", Hold.DETAILS)

    def test_a_trusted_member_waits_for_all_else(self):
        trusted = MemberFactory(is_trusted=True)
        HeldWord.objects.create(words="miracle cure")
        self.assert_held(
            "A miracle cure: ring me on 07700 900123.",
            Hold.AT_RISK,
            Hold.DETAILS,
            Hold.WORDS,
            author=trusted,
            is_at_risk=True,
        )
        self.assert_held(POLISH, Hold.LANGUAGE, author=trusted)

    def test_a_moderators_own_words_wait_only_for_what_matters(self):
        moderator = member_of("Comment moderators")
        links = " ".join(["https://a.example/"] * 5)
        self.assert_held(f"{POLISH} {links}", author=moderator)
        self.assert_held("Ring me on 07700 900123.", Hold.DETAILS, author=moderator)
        self.assert_held(
            "Ring me on 07700 900123.",
            Hold.DETAILS,
            author=UserFactory(is_superuser=True),
        )

    def test_costs_the_same_whatever_was_said(self):
        HeldWord.objects.create(words="miracle")
        CommentSettings.objects.create()
        bodies = [LONG, f"{LONG} https://a.example/ miracle", "Nothing " * 300]
        self.why(bodies[0])
        for times in (1, 20):
            CommentFactory.create_batch(times, body=LONG)
            for body in bodies:
                author = MemberFactory()
                with self.assertNumQueries(8):
                    self.why(body, author)


class LinksTests(HoldsTestCase):
    def links(self, number):
        return "Look: " + " ".join(
            f"https://site{each}.example/" for each in range(number)
        )

    def test_more_than_two(self):
        self.assert_held(self.links(2))
        self.assert_held(self.links(3), Hold.LINKS)

    def test_as_many_as_editors_allow(self):
        CommentSettings.objects.create(most_links=0)
        self.assert_held("No link at all.")
        self.assert_held(self.links(1), Hold.LINKS)

    def test_counts_what_readers_see_as_links(self):
        text = (
            "See (https://a.example/b), HTTP://B.example/! http:// https://me@c.example/ "
            "www.d.example"
        )
        assert links_in(text) == ["https://a.example/b", "HTTP://B.example/"]


class RepeatedTests(HoldsTestCase):
    def test_the_same_words_on_another_page_by_anybody(self):
        for author in (self.member, MemberFactory()):
            CommentFactory(body=LONG, author=author)
            self.assert_held(LONG, Hold.REPEATED)
            Comment.objects.filter(body=LONG).delete()

    def test_nearly_the_same_words(self):
        CommentFactory(body=LONG)
        for other in (
            LONG.upper(),
            LONG.replace(" ", "\u200b \n"),
            LONG.replace("nine", "ten"),
            LONG.replace("o’clock", "O'CLOCK!!!"),
            f"{LONG} 123",
        ):
            self.assert_held(other, Hold.REPEATED)
        self.assert_held(
            "We moved the huddle to the corridor, and the porters come too."
        )

    def test_what_was_refused_or_hidden_counts(self):
        for state in (State.WAITING, State.REJECTED, State.HIDDEN):
            comment = CommentFactory(body=LONG, state=state)
            self.assert_held(LONG, Hold.REPEATED)
            comment.delete()

    def test_a_day_later_it_is_new(self):
        CommentFactory(body=LONG, created_at=timezone.now() - timedelta(hours=25))
        self.assert_held(LONG)

    def test_under_the_same_page_by_the_same_person(self):
        CommentFactory(body=LONG, page=self.page, author=self.member)
        self.assert_held(LONG, Hold.REPEATED)

    def test_under_the_same_page_others_may_agree(self):
        for author in (MemberFactory(), None):
            CommentFactory(body=LONG, page=self.page, author=author)
        self.assert_held(LONG)

    def test_short_words_are_said_by_everybody(self):
        CommentFactory(body="Thank you, that helped.")
        self.assert_held("Thank you, that helped.")

    def test_a_comment_does_not_repeat_itself(self):
        # It was written elsewhere and moved.
        comment = CommentFactory(body=LONG, author=self.member)
        self.assert_held(LONG, comment=comment)


class WordsTests(HoldsTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        for words in ("scam", "miracle cure", "don’t vaccinate", "żółć", "غش", "毒品"):
            HeldWord.objects.create(words=words)

    def assert_words(self, *bodies):
        for body in bodies:
            with self.subTest(body):
                self.assert_held(body, Hold.WORDS)

    def test_whole_words_in_any_case(self):
        self.assert_words(
            "scam", "It is a SCAM.", "Scam!", "a (scam)", "scam's", "“scam”"
        )

    def test_parts_of_words_are_no_words(self):
        for body in ("scamper", "a scampi lunch", "miracles cure", "a cure, a miracle"):
            with self.subTest(body):
                self.assert_held(body)

    def test_phrases_across_any_space(self):
        self.assert_words(
            "a miracle cure",
            "a miracle\n\ncure",
            "a miracle \u00a0\u2003 cure",
            "a miracle-cure",
            "a *miracle* _cure_",
            "Dont vaccinate",
            "Don't   vaccinate",
        )

    def test_marks_on_letters_hide_nothing(self):
        self.assert_words(
            "ŻÓŁĆ", "zolc", "z\u0307o\u0301łc\u0301", "s\u0301c\u0301am", "s̶c̶a̶m̶"
        )

    def test_disguise_hides_nothing(self):
        self.assert_words(
            "s\u200bc\u200ba\u200bm",
            "s\u00adcam",
            "sc\u2060am",
            "s\u034fcam",
            "sc\ufe0fam",
            "ｓｃａｍ",
            "ＳＣＡＭ",
            "𝐬𝐜𝐚𝐦",
            "ⓢⓒⓐⓜ",
            "\u202escam",
            "scam\U000e0041",
        )

    def test_other_scripts(self):
        self.assert_words("هذا غِشّ واضح", "他们卖毒品给人")
        self.assert_held("غشاء")

    def test_says_which_words_and_why(self):
        HeldWord.objects.filter(words="scam").update(note="Offers of money")
        found = HeldWord.objects.said_in("A scam and a miracle cure")
        assert {(held.words, held.note) for held in found} == {
            ("scam", "Offers of money"),
            ("miracle cure", ""),
        }

    def test_moderators_see_which(self):
        HeldWord.objects.filter(words="scam").update(note="Offers of money")
        for _times in range(2):
            comment = writing.post_comment(
                page=StoryPageFactory(), author=self.member, body="It is a scam."
            )
        self.client.force_login(member_of("Comment moderators"))
        for address in (
            reverse("comment_queue:waiting"),
            reverse("comment_queue:comment", args=[comment.pk]),
        ):
            response = self.client.get(address)
            self.assertContains(response, "“<bdi>scam</bdi>” (Offers of money)")

    def test_nothing_is_dropped(self):
        comment = writing.post_comment(
            page=self.page, author=self.member, body="It is a scam."
        )
        assert comment.state == State.WAITING
        assert comment.held_for == [Hold.WORDS]
        assert comment.body == "It is a scam."

    def test_takes_what_people_type(self):
        for body in ("🎉" * 3000, "a" * 3000, "e\u0301" * 1500, "\u0301" * 20 + "a"):
            plain_words(body)
            self.why(body)

    def test_an_entry_has_a_letter_and_stands_there_once(self):
        for words in ("!!!", "\u200b", "  ", "…"):
            with self.subTest(words), self.assertRaises(ValidationError):
                HeldWord(words=words).full_clean()
        for words in ("SCAM", " scam "):
            with self.subTest(words), self.assertRaises(ValidationError):
                HeldWord(words=words).full_clean()
        HeldWord(words="C diff").full_clean()


class LanguageTests(HoldsTestCase):
    def test_only_english_where_nothing_is_set(self):
        self.assert_held(LONG)
        self.assert_held(POLISH, Hold.LANGUAGE)

    def test_languages_that_moderators_read(self):
        CommentSettings.objects.create(languages_read=["en", "pl"])
        self.assert_held(LONG)
        self.assert_held(POLISH)
        self.assert_held(
            "نبدأ يومنا في القسم باجتماع قصير وهذا يساعدنا كثيرا في العمل.",
            Hold.LANGUAGE,
        )

    def test_what_is_in_no_language_for_sure_is_not_held(self):
        self.assert_held("Super, 10/10 :-)")
        self.assert_held("👍👍👍")


class AtRiskTests(HoldsTestCase):
    def held(self, **fields):
        fields = {"held_for": [Hold.AT_RISK], "state": State.WAITING} | fields
        return CommentFactory(page=self.page, body="I can’t go on.", **fields)

    def test_the_lead_is_told_at_once_and_without_the_words(self):
        SafeguardingSettings.objects.create(lead_address="lead@ward.example")
        comment = self.held()
        holds.tell_of(comment)
        message = mail.outbox[0]
        assert message.to == ["lead@ward.example"]
        assert f"/admin/comments/{comment.pk}/" in message.body
        assert "http" in message.body
        assert comment.body not in message.body
        assert comment.author.display_name not in message.body

    def test_nobody_is_told_of_anything_else(self):
        SafeguardingSettings.objects.create(lead_address="lead@ward.example")
        holds.tell_of(self.held(held_for=[Hold.FIRST]))
        holds.tell_of(self.held(state=State.PUBLISHED))
        assert not mail.outbox
