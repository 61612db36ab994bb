"""What the account itself, and all that hangs on it, holds of its owner: for "download my data"."""

from email.utils import parseaddr

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from wagtail.models import APIToken, ModelLogEntry
from wagtail.users.models import UserProfile

from safeguards.models import OutboxMessage

from .models import AccountEvent, DataExport, ErasureRequest, User

YOU, SITE, ADMINISTRATOR = "you", "site", "administrator"

LABELS = {
    "email": _("E-mail address"),
    "display_name": _("Name shown"),
    "name_that_waits": _("Name that waits for a look"),
    "joined": _("Joined"),
    "last_signed_in": _("Last signed in"),
    "has_password": _("Has a password"),
    "organisation": _("Organisation"),
    "care_setting": _("Setting"),
    "language": _("Language"),
    "shows_organisation": _("Organisation shown beside comments"),
    "is_trusted": _("Marked as trusted"),
    "is_watched": _("On watch: all that is written waits for a moderator"),
    "is_active": _("Account is open"),
    "is_technical_staff": _("May open the technical admin"),
    "may_do_everything": _("May do everything"),
    "groups": _("Groups"),
    "suspended": _("Suspended"),
    "suspended_until": _("Suspended until"),
    "suspension_reason": _("Reason for the suspension"),
    "warned_as_unused": _("Warned that the account is unused"),
    "warned_again_as_unused": _("Warned again that the account is unused"),
    "addresses": _("E-mail addresses"),
    "verified": _("Confirmed"),
    "primary": _("The one we write to"),
    "consents": _("What you agreed to"),
    "purpose": _("What for"),
    "version": _("Version"),
    "text": _("Text"),
    "given": _("Given"),
    "withdrawn": _("Taken back"),
    "second_factors": _("Passkeys, apps and recovery codes"),
    "kind": _("Kind"),
    "name": _("Name"),
    "added": _("Added"),
    "last_used": _("Last used"),
    "organisation_sign_ins": _("Sign-in through your organisation"),
    "known_there_as": _("Known there as"),
    "connected": _("Connected"),
    "what_it_told_us": _("What it told us"),
    "sessions": _("Where you are signed in"),
    "began": _("Since"),
    "last_seen": _("Last seen"),
    "browser": _("Browser"),
    "noted_beside_it": _("Noted beside it"),
    "events": _("What happened to your account"),
    "what": _("What"),
    "detail": _("Detail"),
    "by": _("By"),
    "when": _("When"),
    "done_to_other_accounts": _("What you did to other people's accounts"),
    "mail": _("Mail we sent you in the last 30 days"),
    "written": _("Written"),
    "state": _("State"),
    "sent": _("Sent"),
    "copies_of_data": _("Copies of your data"),
    "asked_for": _("Asked for"),
    "ready": _("Ready"),
    "failed": _("Failed"),
    "kept_until": _("Kept until"),
    "erasure": _("Your wish to be erased"),
    "due": _("Due"),
    "what_you_wrote_stays": _("What you wrote stays, without your name"),
    "keys_for_programs": _("Keys for programs"),
    "noted_about_you": _("What the admin noted about your account"),
    "was_called": _("As it was called then"),
    "said": _("What was noted"),
    "settings_of_the_admin": _("Your settings of the admin"),
    "preferred_language": _("Language of the admin"),
    "current_time_zone": _("Time zone"),
    "theme": _("Light or dark"),
    "contrast": _("Contrast"),
    "density": _("Density"),
    "keyboard_shortcuts": _("Keyboard shortcuts"),
    "submitted_notifications": _("Mail about pages that wait"),
    "approved_notifications": _("Mail about pages that are approved"),
    "rejected_notifications": _("Mail about pages that are sent back"),
    "updated_comments_notifications": _("Mail about notes beside pages"),
    "dismissibles": _("Hints you closed"),
    "changes_in_the_admin": _("What you changed in the admin, beside pages"),
}
CHOICES = {
    "what": dict(AccountEvent.Action.choices),
    "kind": dict(Authenticator.Type.choices),
    "state": dict(OutboxMessage.State.choices),
    "language": dict(settings.LANGUAGES),
    "by": {YOU: _("You"), SITE: _("The site"), ADMINISTRATOR: _("An administrator")},
}


