"""Comment moderators decide about comments and nothing else; publishers keep the reasons."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

MODERATORS = "Comment moderators"

REASONS = [
    (
        "Could identify a patient or a colleague",
        "It holds details by which a patient or a colleague could be recognised. "
        "Please write it again without names, dates, places or anything else that points to one person.",
    ),
    (
        "Not about this page",
        "It is not about the page it was written under. "
        "Please write it again on a page about the same subject, so that readers who can answer will see it.",
    ),
    (
        "Complaint about care",
        "We cannot answer complaints about care here, and we want yours to reach those who can. "
        "Please speak to the service itself, or ask it for its patient advice and liaison team.",
    ),
    (
        "Advertising",
        "It advertises a product or a service. "
        "You are welcome to write what worked for you and for your team, without the offer.",
    ),
    (
        "Unkind to someone",
        "Its tone could hurt someone. "
        "Criticism is welcome: please write it again about the matter, not about the person.",
    ),
]


def make_permissions(apps):
    # Permissions are otherwise made only after all migrations have run.
    app_config = apps.get_app_config("comments")
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None


def permissions(apps, app_label, *codenames):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label=app_label, codename__in=codenames
    )


def add(apps, schema_editor):
    make_permissions(apps)
    Group = apps.get_model("auth", "Group")
    moderators, _created = Group.objects.get_or_create(name=MODERATORS)
    moderators.permissions.add(
        *permissions(apps, "wagtailadmin", "access_admin"),
        *permissions(apps, "comments", "moderate_comment"),
    )
    publishers = Group.objects.get(name="Publishers")
    publishers.permissions.add(
        *permissions(
            apps,
            "comments",
            "add_rejectionreason",
            "change_rejectionreason",
            "view_rejectionreason",
        )
    )
    RejectionReason = apps.get_model("comments", "RejectionReason")
    for name, message in REASONS:
        RejectionReason.objects.get_or_create(name=name, defaults={"message": message})


def remove(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name=MODERATORS).delete()
    apps.get_model("comments", "RejectionReason").objects.filter(
        name__in=[name for name, _message in REASONS]
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0002_append_only_decisions"),
        ("pages", "0003_publishers"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(add, remove)]
