"""The database refuses to change or delete what was decided, whoever asks."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION comments_refuse_change() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'Decisions about comments are never changed or deleted';
END
$$ LANGUAGE plpgsql;

CREATE TRIGGER comments_decisions_append_only
BEFORE UPDATE OR DELETE ON comments_commentdecision
FOR EACH STATEMENT EXECUTE FUNCTION comments_refuse_change();
"""

ALLOW = """
DROP TRIGGER comments_decisions_append_only ON comments_commentdecision;
DROP FUNCTION comments_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("comments", "0001_initial")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
