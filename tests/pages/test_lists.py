"""Lists that editors keep: addresses that are taken, and what a page in another language offers."""

from django.test import TestCase
from wagtail.models import Locale

from accounts.models import CareSetting
from pages.models import Gain, ToolPage, Topic
from tests.factories import (
    CareSettingFactory,
    GainFactory,
    ToolPageFactory,
    TopicFactory,
    UserFactory,
)


class TakenAddressTests(TestCase):
    def setUp(self):
        self.client.force_login(UserFactory(is_superuser=True))

    def test_is_refused_beside_the_field(self):
        for model, factory, rest in (
            (Topic, TopicFactory, {"description": ""}),
            (Gain, GainFactory, {"unit": ""}),
            (CareSetting, CareSettingFactory, {}),
        ):
            taken = factory()
            with self.subTest(model.__name__):
                address = f"/admin/snippets/{model._meta.label_lower.replace('.', '/')}"
                response = self.client.post(
                    f"{address}/add/", {"name": "Another", "slug": taken.slug, **rest}
                )
                self.assertContains(response, "has this address. Choose another one.")
                self.assertEqual(model.objects.count(), 1)

    def test_is_free_in_another_language(self):
        polish = Locale.objects.get_or_create(language_code="pl")[0]
        topic = TopicFactory()
        TopicFactory.build(slug=topic.slug, locale=polish).full_clean()


class SettingsOfTheLanguageTests(TestCase):
    def test_a_tool_is_offered_those_of_its_own(self):
        polish = Locale.objects.get_or_create(language_code="pl")[0]
        english = CareSettingFactory()
        CareSettingFactory(locale=polish)
        tool = ToolPageFactory()
        form = ToolPage.get_edit_handler().get_form_class()(
            instance=tool, for_user=UserFactory(is_superuser=True)
        )
        self.assertEqual(list(form.fields["care_settings"].queryset), [english])
