"""Everything that the site holds of me is in my copy, and nobody else can get at it."""

import json
import re
import stat
import time
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from unittest.mock import patch
from uuid import uuid4
from zipfile import ZipFile

import html5lib
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.test import Client, TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django_tasks_db.models import DBTaskResult
from zeal import zeal_ignore

from accounts import copies
from accounts.models import AccountEvent, DataExport, User
from accounts.registry import registered
from accounts.services import copying
from accounts.services.copying import make_export, make_left_behind
from accounts.services.exports import (
    MOST_IN_A_DAY,
    TooManyToday,
    ask_for_export,
    forget_expired_exports,
    forget_exports_of,
)
from safeguards.models import OutboxMessage
from safeguards.timed_jobs import all_jobs
from tests.accounts import columns
from tests.accounts.lives import Life
from tests.factories import CommentFactory, MemberFactory, StoryIndexPageFactory

SECRET = "opens the account to whoever finds the file"
WIPED = "what a mail said, wiped as soon as it has left; its kind and date are told"
SAID_ELSEWHERE = "made of what is told under contributions"
OTHERS = "may name other people; what was done and when is told"
TECHNICAL = "what went wrong inside, if it did; gone after 30 days"
# Registered columns whose words are not in the copy, with the reason.
LEFT_OUT = {
    **dict.fromkeys(
        [
            "account.EmailConfirmation.key",
            "accounts.User.password",
            "comments.CommentDraft.browser",
            "mfa.Authenticator.data",
            "sessions.Session.session_data",
            "sessions.Session.session_key",
            "socialaccount.SocialToken.token",
            "socialaccount.SocialToken.token_secret",
            "usersessions.UserSession.session_key",
            "wagtailcore.APIToken.key_hash",
            "wagtailcore.APIToken.prefix",
        ],
        SECRET,
    ),
    **{
        f"safeguards.OutboxMessage.{name}": WIPED
        for name in [
            "to",
            "cc",
            "bcc",
            "reply_to",
            "headers",
            "subject",
            "text_body",
            "html_body",
        ]
    },
    **dict.fromkeys(
        [
            "library.CLICImage.title",
            "library.CLICRendition.file",
            "pages.StoryOutcome.measure",
            "pages.StoryOutcome.unit",
            "pages.StoryPage.author_name",
            "pages.StoryPage.body",
            "pages.StoryPage.place",
            "pages.StoryPage.summary",
            "wagtailcore.Page.draft_title",
            "wagtailcore.Page.slug",
            "wagtailcore.Page.title",
            "wagtailcore.Page.url_path",
            "wagtailcore.PageLogEntry.label",
            "wagtailcore.Revision.content",
            "wagtailcore.Revision.object_str",
            "wagtailsearch.IndexEntry.autocomplete",
            "wagtailsearch.IndexEntry.body",
            "wagtailsearch.IndexEntry.body_text",
            "wagtailsearch.IndexEntry.title",
            "wagtailsearch.IndexEntry.title_text",
        ],
        SAID_ELSEWHERE,
    ),
    "admin.LogEntry.object_id": OTHERS,
    **dict.fromkeys(
        [
            "feedback.FeedbackItem.search",
            "feedback.FeedbackItem.shown_message",
            "feedback.FeedbackMail.shown_body",
        ],
        "made of what is told in full",
    ),
    "feedback.FeedbackItem.waits_for": OTHERS,
    "accounts.DataExport.file_name": "the name of a copy's file, which nobody ever sees",
    **{
        f"django_tasks_database.DBTaskResult.{name}": TECHNICAL
        for name in ["args_kwargs", "return_value", "traceback"]
    },
    "usersessions.UserSession.ip": "never filled: accounts/signals.py",
}
# Where other rows are found by them: they are looked for as they are.
ADDRESSES = {
    "account.EmailAddress.email",
    "accounts.User.email",
    "feedback.FeedbackItem.email",
    "feedback.FeedbackMail.from_address",
}
TOO_SHORT = {"wagtailusers.UserProfile.preferred_language"}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


def copy_of(person):
    """What is in somebody's copy, by the names of its files."""
    file = BytesIO()
    with zeal_ignore():
        copies.write_copy(person, file)
    with ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def text_of(copied):
    return "\n".join(
        name + content.decode("utf-8", "replace") for name, content in copied.items()
    )


