"""Publishers look after the glossary, gains, organisations and settings too."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

MANAGED = {
    "pages": ["glossaryterm", "gain"],
    "accounts": ["organisation", "caresetting"],
}


def permissions_of_lists(apps):
    Permission = apps.get_model("auth", "Permission")
    found = []
    for label, models in MANAGED.items():
        # Permissions are otherwise made only after all migrations have run.
        app_config = apps.get_app_config(label)
        app_config.models_module = True
        create_permissions(app_config, apps=apps, verbosity=0)
        app_config.models_module = None
        found += Permission.objects.filter(
            content_type__app_label=label, content_type__model__in=models
        )
    return found


def allow(apps, schema_editor):
    publishers = apps.get_model("auth", "Group").objects.get(name="Publishers")
    publishers.permissions.add(*permissions_of_lists(apps))


def forbid(apps, schema_editor):
    publishers = apps.get_model("auth", "Group").objects.get(name="Publishers")
    publishers.permissions.remove(*permissions_of_lists(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0004_readers_choose_and_take_away"),
        ("accounts", "0002_workplaces"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(allow, forbid)]
