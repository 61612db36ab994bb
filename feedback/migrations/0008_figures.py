"""Messages that are there and those that were deleted after their time, as one list to count."""

from django.db import migrations, models

# Of what was deleted only the day is kept: noon in Greenwich is on that day nearly everywhere.
MAKE = """
CREATE VIEW feedback_feedbackfigure AS
SELECT
    id, kind_id, page_id, source, state, created_at AS received_at,
    answered_at - created_at AS answered_after, due_on, false AS is_past
FROM feedback_feedbackitem
UNION ALL
SELECT
    -id, kind_id, page_id, source, state,
    (received_on + time '12:00') AT TIME ZONE 'UTC', answered_after, NULL::date, true
FROM feedback_pastfeedback
"""
SOURCES = [('form', 'Feedback form'), ('beside', '“Something wrong with this page?”'), ('useful', '“Is this page useful?”: yes'), ('not_useful', '“Is this page useful?”: no'), ('document', '“Ask for this in another format”')]
STATES = [('new', 'New'), ('in_hand', 'Being dealt with'), ('waiting', 'Waiting for others'), ('done', 'Done'), ('spam', 'Spam')]


class Migration(migrations.Migration):
    dependencies = [("feedback", "0007_task_taken_back")]

    operations = [
        migrations.CreateModel(
            name='FeedbackFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=SOURCES, max_length=10)),
                ('state', models.CharField(choices=STATES, max_length=10)),
                ('received_at', models.DateTimeField()),
                ('answered_after', models.DurationField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('is_past', models.BooleanField()),
            ],
            options={'managed': False, 'default_permissions': ()},
        ),
        migrations.RunSQL(MAKE, "DROP VIEW feedback_feedbackfigure"),
    ]