def mark_again(name, marks, token):
    """Write a token behind each of somebody's marks in one column."""
    model, field = columns.resolve(name)
    table = connection.ops.quote_name(model._meta.db_table)
    column = connection.ops.quote_name(field.column)
    kind = field.db_type(connection).partition("(")[0]
    with connection.cursor() as cursor:
        for mark in marks:
            cursor.execute(
                f"UPDATE {table} SET {column} = "  # noqa: S608
                f"replace({column}::text, %s, %s)::{kind} WHERE {column}::text LIKE %s",
                [mark, f"{mark}{token}", f"%{mark}%"],
            )


class EverythingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        StoryIndexPageFactory()
        administrator = MemberFactory(
            display_name="Zadministrator", is_superuser=True, is_staff=True
        )
        cls.administrator = administrator
        cls.life = Life(1, administrator)
        cls.other = Life(2, administrator)
        # These columns stay themselves: rows are found by them, or hold a key.
        User.objects.filter(pk=cls.life.number).update(language="")

    def told_columns(self):
        """Registered columns of words, as far as they are told in the copy."""
        for name in sorted(name for data in registered() for name in data.fields):
            _model, field = columns.resolve(name)
            if name not in LEFT_OUT and not field.is_relation:
                yield name

    def test_each_registered_column_is_told(self):
        life = self.life
        told = [
            name
            for name in self.told_columns()
            if name not in ADDRESSES | TOO_SHORT
            and columns.resolve(name)[0] is not None
            and not columns.resolve(name)[1].choices
        ]
        tokens = {name: f"q{number}q" for number, name in enumerate(told)}
        marks = [life.name_mark, life.words_mark]
        for name, token in tokens.items():
            if not isinstance(columns.resolve(name)[1], columns.models.FileField):
                mark_again(name, marks, token)
        text = text_of(copy_of(User.objects.get(pk=life.number)))
        missing = [
            name
            for name, token in tokens.items()
            if not isinstance(columns.resolve(name)[1], columns.models.FileField)
            and token not in text
        ]
        self.assertEqual(
            missing,
            [],
            "Tell them in `export` of the app that registers them, "
            "or say in LEFT_OUT here why not",
        )

    def test_addresses_are_told(self):
        text = text_of(copy_of(self.life.person))
        self.assertIn(f'"{self.life.address}"', text)
        self.assertIn(f'"second.{self.life.address}"', text)

    def test_files_are_in_it(self):
        copied = copy_of(self.life.person)
        files = {
            name: content for name, content in copied.items() if name[:6] == "files/"
        }
        avatar = self.life.person.wagtail_userprofile.avatar
        for stored in (self.life.draft.picture.file, avatar):
            with stored.storage.open(stored.name) as file:
                self.assertIn(file.read(), files.values())
        self.assertIn(b"half a page", files.values())

    def test_no_secret_is_in_it(self):
        life = self.life
        secrets = [
            name for name, reason in LEFT_OUT.items() if reason in {SECRET, WIPED}
        ]
        for number, name in enumerate(secrets):
            if columns.resolve(name)[1].max_length not in {40, 16}:
                mark_again(name, [life.name_mark], f"s{number}s")
        text = text_of(copy_of(User.objects.get(pk=life.number)))
        self.assertNotRegex(text, rf"{life.name_mark}s\d+s")
        self.assertNotIn(life.session_key, text)
        self.assertNotIn(User.objects.get(pk=life.number).password, text)

    def test_nobody_elses_words_are_in_it(self):
        text = text_of(copy_of(self.life.person))
        for word in (
            *self.other.marks,
            self.administrator.email,
            "Zadministrator",
            "What others replied.",
            "So it is.",
            "What do you think?",
        ):
            self.assertNotIn(word, text)

    def test_what_is_left_out_is_registered(self):
        names = {name for data in registered() for name in data.fields}
        self.assertEqual(set(LEFT_OUT) - names, set())

    def test_each_key_has_words(self):
        for data in registered():
            held = data.export(self.life.person)
            keys = set(_keys(held)) - {"was", "name", "browser", self.life.name_mark}
            for key in keys:
                self.assertIn(key, data.labels, data.key)

    def test_each_part_has_a_file_of_its_own_that_programs_can_read(self):
        copied = copy_of(self.life.person)
        for data in registered():
            said = json.loads(copied[f"data/{data.key}.json"])
            self.assertEqual((said["format"], said["about"]), (1, data.key))
            self.assertTrue(said["holds"], data.key)

    def test_every_moment_has_a_zone(self):
        copied = copy_of(self.life.person)
        moments = [
            value
            for name, content in copied.items()
            if name.startswith("data/")
            for value in _values(json.loads(content))
            if isinstance(value, str) and MOMENT.match(value)
        ]
        self.assertGreater(len(moments), 20)
        for moment in moments:
            self.assertIsNotNone(parse_datetime(moment).tzinfo, moment)


