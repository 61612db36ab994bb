"""Those who approve pages are called Publishers; they also look after topics, teams and menus."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

MANAGED = ["topic", "team", "menu"]


def rename(apps, old, new):
    apps.get_model("auth", "Group").objects.filter(name=old).update(name=new)
    Workflow = apps.get_model("wagtailcore", "Workflow")
    Task = apps.get_model("wagtailcore", "Task")
    Workflow.objects.filter(name=f"{old} approval").update(name=f"{new} approval")
    Task.objects.filter(name=f"{old} approval").update(name=f"{new} approval")


def permissions_of_snippets(apps):
    # Permissions are otherwise made only after all migrations have run.
    app_config = apps.get_app_config("pages")
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="pages", content_type__model__in=MANAGED
    )


def make_publishers(apps, schema_editor):
    rename(apps, "Moderators", "Publishers")
    publishers = apps.get_model("auth", "Group").objects.get(name="Publishers")
    publishers.permissions.add(*permissions_of_snippets(apps))


def unmake_publishers(apps, schema_editor):
    publishers = apps.get_model("auth", "Group").objects.get(name="Publishers")
    publishers.permissions.remove(*permissions_of_snippets(apps))
    rename(apps, "Publishers", "Moderators")


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0002_home_page"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        # These look for the group by its old name.
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0002_initial_data"),
        ("wagtailimages", "0002_initial_data"),
    ]

    operations = [migrations.RunPython(make_publishers, unmake_publishers)]
