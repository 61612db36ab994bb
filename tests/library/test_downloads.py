from datetime import UTC, datetime
from importlib import import_module
from unittest import mock
from urllib.parse import quote

from django.apps import apps
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Collection, CollectionViewRestriction

from library.models import CLICDocument, DocumentVersion
from library.services import add_document, replace_document_file
from safeguards import shared_passwords
from safeguards.limits import Limit
from tests.factories import DocumentFactory, UserFactory


def body(response):
    return b"".join(response.streaming_content)


class DownloadTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.document = add_document(
            title="A3 template",
            file=ContentFile(b"PK\x03\x04 first", name="Vörlage final FINAL.docx"),
        )

    def test_address_is_made_of_the_slug(self):
        self.assertEqual(self.document.url, "/downloads/a3-template/")

    def test_gives_the_file_under_a_good_name_and_type(self):
        response = self.client.get(self.document.url)
        self.assertEqual(body(response), b"PK\x03\x04 first")
        self.assertEqual(
            response["Content-Disposition"], 'attachment; filename="a3-template.docx"'
        )
        self.assertEqual(
            response["Content-Type"],
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        )
        self.assertEqual(response["Content-Length"], "10")
        self.assertEqual(response["X-Content-Type-Options"], "nosniff")
        self.assertEqual(response["Content-Security-Policy"], "default-src 'none'")
        self.assertEqual(response["Content-Language"], "en")

    def test_is_called_by_its_title_in_any_script(self):
        for title, plain, name in [
            ("نموذج التحسين", "document", "نموذج-التحسين"),
            ("नमूना पत्र", "document", "नमूना-पत्र"),
            ("Zażółć – plan", "zazoc-plan", "zażółć-plan"),
            ("计划 🙂", "document", "计划"),
            ('a/b\\c"d;\u202e', "abcd", "a-b-c-d"),
            ("🙂", "document", "document"),
        ]:
            with self.subTest(title=title), transaction.atomic():
                document = add_document(
                    title=title, file=ContentFile(b"x", name="a.txt")
                )
                header = self.client.get(document.url)["Content-Disposition"]
                if name.isascii():
                    expected = f'attachment; filename="{name}.txt"'
                else:
                    expected = (
                        f'attachment; filename="{plain}.txt"; '
                        f"filename*=utf-8''{quote(name)}.txt"
                    )
                self.assertEqual(header, expected)
                document.delete()

    def test_tells_since_when_it_is_as_it_is(self):
        CLICDocument.objects.update(file_changed_at=timezone.now())
        fresh = self.client.get(self.document.url)
        self.assertNotIn("Last-Modified", fresh)
        noon = datetime(2026, 3, 5, 12, tzinfo=UTC)
        CLICDocument.objects.update(file_changed_at=noon)
        response = self.client.get(self.document.url)
        self.assertEqual(response["Last-Modified"], "Thu, 05 Mar 2026 12:00:00 GMT")
        since = {"If-Modified-Since": response["Last-Modified"]}
        again = self.client.get(self.document.url, headers=since)
        self.assertEqual(again.status_code, 304)
        replace_document_file(
            self.document, file=ContentFile(b"new", name="n.docx"), what_changed="x"
        )
        newer = self.client.get(self.document.url, headers=since)
        self.assertEqual(body(newer), b"new")

    def test_leaves_no_cookie_and_may_be_cached_if_asked_again(self):
        response = self.client.get(self.document.url)
        self.assertFalse(response.cookies)
        self.assertNotIn("Cookie", response.get("Vary", ""))
        self.assertEqual(response["Cache-Control"], "public, no-cache")

    def test_only_pdf_opens_in_the_browser(self):
        pdf = add_document(title="Guide", file=ContentFile(b"%PDF-1.7", name="g.PDF"))
        response = self.client.get(pdf.url)
        self.assertEqual(
            response["Content-Disposition"], 'inline; filename="guide.pdf"'
        )
        text = add_document(title="Page", file=ContentFile(b"<script>", name="p.txt"))
        response = self.client.get(text.url)
        self.assertTrue(response["Content-Disposition"].startswith("attachment"))
        self.assertEqual(response["Content-Type"], "text/plain; charset=utf-8")

    def test_unknown_kinds_are_bytes_to_save(self):
        page = DocumentFactory(file=ContentFile(b"<script>", name="p.html"))
        response = self.client.get(page.url)
        self.assertEqual(response["Content-Type"], "application/octet-stream")
        self.assertTrue(response["Content-Disposition"].startswith("attachment"))

    def test_head_tells_size_without_the_file(self):
        response = self.client.head(self.document.url)
        self.assertEqual(response["Content-Length"], "10")
        self.assertEqual(response.content, b"")

    def test_can_be_resumed(self):
        response = self.client.get(self.document.url, headers={"Range": "bytes=5-"})
        self.assertEqual(response.status_code, 206)
        self.assertEqual(body(response), b"first")

    def test_is_not_compressed_on_the_way(self):
        response = self.client.get(
            self.document.url, headers={"Accept-Encoding": "gzip"}
        )
        self.assertNotIn("Content-Encoding", response)

    def test_replacing_gives_the_new_file_at_once(self):
        before = self.client.get(self.document.url)
        replace_document_file(
            self.document,
            file=ContentFile(b"PK\x03\x04 second one", name="Vörlage final FINAL.docx"),
            what_changed="Shorter",
        )
        response = self.client.get(
            self.document.url, headers={"If-None-Match": before["ETag"]}
        )
        self.assertEqual(body(response), b"PK\x03\x04 second one")
        again = self.client.get(
            self.document.url, headers={"If-None-Match": response["ETag"]}
        )
        self.assertEqual(again.status_code, 304)

    def test_the_type_may_change_with_the_file(self):
        replace_document_file(
            self.document, file=ContentFile(b"%PDF-1.7", name="x.pdf"), what_changed="x"
        )
        response = self.client.get(self.document.url)
        self.assertEqual(response["Content-Type"], "application/pdf")

    def test_old_versions_can_still_be_fetched(self):
        first = self.document.versions.get()
        DocumentVersion.objects.update(created_at=datetime(2026, 3, 5, 12, tzinfo=UTC))
        replace_document_file(
            self.document,
            file=ContentFile(b"%PDF-1.7", name="x.pdf"),
            what_changed="Now a PDF",
        )
        response = self.client.get(first.url)
        self.assertEqual(body(response), b"PK\x03\x04 first")
        self.assertEqual(
            response["Content-Disposition"],
            'attachment; filename="a3-template-2026-03-05.docx"',
        )
        newest = self.document.versions.first()
        self.assertEqual(newest.what_changed, "Now a PDF")
        self.assertEqual(body(self.client.get(newest.url)), b"%PDF-1.7")

    def test_unknown_addresses_are_not_found(self):
        other = DocumentFactory()
        version = other.versions.get().pk
        for address in [
            "/downloads/nothing/",
            f"/downloads/a3-template/{version}/",
            "/downloads/a3-template/0/",
            "/downloads/a3-template/99999999999999999999999/",
            "/downloads/a3-template%00/",
            "/downloads/../etc/passwd/",
            f"/documents/{self.document.pk}/{self.document.filename}",
        ]:
            with self.subTest(address=address):
                self.assertEqual(self.client.get(address).status_code, 404)

    def test_a_file_that_is_gone_is_not_found(self):
        document = DocumentFactory()
        document.file.storage.delete(document.file.name)
        self.assertEqual(self.client.get(document.url).status_code, 404)

    def test_nothing_can_be_sent_to_it(self):
        self.assertEqual(self.client.post(self.document.url).status_code, 405)

    def test_costs_few_queries(self):
        with self.assertNumQueries(3):
            self.client.get(self.document.url)


class VersionsPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.document = add_document(
            title="A3 template", file=ContentFile(b"one", name="one.txt")
        )
        cls.first = cls.document.versions.get()
        replace_document_file(
            cls.document,
            file=ContentFile(b"%PDF-1.7 two", name="two.pdf"),
            what_changed="<b>Now a PDF</b>",
        )

    def get(self):
        return self.client.get("/downloads/a3-template/versions/")

    def test_lists_each_with_day_and_what_changed(self):
        response = self.get()
        self.assertContains(response, "A3 template")
        self.assertContains(response, "&lt;b&gt;Now a PDF&lt;/b&gt;")
        self.assertContains(response, "First version")
        self.assertContains(response, date_format(self.first.created_at, "j F Y"))
        self.assertContains(response, "Plain text, 3")
        self.assertContains(response, f'href="{self.document.url}"')
        self.assertContains(response, f'href="{self.first.url}"')

    def test_is_as_public_pages_are(self):
        response = self.get()
        self.assertFalse(response.cookies)
        self.assertContains(response, '<meta name="robots" content="noindex">')
        self.assertNotContains(response, "csrf")

    def test_costs_the_same_for_many(self):
        def queries():
            with CaptureQueriesContext(connection) as found:
                self.get()
            return len(found)

        queries()
        before = queries()
        for number in range(5):
            replace_document_file(
                self.document,
                file=ContentFile(bytes(number), name="n.txt"),
                what_changed="More",
            )
        self.assertEqual(queries(), before)

    def test_is_led_to_where_there_is_something_to_see(self):
        link = f'href="{self.document.versions_url}"'
        self.assertIn(link, self.component(self.document))
        only = DocumentFactory()
        self.assertNotIn(only.versions_url, self.component(only))

    def component(self, document):
        document = CLICDocument.objects.get(pk=document.pk)
        with self.assertNumQueries(0):
            return render_to_string("components/download.html", {"document": document})

    def test_old_documents_are_counted_by_the_migration(self):
        CLICDocument.objects.update(version_count=0)
        version_counts = import_module("library.migrations.0004_version_counts")
        version_counts.count_versions(apps, None)
        self.document.refresh_from_db()
        self.assertEqual(self.document.version_count, 2)
        newest = self.document.versions.first()
        self.assertEqual(self.document.file_changed_at, newest.created_at)

    def test_unknown_documents_are_not_found(self):
        for slug in ["nothing", "a3-template%00"]:
            response = self.client.get(f"/downloads/{slug}/versions/")
            self.assertEqual(response.status_code, 404)
        self.assertEqual(self.client.post(self.document.versions_url).status_code, 405)


class RestrictedDownloadTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        root = Collection.get_first_root_node()
        cls.collection = root.add_child(name="Private")
        cls.inner = cls.collection.add_child(name="Inner")
        cls.document = add_document(
            title="Secret",
            file=ContentFile(b"secret", name="secret.txt"),
            collection=cls.inner,
        )
        cls.addresses = [cls.document.url, cls.document.versions.get().url]
        cls.versions = cls.document.versions_url
        cls.reader = UserFactory()

    def restrict(self, kind, **fields):
        return CollectionViewRestriction.objects.create(
            collection=self.collection, restriction_type=kind, **fields
        )

    def test_signed_out_readers_are_asked_to_sign_in(self):
        self.restrict("login")
        for address in self.addresses:
            response = self.client.get(address)
            self.assertRedirects(
                response,
                f"{reverse('account_login')}?next={address}",
                fetch_redirect_response=False,
            )
            self.assertIn("no-store", response["Cache-Control"])

    def test_signed_in_readers_get_it_and_no_cache_keeps_it(self):
        self.restrict("login")
        self.client.force_login(self.reader)
        for address in self.addresses:
            response = self.client.get(address)
            self.assertEqual(body(response), b"secret")
            self.assertIn("private", response["Cache-Control"])
            self.assertNotIn("public", response["Cache-Control"])

    def test_the_list_of_versions_is_for_the_same_readers(self):
        self.restrict("login")
        response = self.client.get(self.versions)
        self.assertRedirects(
            response,
            f"{reverse('account_login')}?next={self.versions}",
            fetch_redirect_response=False,
        )
        self.client.force_login(self.reader)
        response = self.client.get(self.versions)
        self.assertContains(response, "Secret")
        self.assertIn("private", response["Cache-Control"])
        self.assertNotIn("public", response["Cache-Control"])

    def test_the_list_of_versions_asks_for_the_password(self):
        self.restrict("password", password="open")
        response = self.client.get(self.versions)
        self.assertContains(response, "needs a password")
        self.assertNotContains(response, "First version")

    def test_etag_opens_nothing(self):
        etag = self.client.get(self.document.url)["ETag"]
        self.restrict("login")
        response = self.client.get(self.document.url, headers={"If-None-Match": etag})
        self.assertEqual(response.status_code, 302)

    def test_a_group_keeps_others_out_without_sending_them_in_circles(self):
        group = Group.objects.create(name="Team")
        self.restrict("groups").groups.add(group)
        for address in self.addresses:
            self.assertEqual(self.client.get(address).status_code, 302)
        self.client.force_login(self.reader)
        for address in self.addresses:
            self.assertEqual(self.client.get(address).status_code, 404)
        self.reader.groups.add(group)
        for address in self.addresses:
            self.assertEqual(body(self.client.get(address)), b"secret")

    def test_a_password_opens_it(self):
        restriction = self.restrict("password", password="füße")
        form = self.client.get(self.document.url)
        self.assertContains(form, "needs a password")
        self.assertIn("no-store", form["Cache-Control"])
        action = reverse(
            "wagtaildocs_authenticate_with_password", args=[restriction.pk]
        )
        self.assertContains(form, action)
        wrong = self.client.post(
            action, {"password": "no\0", "return_url": self.document.url}
        )
        self.assertEqual(wrong.status_code, 200)
        wrong = self.client.post(
            action, {"password": "no", "return_url": self.document.url}
        )
        self.assertContains(wrong, "not correct")
        right = self.client.post(
            action, {"password": "füße", "return_url": self.document.url}
        )
        self.assertRedirects(right, self.document.url, fetch_redirect_response=False)
        self.assertEqual(body(self.client.get(self.document.url)), b"secret")

    def test_a_password_leads_nowhere_else(self):
        restriction = self.restrict("password", password="open")
        response = self.client.post(
            reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk]),
            {"password": "open", "return_url": "https://elsewhere.example/"},
        )
        self.assertNotIn("elsewhere", response["Location"])

    def test_a_password_leads_somewhere_whatever_the_form_says(self):
        restriction = self.restrict("password", password="open")
        action = reverse(
            "wagtaildocs_authenticate_with_password", args=[restriction.pk]
        )
        for nowhere in ["nowhere", "[", "é"]:
            data = {"password": "open", "return_url": nowhere}
            with self.subTest(nowhere):
                self.assertRedirects(self.client.post(action, data), "/")

    def test_passwords_are_not_tried_without_end(self):
        cache.clear()
        restriction = self.restrict("password", password="open")
        action = reverse(
            "wagtaildocs_authenticate_with_password", args=[restriction.pk]
        )
        data = {"password": "no", "return_url": self.document.url}
        self.assertIn("no-store", self.client.get(action)["Cache-Control"])
        with mock.patch.object(shared_passwords, "TRIES", Limit("test", 2, 60)):
            answers = [self.client.post(action, data).status_code for _ in range(3)]
        self.assertEqual(answers, [200, 200, 429])