def _values(held):
    if isinstance(held, dict):
        held = list(held.values())
    if isinstance(held, list):
        for value in held:
            yield from _values(value)
    else:
        yield held


def _keys(held):
    if isinstance(held, dict):
        yield from held
        held = list(held.values())
    if isinstance(held, list):
        for value in held:
            yield from _keys(value)


class PageToReadTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory(
            display_name="Priya <b>Rao</b>", email="priya@ward.example"
        )

    def page(self):
        return copy_of(self.member)["index.html"].decode()

    def test_what_people_typed_is_text(self):
        CommentFactory(
            author=self.member,
            body="</style></script><script>alert(1)</script><img src=//evil.example>\n=1+1",
        )
        page = self.page()
        document = html5lib.parse(page, namespaceHTMLElements=False)
        for tag in ("script", "img", "iframe", "link", "object", "form"):
            self.assertIsNone(document.find(f".//{tag}"), tag)
        self.assertIn("&lt;script&gt;alert(1)&lt;/script&gt;", page)
        self.assertIn("Priya &lt;b&gt;Rao&lt;/b&gt;", page)

    def test_asks_nothing_of_any_network(self):
        page = self.page()
        document = html5lib.parse(page, namespaceHTMLElements=False)
        for element in document.iter():
            for name in ("src", "srcset", "action", "background", "poster"):
                self.assertIsNone(element.get(name))
            target = element.get("href", "#")
            self.assertRegex(target, rf"^(#|data/|files/|{settings.PUBLIC_URL}/$)")
        self.assertNotIn("url(", page)
        self.assertNotIn("@import", page)
        self.assertIn("default-src &#x27;none&#x27;".replace("&#x27;", "'"), page)

    def test_has_headings_language_and_direction(self):
        document = html5lib.parse(self.page(), namespaceHTMLElements=False)
        self.assertEqual(document.get("lang"), "en-gb")
        self.assertEqual(document.get("dir"), "ltr")
        self.assertEqual(len(document.findall(".//h1")), 1)
        self.assertGreaterEqual(len(document.findall(".//h2")), len(registered()))

    def test_is_in_the_language_of_the_person(self):
        self.member.language = "ar"
        document = html5lib.parse(self.page(), namespaceHTMLElements=False)
        self.assertEqual(document.get("lang"), "ar")
        self.assertEqual(document.get("dir"), "rtl")

    def test_codes_and_moments_are_words(self):
        CommentFactory(author=self.member, body="Good\nto know.", state="waiting")
        page = self.page()
        self.assertIn("Waiting for a moderator", page)
        self.assertNotIn(">waiting<", page)
        self.assertNotRegex(page, r">\d{4}-\d\d-\d\dT")

    def test_a_stored_name_leads_nowhere(self):
        stored = ContentFile(b"picture", name="../../../etc/passwd\\..\\<b>.png")
        storage = storages["exports"]
        stored.storage = storage
        with (
            patch.object(storage, "open", lambda name: BytesIO(b"picture")),
            self._files([("<b>Mine</b>", stored)]),
        ):
            copied = copy_of(self.member)
        self.assertIn("files/account/1-b.png", copied)
        self.assertIn("&lt;b&gt;Mine&lt;/b&gt;", copied["index.html"].decode())
        for name in copied:
            self.assertNotIn("..", name)

    def test_a_file_that_was_lost_holds_up_nothing(self):
        lost = ContentFile(b"", name="gone.png")
        lost.storage = storages["exports"]
        with self._files([("My picture", lost)]):
            copied = copy_of(self.member)
        said = json.loads(copied["data/account.json"])
        self.assertEqual(said["files"], [{"name": "My picture", "path": None}])
        self.assertIn("the file is lost", copied["index.html"].decode())

    def _files(self, files):
        [account] = [data for data in registered() if data.key == "account"]
        changed = {**account.__dict__, "files": lambda user: files}
        return patch.object(
            copies, "registered", return_value=[type(account)(**changed)]
        )


