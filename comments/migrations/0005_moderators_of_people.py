"""Comment moderators decide about those who comment, too: suspend, trust, and look at names."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

MODERATORS = "Comment moderators"


def permissions(apps):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="accounts",
        codename__in=["suspend_user", "trust_user", "check_name"],
    )


def add(apps, schema_editor):
    # Permissions are otherwise made only after all migrations have run.
    app_config = apps.get_app_config("accounts")
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    moderators = apps.get_model("auth", "Group").objects.filter(name=MODERATORS).first()
    if moderators:
        moderators.permissions.add(*permissions(apps))


def remove(apps, schema_editor):
    moderators = apps.get_model("auth", "Group").objects.filter(name=MODERATORS).first()
    if moderators:
        moderators.permissions.remove(*permissions(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_moderating_people"),
        ("comments", "0004_drafts"),
    ]

    operations = [migrations.RunPython(add, remove)]
