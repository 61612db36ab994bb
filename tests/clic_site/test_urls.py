from django.test import TestCase
from wagtail.models import PageViewRestriction, Site


class SideDoorTests(TestCase):
    """Wagtail brings pages of its own, which readers meet as pages of this site."""

    def test_wagtails_own_sign_in_leads_to_the_sites(self):
        for method in [self.client.get, self.client.post]:
            response = method("/_util/login/?next=/stories/")
            self.assertRedirects(response, "/accounts/login/?next=/stories/")

    def test_a_page_with_a_password_asks_for_it_in_the_sites_look_and_tells_nothing(
        self,
    ):
        home = Site.objects.get(is_default_site=True).root_page.specific
        home.summary = "For those who know."
        home.title = "The secret door"
        home.save()
        restriction = PageViewRestriction.objects.create(
            page=home, restriction_type="password", password="three-random-words"
        )
        response = self.client.get("/")
        self.assertTemplateUsed(response, "base.html")
        self.assertContains(response, "This page needs a password")
        self.assertNotContains(response, "For those who know.")
        self.assertNotContains(response, "The secret door")
        wrong = self.client.post(
            f"/_util/authenticate_with_password/{restriction.pk}/{home.pk}/",
            {"password": "three-wrong-words", "return_url": "/"},
        )
        self.assertContains(wrong, 'role="alert"')
        self.assertIn("no-store", wrong["Cache-Control"])