def sign_in(client, member, *, seconds_ago=0):
    """As somebody who has typed in their password so long ago."""
    client.force_login(member, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session["account_authentication_methods"] = [
        {
            "method": "password",
            "at": time.time() - seconds_ago,
            "email": member.email,
            "reauthenticated": True,
        }
    ]
    session["account_authentication_methods_user"] = str(member.pk)
    session.save()


@override_settings(EMAIL_BACKEND="safeguards.outbox.OutboxEmailBackend")
class DownloadTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory(display_name="Priya", email="priya@ward.example")
        cls.page = reverse("data_export")

    def setUp(self):
        sign_in(self.client, self.member)
        self.addCleanup(self._empty_storage)

    def _empty_storage(self):
        storage = storages["exports"]
        if storage.exists(""):
            for name in storage.listdir("")[1]:
                storage.delete(name)

    def ask(self):
        with self.captureOnCommitCallbacks(execute=True):
            return self.client.post(self.page)

    def made(self, **changes):
        export = ask_for_export(self.member)
        make_export(export.pk)
        if changes:
            DataExport.objects.filter(pk=export.pk).update(**changes)
        return DataExport.objects.get(pk=export.pk)

    def address(self, export):
        return reverse("data_export_download", args=[export.pk])


class AskingTests(DownloadTestCase):
    def test_the_page_says_what_is_in_a_copy_and_makes_none(self):
        response = self.client.get(self.page)
        self.assertContains(response, "What is in it")
        self.assertIn("no-store", response["Cache-Control"])
        self.assertFalse(DataExport.objects.exists())

    def test_needs_a_sign_in(self):
        for response in (Client().get(self.page), Client().post(self.page)):
            self.assertRedirects(
                response, f"{reverse('account_login')}?next={self.page}"
            )
        self.assertFalse(DataExport.objects.exists())

    def test_asks_once_more_who_it_is(self):
        sign_in(self.client, self.member, seconds_ago=16 * 60)
        response = self.ask()
        self.assertRedirects(
            response,
            f"{reverse('account_reauthenticate')}?next={self.page}",
            fetch_redirect_response=False,
        )
        self.assertFalse(DataExport.objects.exists())

    def test_the_worker_is_asked_for_one_copy_and_it_is_noted(self):
        self.assertRedirects(self.ask(), self.page, target_status_code=202)
        export = DataExport.objects.get()
        task = DBTaskResult.objects.get()
        self.assertEqual(task.args_kwargs["args"], [str(export.pk)])
        event = AccountEvent.objects.about(self.member).get()
        self.assertEqual(event.action, AccountEvent.Action.EXPORT_ASKED)

    def test_a_second_click_is_the_same_copy(self):
        self.ask()
        self.ask()
        self.assertEqual(DataExport.objects.count(), 1)
        self.assertEqual(DBTaskResult.objects.count(), 1)

    def test_only_so_many_a_day(self):
        for _time in range(MOST_IN_A_DAY):
            self.made()
        response = self.ask()
        self.assertContains(response, "try again tomorrow", status_code=422)
        with self.assertRaises(TooManyToday):
            ask_for_export(self.member)
        tomorrow = timezone.now() + timedelta(days=1, minutes=1)
        with patch("django.utils.timezone.now", return_value=tomorrow):
            ask_for_export(self.member)

    def test_one_persons_many_copies_are_nobody_elses_concern(self):
        for _time in range(MOST_IN_A_DAY):
            self.made()
        self.assertTrue(ask_for_export(MemberFactory()).is_under_way)

    def test_the_page_waits_with_and_without_a_script(self):
        self.ask()
        response = self.client.get(self.page)
        self.assertContains(response, "Your copy is being made", status_code=202)
        self.assertContains(response, 'http-equiv="refresh"', status_code=202)
        self.assertContains(response, "data-waiting", status_code=202)
        self.assertNotContains(response, "Make my copy", status_code=202)

    def test_nobody_waits_in_vain(self):
        self.ask()
        DataExport.objects.update(asked_at=timezone.now() - timedelta(minutes=2))
        response = self.client.get(self.page)
        self.assertContains(response, "longer than it should", status_code=202)
        self.assertNotContains(response, 'http-equiv="refresh"', status_code=202)

    def test_a_ready_copy_has_a_link_a_size_and_an_end(self):
        export = self.made()
        response = self.client.get(self.page)
        self.assertContains(response, self.address(export))
        self.assertContains(response, "We delete it on")
        self.assertEqual(
            export.expires_at,
            export.ready_at + timedelta(hours=settings.DATA_EXPORT_HOURS),
        )

    def test_the_mail_leads_to_the_page_and_not_to_the_file(self):
        export = self.made()
        mail = OutboxMessage.objects.get()
        self.assertEqual(mail.to, [self.member.email])
        self.assertEqual(mail.kind, "accounts_copy_ready")
        self.assertIn(f"{settings.PUBLIC_URL}{self.page}", mail.text_body)
        self.assertNotIn(str(export.pk), mail.text_body + mail.html_body)


class DownloadTests(DownloadTestCase):
    def test_its_owner_gets_the_file_to_keep(self):
        response = self.client.get(self.address(self.made()))
        self.assertEqual(response["Content-Type"], "application/zip")
        self.assertRegex(
            response["Content-Disposition"],
            r'^attachment; filename="clic-my-data-\d{4}-\d\d-\d\d\.zip"$',
        )
        self.assertIn("no-store", response["Cache-Control"])
        self.assertEqual(response["X-Content-Type-Options"], "nosniff")
        with ZipFile(BytesIO(response.getvalue())) as archive:
            self.assertIsNone(archive.testzip())
            self.assertIn("index.html", archive.namelist())

    def test_to_everybody_else_it_is_not_there(self):
        address = self.address(self.made())
        administrator = MemberFactory(is_superuser=True, is_staff=True)
        for person in (MemberFactory(), administrator):
            other = Client()
            sign_in(other, person)
            self.assertEqual(other.get(address).status_code, 404)
        self.assertEqual(Client().get(address).status_code, 404)

    def test_numbers_made_up_lead_nowhere(self):
        self.made()
        for name in (uuid4(), "x", "../exports", f"{uuid4()}.zip", "%00", "%2e%2e"):
            response = self.client.get(f"{self.page}{name}/")
            self.assertEqual(response.status_code, 404, name)

    def test_nothing_is_sent_that_is_not_ready_or_over(self):
        now = timezone.now()
        under_way = ask_for_export(self.member)
        self.assertEqual(self.client.get(self.address(under_way)).status_code, 404)
        make_export(under_way.pk)
        DataExport.objects.update(
            asked_at=now - timedelta(days=3), expires_at=now - timedelta(seconds=1)
        )
        self.assertEqual(self.client.get(self.address(under_way)).status_code, 404)
        self.assertNotContains(self.client.get(self.page), str(under_way.pk))

    def test_a_file_that_was_lost_is_not_there(self):
        export = self.made()
        storages["exports"].delete(export.file_name)
        self.assertEqual(self.client.get(self.address(export)).status_code, 404)

    def test_a_copy_is_not_taken_by_other_methods(self):
        address = self.address(self.made())
        self.assertEqual(self.client.post(address).status_code, 405)

    def test_only_the_sites_own_user_can_read_the_file(self):
        path = Path(storages["exports"].path(self.made().file_name))
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(path.parent.stat().st_mode), 0o700)

    def test_no_address_of_files_leads_there(self):
        export = self.made()
        for folder in ("/media/", "/media/exports/", "/exports/", "/static/"):
            response = self.client.get(f"{folder}{export.file_name}")
            self.assertEqual(response.status_code, 404)


