from datetime import timedelta
from io import BytesIO
from unittest import mock

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupCollectionPermission,
)

from library.models import CLICDocument, DownloadCount
from library.services import replace_document_file
from tests.factories import DocumentFactory, UserFactory

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


class CountingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.document = DocumentFactory()

    def get(self, address=None, **headers):
        response = self.client.get(address or self.document.url, headers=headers)
        if response.streaming:
            response.getvalue()
        return response

    def total(self):
        return sum(DownloadCount.objects.values_list("count", flat=True))

    def test_readers_are_counted_by_day_and_document(self):
        self.get(**{"User-Agent": FIREFOX})
        self.get()
        self.get(DocumentFactory().url)
        row = DownloadCount.objects.get(document=self.document)
        self.assertEqual((row.day, row.count), (timezone.localdate(), 2))
        self.assertEqual(DownloadCount.objects.count(), 2)

    def test_another_day_is_another_row(self):
        tomorrow = timezone.localdate() + timedelta(days=1)
        self.get()
        with mock.patch("library.counting.timezone.localdate", return_value=tomorrow):
            self.get()
        self.assertEqual(
            list(DownloadCount.objects.order_by("day").values_list("count", flat=True)),
            [1, 1],
        )

    def test_an_old_version_is_a_download_of_its_document(self):
        old = self.document.versions.get()
        replace_document_file(
            self.document, file=ContentFile(b"new", name="n.txt"), what_changed="New"
        )
        self.get(old.url)
        self.assertEqual(self.total(), 1)

    def test_a_whole_file_asked_for_as_a_part_is_a_download(self):
        self.get(Range="bytes=0-")
        self.assertEqual(self.total(), 1)

    def test_what_is_no_download_is_not_counted(self):
        etag = self.get()["ETag"]
        DownloadCount.objects.all().delete()
        self.client.head(self.document.url)
        self.get(Range="bytes=5-")
        self.get(Range="bytes=0-3")
        self.get(Range="bytes=9999-")
        self.get(**{"If-None-Match": etag})
        self.get(**{"Sec-Purpose": "prefetch;anonymous-client-ip"})
        self.get(self.document.versions_url)
        self.get(self.document.preview_url)
        self.assertEqual(self.total(), 0)

    def test_robots_are_not_counted(self):
        for robot in [
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 (compatible; bingbot/2.0)",
            "facebookexternalhit/1.1",
            "Mozilla/5.0 (compatible; Baiduspider/2.0)",
            "curl/8.5.0",
            "Wget/1.21",
            "python-requests/2.32",
        ]:
            self.get(**{"User-Agent": robot})
        self.assertEqual(self.total(), 0)

    def test_colleagues_who_look_from_the_admin_are_not_counted(self):
        self.get(Referer="http://testserver/admin/documents/edit/1/")
        self.get(Referer="http://testserver/django-admin/")
        self.assertEqual(self.total(), 0)
        self.get(Referer="http://testserver/toolkits/")
        self.get(Referer="http://[broken")
        self.assertEqual(self.total(), 2)

    def test_a_refused_reader_is_not_counted(self):
        CollectionViewRestriction.objects.create(
            collection=self.document.collection, restriction_type="login"
        )
        self.assertEqual(self.get().status_code, 302)
        self.assertEqual(self.total(), 0)

    def test_a_failure_never_keeps_the_file_from_the_reader(self):
        broken = mock.patch("library.counting.DownloadCount.objects.count_one")
        with broken as count_one, self.assertLogs("library.counting", "ERROR"):
            count_one.side_effect = DatabaseError
            response = self.client.get(self.document.url)
        self.assertEqual(response.getvalue(), b"what is in the file")

    def test_nothing_else_is_kept(self):
        names = {field.name for field in DownloadCount._meta.get_fields()}
        self.assertEqual(names, {"id", "document", "day", "count"})

    def test_takes_one_statement(self):
        for _first_and_again in range(2):
            with self.assertNumQueries(1):
                DownloadCount.objects.count_one(self.document, timezone.localdate())
        self.assertEqual(DownloadCount.objects.get().count, 2)


class ReportTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = UserFactory()
        cls.editor.groups.add(Group.objects.get(name="Editors"))
        cls.plan = DocumentFactory(title="Plan")
        cls.chart = DocumentFactory(title="Chart, “quoted” نموذج")
        today = timezone.localdate()
        DownloadCount.objects.bulk_create(
            DownloadCount(document=document, day=today - timedelta(days=days), count=n)
            for document, days, n in [
                (cls.plan, 0, 3),
                (cls.plan, 29, 4),
                (cls.plan, 30, 50),
                (cls.plan, 364, 600),
                (cls.plan, 365, 7000),
                (cls.chart, 60, 20),
            ]
        )
        cls.address = reverse("downloads_report")

    def setUp(self):
        self.client.force_login(self.editor)

    def found(self, **query):
        rows = self.client.get(self.address, query).context["object_list"]
        return [(row.title, row.downloads) for row in rows]

    def test_counts_the_last_30_days_unless_told_otherwise(self):
        chart = self.chart.title
        self.assertEqual(self.found(), [("Plan", 7), (chart, 0)])
        self.assertEqual(self.found(days=90), [("Plan", 57), (chart, 20)])
        self.assertEqual(self.found(days=365), [("Plan", 657), (chart, 20)])

    def test_can_be_searched_and_sorted(self):
        self.assertEqual(self.found(q="chart"), [(self.chart.title, 0)])
        self.assertEqual(self.found(ordering="downloads")[0][0], self.chart.title)

    def test_says_which_files_search_could_not_read(self):
        self.assertEqual(self.found(reading="problem"), [])
        files = CLICDocument.objects.filter(pk=self.plan.pk)
        for problem, state in [
            (CLICDocument.TextProblem.BROKEN, "can&#x27;t be read"),
            (CLICDocument.TextProblem.TOO_LONG, "read in part"),
        ]:
            files.update(text_problem=problem, read_file=self.plan.file.name)
            self.assertEqual(self.found(reading="problem"), [("Plan", 7)])
            self.assertContains(self.client.get(self.address), state)

    def test_strange_questions_are_answered(self):
        for query in [
            {"days": "x"},
            {"days": "\0"},
            {"days": "-1"},
            {"reading": "x"},
            {"ordering": "password"},
            {"q": "\0"},
            {"p": "x"},
        ]:
            with self.subTest(query=query):
                self.assertEqual(self.client.get(self.address, query).status_code, 200)

    def test_is_a_spreadsheet_too(self):
        response = self.client.get(self.address, {"export": "csv", "days": "90"})
        lines = response.getvalue().decode().splitlines()
        self.assertEqual(lines[0], "Document,Address,Type,Language,Search,Downloads")
        self.assertEqual(
            lines[1], f"Plan,{self.plan.url},Plain text,en,not read yet,57"
        )
        response = self.client.get(self.address, {"export": "xlsx"})
        sheet = load_workbook(BytesIO(response.getvalue())).active
        self.assertEqual(sheet["A2"].value, "Plan")
        self.assertEqual(sheet["F2"].value, 7)

    def test_formulas_in_titles_stay_text(self):
        DocumentFactory(title="=1+1")
        response = self.client.get(self.address, {"export": "xlsx", "q": "=1"})
        cell = load_workbook(BytesIO(response.getvalue())).active["A2"]
        self.assertNotEqual(cell.data_type, "f")

    def test_shows_only_what_the_colleague_works_with(self):
        DocumentFactory(
            title="Elsewhere",
            collection=Collection.get_first_root_node().add_child(name="Private"),
        )
        inner = Collection.get_first_root_node().add_child(name="Mine")
        DocumentFactory(title="Mine", collection=inner)
        colleague, group = UserFactory(), Group.objects.create(name="Team")
        colleague.groups.add(group)
        editors = Group.objects.get(name="Editors")
        group.permissions.set(editors.permissions.all())
        for allowed in GroupCollectionPermission.objects.filter(group=editors):
            GroupCollectionPermission.objects.create(
                group=group, collection=inner, permission=allowed.permission
            )
        self.client.force_login(colleague)
        self.assertEqual(self.found(), [("Mine", 0)])

    def test_is_found_in_the_menu(self):
        response = self.client.get(reverse("wagtailadmin_home"))
        self.assertContains(response, self.address)

    def test_readers_have_no_way_in(self):
        for user in [None, UserFactory()]:
            self.client.logout()
            if user:
                self.client.force_login(user)
            response = self.client.get(self.address)
            self.assertNotEqual(response.status_code, 200)

    def test_costs_the_same_for_many(self):
        self.queries()
        before = self.queries()
        DocumentFactory.create_batch(20)
        self.assertEqual(self.queries(), before)

    def queries(self):
        with CaptureQueriesContext(connection) as queries:
            self.client.get(self.address)
        return len(queries)