def export_account(user):
    """What the account holds of its owner, as JSON can hold it; secrets are not in it."""
    return {
        "email": user.email,
        "display_name": user.display_name,
        "name_that_waits": user.held_name,
        "joined": _moment(user.date_joined),
        "last_signed_in": _moment(user.last_login),
        "has_password": user.has_usable_password(),
        "organisation": user.organisation and user.organisation.name,
        "care_setting": user.care_setting and user.care_setting.name,
        "language": user.language,
        "shows_organisation": user.shows_organisation,
        "is_trusted": user.is_trusted,
        "is_watched": user.is_watched,
        "is_active": user.is_active,
        "is_technical_staff": user.is_staff,
        "may_do_everything": user.is_superuser,
        "groups": list(user.groups.order_by("name").values_list("name", flat=True)),
        "suspended": _moment(user.suspended_at),
        "suspended_until": _moment(user.suspended_until),
        "suspension_reason": user.suspension_reason,
        "warned_as_unused": _moment(user.warned_at),
        "warned_again_as_unused": _moment(user.warned_again_at),
        "addresses": list(
            user.emailaddress_set.order_by("pk").values("email", "verified", "primary")
        ),
        "consents": _consents(user),
        "second_factors": _second_factors(user),
        "organisation_sign_ins": _organisation_sign_ins(user),
        "sessions": _sessions(user),
        "events": _events(user),
        "done_to_other_accounts": _done_to_others(user),
        "mail": _mail(user),
        "copies_of_data": _copies(user),
        "erasure": _erasure(user),
        "keys_for_programs": _keys_for_programs(user),
        "noted_about_you": _noted_about(user),
        "settings_of_the_admin": _admin_settings(user),
        "changes_in_the_admin": _changes(user),
    }


def account_files(user):
    """The picture that somebody chose for the admin."""
    for profile in UserProfile.objects.filter(user_id=user.pk).exclude(avatar=""):
        yield str(_("Your picture in the admin")), profile.avatar


def _consents(user):
    return [
        {
            "purpose": consent.purpose,
            "version": consent.text.version,
            "language": consent.text.language,
            "text": consent.text.text,
            "given": _moment(consent.given_at),
            "withdrawn": _moment(consent.withdrawn_at),
        }
        for consent in user.consents.select_related("text")
    ]


def _second_factors(user):
    return [
        {
            "kind": factor.type,
            # Only passkeys have a name, which their owner gave them.
            "name": factor.data.get("name", ""),
            "added": _moment(factor.created_at),
            "last_used": _moment(factor.last_used_at),
        }
        for factor in Authenticator.objects.filter(user_id=user.pk).order_by("pk")
    ]


def _organisation_sign_ins(user):
    return [
        {
            "organisation": account.provider,
            "known_there_as": account.uid,
            "connected": _moment(account.date_joined),
            "last_used": _moment(account.last_login),
            "what_it_told_us": account.extra_data,
        }
        for account in SocialAccount.objects.filter(user_id=user.pk).order_by("pk")
    ]


def _sessions(user):
    # The column for a network address is never filled: signals.py.
    return [
        {
            "began": _moment(session.created_at),
            "last_seen": _moment(session.last_seen_at),
            "browser": session.user_agent,
            "noted_beside_it": session.data,
        }
        for session in UserSession.objects.filter(user_id=user.pk).order_by("pk")
    ]


def _events(user):
    return [
        {
            "what": event.action,
            "detail": event.code,
            "by": _doer(event, user),
            "when": _moment(event.happened_at),
        }
        for event in AccountEvent.objects.about(user)
    ]


def _doer(event, user):
    if event.actor_id is None:
        return SITE
    return YOU if event.actor_id == user.pk else ADMINISTRATOR


