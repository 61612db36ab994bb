"""Each column that could hold personal data is registered with who erases it, or as nobody's."""

from collections import Counter

from django.contrib.auth import get_user_model
from django.db import models
from django.test import SimpleTestCase

from accounts.registry import impersonal, registered
from tests.accounts import columns

WHAT_TO_DO = """

Each column that could hold something about a person stands in exactly one list:
- in PERSONAL of the registration.py of the app that answers for it, if it can hold what somebody
  wrote, or who somebody is. That app's `erase` then has to remove it, and the test of erasure
  looks whether it does (tests/accounts/test_erasure_everywhere.py);
- in IMPERSONAL there, with the reason in a few words, if it can't.
docs/developers.md says more.
"""


def claimed():
    """How often each column is registered as personal, and as nobody's, models spelt out."""
    personal = Counter(name for data in registered() for name in data.fields)
    nobodys = Counter()
    for name in impersonal():
        model, _field = columns.resolve(name)
        if columns.is_model(name) and model:
            nobodys.update(map(columns.name_of, model._meta.local_fields))
        else:
            nobodys[name] += 1
    return personal, nobodys


class RegistryTests(SimpleTestCase):
    def assertNone(self, names, problem):
        if names:
            lines = "\n".join(f"  {name}" for name in sorted(names))
            self.fail(f"{problem}:\n{lines}{WHAT_TO_DO}")

    def test_each_column_that_could_hold_personal_data_is_in_a_list(self):
        personal, nobodys = claimed()
        missing = columns.candidates().keys() - personal.keys() - nobodys.keys()
        self.assertNone(missing, "These columns are in neither list")

    def test_no_column_is_in_both_lists_or_claimed_twice(self):
        personal, nobodys = claimed()
        self.assertNone(personal.keys() & nobodys.keys(), "These are in both lists")
        twice = {
            name
            for names in (personal, nobodys)
            for name, count in names.items()
            if count > 1
        }
        self.assertNone(twice, "These are claimed twice")

    def test_what_is_listed_exists(self):
        names = {
            *impersonal(),
            *(name for data in registered() for name in data.fields),
        }
        gone = {name for name in names if not self._exists(name)}
        self.assertNone(
            gone, "These do not exist any more: take them out of their list"
        )

    def _exists(self, name):
        model, field = columns.resolve(name)
        return model is not None and (columns.is_model(name) or field is not None)

    def test_personal_columns_are_named_one_by_one(self):
        names = {name for data in registered() for name in data.fields}
        self.assertNone(
            set(filter(columns.is_model, names)), "These are whole models, not columns"
        )

    def test_a_table_that_links_to_people_is_not_nobodys_as_a_whole(self):
        linked = {
            name
            for name in filter(columns.is_model, impersonal())
            if any(
                field.related_model is get_user_model()
                for field in columns.resolve(name)[0]._meta.local_fields
            )
        }
        self.assertNone(linked, "These link to people: list their columns one by one")

    def test_each_reason_says_something(self):
        for name, reason in impersonal().items():
            self.assertGreater(len(str(reason)), 5, name)

    def test_each_offer_erases_says_of_how_much_and_claims_columns(self):
        for data in registered():
            self.assertTrue(data.fields, data.key)


class CandidateTests(SimpleTestCase):
    """The test above is as good as what it looks for."""

    def test_words_files_addresses_and_links_of_people_could_hold_some(self):
        for field in [
            models.BinaryField(),
            models.CharField(max_length=9),
            models.EmailField(),
            models.FileField(),
            models.GenericIPAddressField(),
            models.JSONField(),
            models.SlugField(),
            models.TextField(),
            models.URLField(),
        ]:
            self.assertTrue(columns.could_hold(field), field)
        for name in ("comments.Comment.author", "pages.Team_members.user"):
            self.assertIn(name, columns.candidates())
        for name in ("accounts.AccountEvent.subject_id", "pages.StoryPage.body"):
            self.assertIn(name, columns.candidates())

    def test_times_quantities_and_codes_could_not(self):
        for field in [
            models.BooleanField(),
            models.CharField(choices=[("a", "A")], max_length=1),
            models.DateTimeField(),
            models.DecimalField(),
            models.UUIDField(),
        ]:
            self.assertFalse(columns.could_hold(field), field)
        for name in ("comments.Comment.page", "comments.Comment.created_at"):
            self.assertNotIn(name, columns.candidates())

    def test_a_new_column_is_found(self):
        personal, nobodys = claimed()
        known = personal.keys() | nobodys.keys()
        self.assertIn("comments.Comment.body", known)
        self.assertNotIn("comments.Comment.signature", known)