class MakingTests(DownloadTestCase):
    def failing(self):
        return patch.object(copying, "write_copy", side_effect=RuntimeError("Priya"))

    def fail(self):
        export = ask_for_export(self.member)
        with (
            self.failing(),
            self.assertLogs("accounts.services.copying", "ERROR") as log,
        ):
            make_export(export.pk)
        return DataExport.objects.get(pk=export.pk), log.output

    def test_a_failure_is_told_kindly_and_can_be_tried_again(self):
        export, _log = self.fail()
        self.assertIsNotNone(export.failed_at)
        response = self.client.get(self.page)
        self.assertContains(response, "Your copy could not be made")
        self.assertContains(response, "Make my copy")
        self.assertFalse(OutboxMessage.objects.exists())
        self.assertIsNotNone(self.made().ready_at)
        self.assertNotContains(self.client.get(self.page), "could not be made")

    def test_the_log_says_where_it_failed_and_nothing_about_the_person(self):
        export, log = self.fail()
        self.assertIn(str(export.pk), log[0])
        self.assertIn("RuntimeError at copying.py", log[0])
        self.assertNotIn("Priya", log[0])

    def test_what_fails_at_the_end_leaves_no_file(self):
        export = ask_for_export(self.member)
        with (
            patch.object(copying.notifications, "copy_ready", side_effect=OSError),
            self.assertLogs("accounts.services.copying", "ERROR"),
        ):
            make_export(export.pk)
        self.assertEqual(storages["exports"].listdir("")[1], [])
        self.assertIsNotNone(DataExport.objects.get().failed_at)

    def test_what_a_dead_worker_left_is_made_by_the_clock(self):
        export = ask_for_export(self.member)
        make_left_behind()
        self.assertTrue(DataExport.objects.get().is_under_way)
        DataExport.objects.update(asked_at=timezone.now() - timedelta(minutes=1))
        storages["exports"].save(copying.file_name(export.pk), ContentFile(b"half"))
        make_left_behind()
        export.refresh_from_db()
        self.assertTrue(export.is_available)
        self.assertEqual(storages["exports"].size(export.file_name), export.bytes)

    def test_what_is_never_finished_is_given_up(self):
        ask_for_export(self.member)
        DataExport.objects.update(asked_at=timezone.now() - timedelta(minutes=31))
        with self.assertLogs("accounts.services.copying", "ERROR"):
            make_left_behind()
        self.assertIsNotNone(DataExport.objects.get().failed_at)
        self.assertTrue(ask_for_export(self.member).is_under_way)

    def test_a_copy_is_made_once(self):
        export = self.made()
        with self.failing() as write:
            make_export(export.pk)
            make_export(uuid4())
        write.assert_not_called()


