"""The site begins with a home page of its own instead of Wagtail's welcome page."""

from django.db import migrations


def make_home_page(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("pages", "HomePage")

    Site.objects.filter(is_default_site=True).delete()
    Page.objects.filter(depth=2, slug="home").delete()
    root = Page.objects.get(depth=1)
    root.numchild = 1
    root.save(update_fields=["numchild"])
    content_type, _created = ContentType.objects.get_or_create(
        model="homepage", app_label="pages"
    )
    home = HomePage.objects.create(
        title="Cumbria Learning and Improvement Collaborative",
        draft_title="Cumbria Learning and Improvement Collaborative",
        slug="home",
        content_type=content_type,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/home/",
        locale=Locale.objects.get(language_code="en-gb"),
        summary="Health and care organisations in Cumbria who learn together how to improve services.",
        join_text="Make an account to comment, ask questions and share what you changed.",
    )
    Site.objects.create(
        hostname="localhost",
        site_name="CLIC",
        root_page_id=home.pk,
        is_default_site=True,
    )


def remove_home_page(apps, schema_editor):
    apps.get_model("wagtailcore", "Site").objects.all().delete()
    apps.get_model("pages", "HomePage").objects.filter(path="00010001").delete()
    Page = apps.get_model("wagtailcore", "Page")
    Page.objects.filter(depth=1).update(numchild=0)


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_home_page, remove_home_page)]
