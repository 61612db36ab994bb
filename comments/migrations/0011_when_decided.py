"""What was not published or hidden before was decided about when the log says so."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

UNSEEN = ["rejected", "hidden"]


def add(apps, schema_editor):
    newest = (
        apps.get_model("comments", "CommentDecision")
        .objects.filter(comment_id=OuterRef("pk"), action__in=UNSEEN)
        .order_by("-decided_at")
    )
    comments = apps.get_model("comments", "Comment").objects
    comments.filter(state__in=UNSEEN, decided_at__isnull=True).update(
        decided_at=Coalesce(Subquery(newest.values("decided_at")[:1]), F("created_at"))
    )


class Migration(migrations.Migration):
    dependencies = [("comments", "0010_what_readers_look_for")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
