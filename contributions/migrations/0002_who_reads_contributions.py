"""Editors and Publishers read what readers told, and answer."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ALLOWED = ["view_contribution", "change_contribution"]
GROUPS = ["Editors", "Publishers"]


def permissions(apps):
    # Permissions are otherwise made only after all migrations have run.
    app_config = apps.get_app_config("contributions")
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="contributions", codename__in=ALLOWED
    )


def allow(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.add(*permissions(apps))


def forbid(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.remove(*permissions(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0001_contributions"),
        ("pages", "0003_publishers"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(allow, forbid)]
