import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

# What is counted and compared lies in the row itself, words lie beside it and are read as they are.
IN_THE_ROW = ("key", "head_key", "kind", "language", "path", "collection_path")
IN_THE_ROW_IF_SHORT = ("title", "topics", "settings", "titles")


def storage(changes):
    return "ALTER TABLE search_findable " + ", ".join(
        f"ALTER {column} SET STORAGE {kind}" for column, kind in changes
    )


class Migration(migrations.Migration):
    """Counting reads little; only heads are asked for words; which languages there are is known."""

    dependencies = [("search", "0005_copies_in_opensearch")]

    operations = [
        migrations.RunSQL(
            storage(
                [(column, "PLAIN") for column in IN_THE_ROW]
                + [(column, "MAIN") for column in IN_THE_ROW_IF_SHORT]
                + [("vector", "EXTERNAL")]
            ),
            storage(
                (column, "EXTENDED")
                for column in (*IN_THE_ROW, *IN_THE_ROW_IF_SHORT, "vector")
            ),
        ),
        migrations.RemoveIndex(model_name="findable", name="findable_words"),
        migrations.AddIndex(
            model_name="findable",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("head_key", "")),
                fastupdate=False,
                fields=["vector"],
                name="findable_words",
            ),
        ),
        migrations.AddField(
            model_name="indexstate",
            name="languages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=10), default=list, size=None
            ),
        ),
    ]
