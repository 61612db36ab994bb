"""Editors and Publishers may add and change videos and sounds, as they may pictures and documents."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

# Wagtail's Moderators become Publishers in another app, before or after this.
GROUPS = ["Editors", "Moderators", "Publishers"]
PERMISSIONS = ["add_media", "change_media"]


def media_permissions(apps):
    # Permissions are otherwise made only after all migrations have run.
    app_config = apps.get_app_config("wagtailmedia")
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="wagtailmedia",
        content_type__model="media",
        codename__in=PERMISSIONS,
    )


def allow(apps, schema_editor):
    Collection = apps.get_model("wagtailcore", "Collection")
    Group = apps.get_model("auth", "Group")
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    root = Collection.objects.get(depth=1)
    for group in Group.objects.filter(name__in=GROUPS):
        for permission in media_permissions(apps):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailmedia", "0005_alter_media_options"),
    ]

    # Wagtail's media app gives some groups the same: undoing this must not take it away.
    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
