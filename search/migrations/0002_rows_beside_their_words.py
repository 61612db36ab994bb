from django.db import migrations


def make_state(apps, schema_editor):
    apps.get_model("search", "IndexState").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    """The first row of the state; long texts lie beside their rows, so that counting reads little."""

    dependencies = [("search", "0001_findable_things")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE search_findable SET (toast_tuple_target = 256)",
            "ALTER TABLE search_findable RESET (toast_tuple_target)",
        ),
        migrations.RunPython(make_state, migrations.RunPython.noop),
    ]
