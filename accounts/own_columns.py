"""The columns of accounts, sign-in, sessions, mail and tasks: which hold personal data, and which can't."""

from .registry import columns

# Go with the account: services/forgetting.py.
PERSONAL = (
    *columns(
        "accounts.User",
        "email display_name held_name password organisation care_setting language"
        " suspension_reason",
    ),
    "accounts.User_groups.user",
    "accounts.User_user_permissions.user",
    *columns("accounts.Consent", "user purpose"),
    *columns("accounts.DataExport", "user file_name"),
    "accounts.ErasureRequest.user",
    *columns("account.EmailAddress", "user email"),
    "account.EmailConfirmation.key",
    *columns("mfa.Authenticator", "user data"),
    *columns("socialaccount.SocialAccount", "user provider uid extra_data"),
    *columns("socialaccount.SocialToken", "token token_secret"),
    *columns("usersessions.UserSession", "user ip session_key user_agent data"),
    *columns("sessions.Session", "session_key session_data"),
    *columns(
        "wagtailusers.UserProfile",
        "user preferred_language current_time_zone avatar dismissibles",
    ),
    *columns("wagtailcore.APIToken", "user name key_hash prefix"),
    *columns("wagtailcore.ModelLogEntry", "label data"),
    *columns("admin.LogEntry", "user object_id object_repr change_message"),
    *columns(
        "safeguards.OutboxMessage",
        "to cc bcc reply_to headers subject text_body html_body",
    ),
    *columns(
        "django_tasks_database.DBTaskResult", "args_kwargs return_value traceback"
    ),
)

A_NUMBER = "a number, which leads to nobody once the account is gone: docs/adr/0022"
A_CODE = "a code of the program"

IMPERSONAL = {
    "accounts.AccountEvent": "numbers and codes: docs/adr/0012",
    "accounts.CareSetting": "a list that editors keep",
    "accounts.ConsentText": "the site's own words",
    "accounts.EmailDomain": "a list that editors keep, of organisations' domains",
    "accounts.ErasureReceipt": "how much was erased, never whose",
    "accounts.Organisation": "a list that editors keep",
    "accounts.RetentionRun": "how much was erased, never whose",
    "auth.Group": "names of roles",
    "auth.Permission": "names of rights",
    "contenttypes.ContentType": "names of tables",
    "django_tasks_database.DBTaskResult.backend_name": A_CODE,
    "django_tasks_database.DBTaskResult.exception_class_path": A_CODE,
    "django_tasks_database.DBTaskResult.queue_name": A_CODE,
    "django_tasks_database.DBTaskResult.task_path": A_CODE,
    "django_tasks_database.DBTaskResult.worker_ids": A_CODE,
    "safeguards.NumberPattern": "what numbers look like, with one that was made up",
    "safeguards.OutboxMessage.from_email": "the site's own address",
    "safeguards.OutboxMessage.kind": A_CODE,
    "safeguards.OutboxMessage.last_error": A_CODE,
    "safeguards.SafeguardingSettings": "roles and mailboxes, set by those who run the site",
    "safeguards.TimedJobRun": "when the site's own jobs ran",
    "socialaccount.SocialApp": "set up by those who run the site",
    "wagtailcore.ModelLogEntry.action": A_CODE,
    "wagtailcore.ModelLogEntry.object_id": A_NUMBER,
    "wagtailcore.ModelLogEntry.user": A_NUMBER,
}
