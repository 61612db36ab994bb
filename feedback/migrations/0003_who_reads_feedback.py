"""Editors and Publishers read feedback; Publishers also look after the form and its kinds."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

INBOX = ["view_feedbackitem", "change_feedbackitem"]
FORM = [
    "add_feedbackkind",
    "change_feedbackkind",
    "delete_feedbackkind",
    "view_feedbackkind",
    "change_feedbacksettings",
]
GRANTED = {"Editors": INBOX, "Publishers": [*INBOX, *FORM]}


def permissions(apps, codenames):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="feedback", codename__in=codenames
    )


def grant(apps, schema_editor):
    # Permissions are otherwise made only after all migrations have run.
    app_config = apps.get_app_config("feedback")
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    Group = apps.get_model("auth", "Group")
    for name, codenames in GRANTED.items():
        group = Group.objects.get(name=name)
        group.permissions.add(*permissions(apps, codenames))


def revoke(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for name, codenames in GRANTED.items():
        for group in Group.objects.filter(name=name):
            group.permissions.remove(*permissions(apps, codenames))


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0002_first_kinds"),
        ("pages", "0003_publishers"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, revoke)]
