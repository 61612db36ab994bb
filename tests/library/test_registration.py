"""What the library keeps of those who upload, and what becomes of it when they go."""

import json

from django.core.files.base import ContentFile
from django.test import TestCase
from wagtail.models import UploadedFile

from accounts.registry import registered
from tests.factories import DocumentFactory, ImageFactory, MediaFactory, MemberFactory


class PersonalDataTests(TestCase):
    def setUp(self):
        self.data = next(each for each in registered() if each.key == "uploads")
        self.editor, self.other = MemberFactory.create_batch(2)
        self.picture = ImageFactory(title="A lake", uploaded_by_user=self.editor)
        self.document = DocumentFactory(title="A3", uploaded_by_user=self.editor)
        MediaFactory(title="A walk", uploaded_by_user=self.other)
        self.unfinished = [
            UploadedFile.objects.create(
                file=ContentFile(b"half a page", name="priya.txt"),
                uploaded_by_user=person,
            )
            for person in (self.editor, self.other)
        ]

    def test_my_account_says_nothing_of_it(self):
        self.assertFalse(self.data.summary(self.editor))

    def test_export_names_what_one_uploaded(self):
        exported = json.loads(json.dumps(self.data.export(self.editor)))
        self.assertEqual(
            exported, {"pictures": ["A lake"], "documents": ["A3"], "media": []}
        )

    def test_files_stay_and_nobody_uploaded_them(self):
        self.data.erase(self.editor, False)
        self.editor.delete()
        for item in (self.picture, self.document):
            item.refresh_from_db()
            self.assertIsNone(item.uploaded_by_user)
            self.assertTrue(item.file.storage.exists(item.file.name))
        self.assertIsNone(self.document.versions.get().created_by)

    def test_what_was_never_finished_goes_with_its_file(self):
        mine, theirs = self.unfinished
        self.data.erase(self.editor, True)
        self.assertEqual(UploadedFile.objects.get(), theirs)
        self.assertFalse(mine.file.storage.exists(mine.file.name))
        self.assertTrue(theirs.file.storage.exists(theirs.file.name))

    def test_says_of_how_much_it_was(self):
        # A picture, a document and its version.
        self.assertEqual(self.data.erase(self.editor, True), 3)
        self.assertEqual(self.data.erase(MemberFactory(), True), 0)
