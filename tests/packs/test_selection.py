"""What an address may ask for, and what is left out."""

from django.test import TestCase
from django.urls import reverse

from tests.factories import ToolPageFactory


class SelectionTests(TestCase):
    def test_shows_the_tools_in_the_order_of_the_address(self):
        first, second = ToolPageFactory(title="Five whys"), ToolPageFactory(title="5S")
        response = self.client.get(
            reverse("pack"), {"tool": [second.pk, first.pk, second.pk]}
        )
        self.assertEqual(response.context["tools"], [second, first])