def _done_to_others(user):
    events = AccountEvent.objects.done_by(user).exclude(subject_id=user.pk)
    return [
        {
            "what": event.action,
            "detail": event.code,
            "when": _moment(event.happened_at),
        }
        for event in events
    ]


def _mail(user):
    """What we sent in the last weeks, by kind and date: what it said is wiped once it has left."""
    addresses = {user.email, *user.emailaddress_set.values_list("email", flat=True)}
    addresses = {address.lower() for address in addresses}
    messages = {
        message.pk: message
        for address in addresses
        for message in OutboxMessage.objects.naming(address).defer(
            "subject", "text_body", "html_body"
        )
        # What only contains the address may be somebody else's.
        if addresses.intersection(
            parseaddr(recipient)[1].lower() for recipient in message.recipients
        )
    }
    return [
        {
            "kind": message.kind,
            "written": _moment(message.created_at),
            "state": message.state,
            "sent": _moment(message.sent_at),
        }
        for _pk, message in sorted(messages.items(), reverse=True)
    ]


def _copies(user):
    return [
        {
            "asked_for": _moment(export.asked_at),
            "ready": _moment(export.ready_at),
            "failed": _moment(export.failed_at),
            "kept_until": _moment(export.expires_at),
        }
        for export in DataExport.objects.of(user)
    ]


def _erasure(user):
    return [
        {
            "asked_for": _moment(request.asked_at),
            "due": _moment(request.due_at),
            "what_you_wrote_stays": request.keeps_words,
        }
        for request in ErasureRequest.objects.filter(user_id=user.pk)
    ]


def _keys_for_programs(user):
    return [
        {
            "name": token.name,
            "added": _moment(token.created),
            "last_used": _moment(token.last_used_at),
            "withdrawn": _moment(token.revoked_at),
        }
        for token in APIToken.objects.filter(user_id=user.pk).order_by("pk")
    ]


# The admins -----------------------------------------------------------------

TECHNICAL_ACTIONS = {ADDITION: "added", CHANGE: "changed", DELETION: "deleted"}
SETTINGS = [
    "preferred_language",
    "current_time_zone",
    "theme",
    "contrast",
    "density",
    "keyboard_shortcuts",
    "submitted_notifications",
    "approved_notifications",
    "rejected_notifications",
    "updated_comments_notifications",
    "dismissibles",
]


def _admin_settings(user):
    profile = UserProfile.objects.filter(user_id=user.pk).values(*SETTINGS).first()
    return profile or {}


def _noted_about(user):
    """What the logs of the admins say of this account; who did it stays out."""
    kind = ContentType.objects.get_for_model(User)
    about = {"content_type": kind, "object_id": str(user.pk)}
    return [
        {
            "what": entry.action,
            "was_called": entry.label,
            "said": entry.data,
            "when": _moment(entry.timestamp),
        }
        for entry in ModelLogEntry.objects.filter(**about)
    ] + [
        {
            "what": TECHNICAL_ACTIONS[entry.action_flag],
            "was_called": entry.object_repr,
            "said": entry.change_message,
            "when": _moment(entry.action_time),
        }
        for entry in LogEntry.objects.filter(**about)
    ]


def _changes(user):
    """What somebody did to anything but pages: its kind, never its name, which may be a person's."""
    changes = [
        (entry.timestamp, entry.action, entry.content_type)
        for entry in ModelLogEntry.objects.filter(user_id=user.pk).select_related(
            "content_type"
        )
    ] + [
        (entry.action_time, TECHNICAL_ACTIONS[entry.action_flag], entry.content_type)
        for entry in LogEntry.objects.filter(user_id=user.pk).select_related(
            "content_type"
        )
    ]
    return [
        {
            "what": str(action),
            "kind": kind and f"{kind.app_label}.{kind.model}",
            "when": _moment(moment),
        }
        for moment, action, kind in sorted(changes, key=lambda change: change[0])
    ]


def _moment(value):
    return value and value.isoformat()
