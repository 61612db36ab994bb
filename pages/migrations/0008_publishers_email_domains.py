"""Publishers look after the domains of e-mail addresses that organisations give out."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def permissions(apps):
    # Permissions are otherwise made only after all migrations have run.
    app_config = apps.get_app_config("accounts")
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="accounts", content_type__model="emaildomain"
    )


def allow(apps, schema_editor):
    publishers = apps.get_model("auth", "Group").objects.get(name="Publishers")
    publishers.permissions.add(*permissions(apps))


def forbid(apps, schema_editor):
    publishers = apps.get_model("auth", "Group").objects.get(name="Publishers")
    publishers.permissions.remove(*permissions(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0007_blocks_say_more"),
        ("accounts", "0003_members"),
    ]

    operations = [migrations.RunPython(allow, forbid)]
