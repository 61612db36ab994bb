"""What was written before waits since then and needs no announcing; publishers keep the lists."""

from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.models import F

KEPT_BY_PUBLISHERS = [
    "add_heldword",
    "change_heldword",
    "delete_heldword",
    "view_heldword",
    "change_commentsettings",
]


def permissions(apps):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="comments", codename__in=KEPT_BY_PUBLISHERS
    )


def add(apps, schema_editor):
    comments = apps.get_model("comments", "Comment").objects.all()
    comments.update(waiting_since=F("created_at"), announced_at=F("published_at"))
    # Permissions are otherwise made only after all migrations have run.
    app_config = apps.get_app_config("comments")
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    publishers = apps.get_model("auth", "Group").objects.filter(name="Publishers").first()
    if publishers:
        publishers.permissions.add(*permissions(apps))


def remove(apps, schema_editor):
    publishers = apps.get_model("auth", "Group").objects.filter(name="Publishers").first()
    if publishers:
        publishers.permissions.remove(*permissions(apps))


class Migration(migrations.Migration):
    dependencies = [("comments", "0007_safe_conversations")]

    operations = [migrations.RunPython(add, remove)]
