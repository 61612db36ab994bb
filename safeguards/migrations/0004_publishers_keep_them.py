"""Publishers say how hospital numbers look and who the safeguarding lead is."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

CODENAMES = [
    "add_numberpattern",
    "change_numberpattern",
    "delete_numberpattern",
    "view_numberpattern",
    "change_safeguardingsettings",
]


def make_permissions(apps):
    # Permissions are otherwise made only after all migrations have run.
    app_config = apps.get_app_config("safeguards")
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None


def permissions(apps):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="safeguards", codename__in=CODENAMES
    )


def add(apps, schema_editor):
    make_permissions(apps)
    publishers = apps.get_model("auth", "Group").objects.get(name="Publishers")
    publishers.permissions.add(*permissions(apps))


def remove(apps, schema_editor):
    publishers = apps.get_model("auth", "Group").objects.get(name="Publishers")
    publishers.permissions.remove(*permissions(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("safeguards", "0003_number_patterns_and_safeguarding"),
        ("pages", "0003_publishers"),
    ]

    operations = [migrations.RunPython(add, remove)]
