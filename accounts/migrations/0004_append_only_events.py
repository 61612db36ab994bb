"""The database refuses to change or delete what happened to accounts, whoever asks."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION accounts_refuse_change() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'What happened to accounts is never changed or deleted';
END
$$ LANGUAGE plpgsql;

CREATE TRIGGER accounts_events_append_only
BEFORE UPDATE OR DELETE ON accounts_accountevent
FOR EACH STATEMENT EXECUTE FUNCTION accounts_refuse_change();
"""

ALLOW = """
DROP TRIGGER accounts_events_append_only ON accounts_accountevent;
DROP FUNCTION accounts_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_members")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
