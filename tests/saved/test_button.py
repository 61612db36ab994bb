"""Saving from a page, with and without our script."""

from django.test import TestCase
from django.urls import reverse
from wagtail.models import PageViewRestriction

from saved.models import SavedPage
from saved.services import MOST_SAVED
from tests.factories import (
    MemberFactory,
    StoryPageFactory,
    ToolPageFactory,
)

SAVE = "Save to My toolkit"


class ButtonTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory()
        cls.tool = ToolPageFactory()
        cls.save = reverse("save_page", args=[cls.tool.pk])
        cls.unsave = reverse("unsave_page", args=[cls.tool.pk])

    def post(self, address, **headers):
        self.client.force_login(self.member)
        return self.client.post(address, headers=headers)

    def is_saved(self):
        return SavedPage.objects.filter(page_id=self.tool.pk).exists()

    def test_those_signed_out_get_a_plain_link_and_no_token(self):
        response = self.client.get(self.tool.url)
        self.assertContains(response, f'href="{self.save}"')
        self.assertNotContains(response, "csrfmiddlewaretoken")
        self.assertEqual(response.cookies, {})

    def test_the_link_leads_to_signing_in_and_back(self):
        self.assertRedirects(
            self.client.get(self.save), f"{reverse('account_login')}?next={self.save}"
        )

    def test_the_link_asks_before_anything_is_saved(self):
        self.client.force_login(self.member)
        self.assertContains(self.client.get(self.save), self.tool.title)
        self.assertFalse(self.is_saved())

    def test_saves_and_stays_on_the_page(self):
        response = self.post(self.save)
        self.assertRedirects(response, self.tool.url, status_code=303)
        self.assertTrue(self.is_saved())
        self.assertContains(self.client.get(self.tool.url), "In My toolkit")
        self.assertContains(self.client.get(self.save), "This page is in My toolkit")

    def test_removes_and_stays_on_the_page(self):
        self.post(self.save)
        response = self.post(self.unsave)
        self.assertRedirects(response, self.tool.url, status_code=303)
        self.assertFalse(self.is_saved())

    def test_our_script_gets_the_button_as_it_is_now(self):
        response = self.post(self.save, X_Requested_With="fetch")
        self.assertContains(response, self.unsave)
        self.assertContains(response, "Saved to My toolkit.")
        response = self.post(self.unsave, X_Requested_With="fetch")
        self.assertContains(response, SAVE)

    def test_nothing_is_removed_by_a_link(self):
        self.post(self.save)
        row = SavedPage.objects.get()
        for address in (
            self.unsave,
            reverse("remove_saved", args=[row.pk]),
            reverse("mark_seen"),
        ):
            self.assertEqual(self.client.get(address).status_code, 405)
        self.assertTrue(self.is_saved())

    def test_nobody_removes_what_others_saved(self):
        self.post(self.save)
        row = SavedPage.objects.get()
        self.client.force_login(MemberFactory())
        self.client.post(reverse("remove_saved", args=[row.pk]))
        self.client.post(self.unsave)
        self.assertTrue(self.is_saved())

    def test_removes_a_row_whose_page_is_gone(self):
        self.post(self.save)
        self.tool.delete()
        row = SavedPage.objects.get()
        self.assertRedirects(
            self.post(reverse("remove_saved", args=[row.pk])),
            reverse("my_toolkit"),
            status_code=303,
        )
        self.assertFalse(SavedPage.objects.exists())

    def test_saves_nothing_that_its_reader_may_not_see(self):
        secret, draft = StoryPageFactory(), StoryPageFactory(live=False)
        PageViewRestriction.objects.create(
            page=secret, restriction_type="password", password="words"
        )
        for number in (secret.pk, draft.pk, secret.get_parent().pk, 0, 10**30):
            response = self.post(f"/account/toolkit/save/{number}/")
            self.assertEqual(response.status_code, 404, number)
        self.assertFalse(SavedPage.objects.exists())

    def test_says_kindly_when_it_is_full(self):
        SavedPage.objects.bulk_create(
            SavedPage(user=self.member) for _each in range(MOST_SAVED)
        )
        response = self.post(self.save, X_Requested_With="fetch")
        self.assertContains(response, "which is the most we can keep", status_code=422)
        self.post(self.save)
        self.assertContains(
            self.client.get(self.tool.url), "which is the most we can keep"
        )

    def test_those_signed_out_save_nothing(self):
        self.assertEqual(self.client.post(self.save).status_code, 302)
        self.assertFalse(self.is_saved())

    def test_a_forged_form_saves_nothing(self):
        client = self.client_class(enforce_csrf_checks=True)
        client.force_login(self.member)
        self.assertEqual(client.post(self.save).status_code, 403)
        self.assertFalse(self.is_saved())
