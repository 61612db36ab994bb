"""Documents that were there before know how many versions they have, and since when the newest."""

from django.db import migrations
from django.db.models import Count, Max, OuterRef, Subquery


def count_versions(apps, schema_editor):
    Document = apps.get_model("library", "CLICDocument")
    Version = apps.get_model("library", "DocumentVersion")
    versions = (
        Version.objects.filter(document=OuterRef("pk")).order_by().values("document")
    )
    Document.objects.filter(versions__isnull=False).update(
        version_count=Subquery(versions.annotate(found=Count("pk")).values("found")),
        file_changed_at=Subquery(
            versions.annotate(found=Max("created_at")).values("found")
        ),
    )


class Migration(migrations.Migration):

    dependencies = [("library", "0003_documents_are_pictured_and_counted")]

    operations = [migrations.RunPython(count_versions, migrations.RunPython.noop)]
