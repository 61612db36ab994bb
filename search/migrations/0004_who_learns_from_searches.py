"""Editors and Publishers see what is searched for; Publishers decide what is found by which words."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

REPORT = ["view_loggedsearch"]
LISTS = [
    f"{verb}_{model}"
    for model in ["synonymset", "steeredphrase"]
    for verb in ["add", "change", "delete", "view"]
]
GRANTED = {"Editors": REPORT, "Publishers": [*REPORT, *LISTS]}


def permissions(apps, codenames):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="search", codename__in=codenames
    )


def grant(apps, schema_editor):
    # Permissions are otherwise made only after all migrations have run.
    app_config = apps.get_app_config("search")
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
        ("search", "0003_weekly_mail"),
        ("pages", "0003_publishers"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, revoke)]
