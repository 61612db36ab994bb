"""What visitors can choose from before editors have changed anything."""

import uuid

from django.db import migrations

KINDS = [
    "Something is wrong",
    "An idea",
    "A question",
    "Praise",
    "I need this in another format",
]


def make_kinds(apps, schema_editor):
    FeedbackKind = apps.get_model("feedback", "FeedbackKind")
    Locale = apps.get_model("wagtailcore", "Locale")
    locale = Locale.objects.get(language_code="en-gb")
    FeedbackKind.objects.bulk_create(
        FeedbackKind(
            name=name, sort_order=place, locale=locale, translation_key=uuid.uuid4()
        )
        for place, name in enumerate(KINDS, start=1)
    )


def remove_kinds(apps, schema_editor):
    apps.get_model("feedback", "FeedbackKind").objects.filter(name__in=KINDS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(make_kinds, remove_kinds)]
