"""The log refuses changes; what was sent before is due and shown; kinds get their uses; publishers theirs."""

from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.models import F

REFUSE = """
CREATE FUNCTION feedback_refuse_change() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'What was done about messages is never changed or deleted';
END
$$ LANGUAGE plpgsql;

CREATE TRIGGER feedback_events_append_only
BEFORE UPDATE OR DELETE ON feedback_feedbackevent
FOR EACH STATEMENT EXECUTE FUNCTION feedback_refuse_change();
"""

ALLOW = """
DROP TRIGGER feedback_events_append_only ON feedback_feedbackevent;
DROP FUNCTION feedback_refuse_change();
"""

USES = {
    "Something is wrong": "wrong",
    "Praise": "praise",
    "I need this in another format": "format",
}

FOR_PUBLISHERS = [
    "read_details",
    "publish_note",
    "add_keptanswer",
    "change_keptanswer",
    "delete_keptanswer",
    "view_keptanswer",
]


def fill(apps, schema_editor):
    apps.get_model("feedback", "FeedbackItem").objects.update(
        shown_message=F("message")
    )
    kinds = apps.get_model("feedback", "FeedbackKind").objects
    for name, use in USES.items():
        kinds.filter(name=name).update(used_for=use)
    # Permissions are otherwise made only after all migrations have run.
    app_config = apps.get_app_config("feedback")
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="feedback", codename__in=FOR_PUBLISHERS
    )
    publishers = apps.get_model("auth", "Group").objects.filter(name="Publishers")
    for group in publishers:
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [("feedback", "0005_answered_feedback")]

    operations = [
        migrations.RunSQL(REFUSE, ALLOW),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
