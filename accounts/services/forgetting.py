"""What goes with an account: all that the site, allauth, Wagtail and Django keep of its owner."""

import json

from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from safeguards.models import OutboxMessage
from safeguards.services import forget_recipient

from ..models import DataExport, User
from .exports import forget_exports_of


def forget_account(user, keep_words):
    """Delete an account with everything that hangs on it, and the traces of it elsewhere."""
    addresses = _addresses_of(user)
    _delete_files(user)
    _forget_sessions(user, addresses)
    _forget_mail(addresses)
    _take_out_of_logs(user, addresses)
    _forget_tasks(addresses)
    # Addresses, factors, connected accounts, consents and profile go by their foreign keys.
    user.delete()
    return 1


def _addresses_of(user):
    rows = EmailAddress.objects.filter(user_id=user.pk).values_list("email", flat=True)
    return {user.email.lower(), *(address.lower() for address in rows)}


def _delete_files(user):
    # Whoever makes a copy at this moment finishes first: its file is there then.
    list(DataExport.objects.of(user).select_for_update())
    forget_exports_of(user)
    for profile in UserProfile.objects.filter(user_id=user.pk).exclude(avatar=""):
        default_storage.delete(profile.avatar.name)


def _forget_sessions(user, addresses):
    """Every session of this person, and those in which somebody joins with their address.

    Only opening them all shows whose they are: readers who don't sign in have none.
    """
    theirs = [
        session.pk
        for session in Session.objects.iterator()
        if _is_about(session.get_decoded(), user, addresses)
    ]
    Session.objects.filter(pk__in=theirs).delete()


def _is_about(said, user, addresses):
    if said.get(SESSION_KEY) == str(user.pk):
        return True
    text = json.dumps(said, ensure_ascii=False, default=str).lower()
    return any(address in text for address in addresses)


def _forget_mail(addresses):
    for address in addresses:
        forget_recipient(address)
        # Mail to others that has not left yet.
        OutboxMessage.objects.mentioning(address).delete()


def _take_out_of_logs(user, addresses):
    """The name or address that logs show for an account; who did what stays, by number."""
    kind = ContentType.objects.get_for_model(User)
    about = Q(content_type=kind, object_id=str(user.pk))
    ModelLogEntry.objects.filter(about).update(label=f"#{user.pk}", data={})
    for address in addresses:
        about |= Q(object_repr__icontains=address)
        about |= Q(change_message__icontains=address)
    LogEntry.objects.filter(about).update(object_repr="", change_message="")


def _forget_tasks(addresses):
    """Tasks are given numbers; an error that one ran into may repeat more."""
    tasks = DBTaskResult.objects.annotate(
        given=Cast("args_kwargs", TextField()), answer=Cast("return_value", TextField())
    )
    for address in addresses:
        tasks.filter(
            Q(traceback__icontains=address)
            | Q(given__icontains=address)
            | Q(answer__icontains=address)
        ).delete()
