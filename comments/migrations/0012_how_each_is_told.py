"""A notice says in which mail its comment is told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0011_when_decided")]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("reply", "Reply"),
                    ("at_once", "At once"),
                    ("daily", "Once a day"),
                ],
                default="daily",
                max_length=10,
            ),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["kind", "made_at"], name="comment_notices_due"),
        ),
    ]