class ForgettingTests(DownloadTestCase):
    def test_a_copy_whose_time_is_over_goes_with_its_file(self):
        over, kept = self.made(), self.made()
        now = timezone.now()
        DataExport.objects.filter(pk=over.pk).update(
            asked_at=now - timedelta(days=3), expires_at=now
        )
        self.assertEqual(forget_expired_exports(), 1)
        self.assertEqual(forget_expired_exports(), 0)
        self.assertEqual(DataExport.objects.get(), kept)
        self.assertEqual(storages["exports"].listdir("")[1], [kept.file_name])

    def test_files_without_a_copy_go(self):
        kept = self.made()
        storages["exports"].save(f"{uuid4()}.zip", ContentFile(b"left behind"))
        forget_expired_exports()
        self.assertEqual(storages["exports"].listdir("")[1], [kept.file_name])

    def test_before_the_first_copy_there_is_nothing_to_do(self):
        with patch.object(
            storages["exports"], "listdir", side_effect=FileNotFoundError
        ):
            self.assertEqual(forget_expired_exports(), 0)

    def test_all_copies_of_somebody_go_at_once(self):
        self.made()
        ask_for_export(self.member)
        other = ask_for_export(MemberFactory())
        self.assertEqual(forget_exports_of(self.member), 2)
        self.assertEqual(DataExport.objects.get(), other)
        self.assertEqual(storages["exports"].listdir("")[1], [])

    def test_the_clock_knows_the_jobs(self):
        names = {job.name for job in all_jobs()}
        wanted = {"make data copies left behind", "forget data copies"}
        self.assertLessEqual(wanted, names)

    def test_the_account_takes_its_copies_along(self):
        self.made()
        get_user_model().objects.get(pk=self.member.pk).delete()
        forget_expired_exports()
        self.assertEqual(storages["exports"].listdir("")[1], [])


class LargeCopyTests(TestCase):
    def test_many_comments_cost_no_more_queries_than_few(self):
        few, many = MemberFactory(), MemberFactory()
        page = CommentFactory(author=few).page
        CommentFactory.create_batch(19, author=few, page=page)
        CommentFactory.create_batch(60, author=many, page=page)
        copy_of(few)
        self.assertEqual(self._queries(many), self._queries(few))

    def _queries(self, person):
        # Nothing that the person was asked before.
        person = User.objects.get(pk=person.pk)
        with CaptureQueriesContext(connection) as queries:
            copy_of(person)
        return len(queries)
