"""Agreeing, and taking it back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from ..models import Consent, ConsentText, User


@transaction.atomic
def give(user, purpose):
    """Note that somebody agrees to the words of a purpose, as this language says them.

    That these are the words they had before them is the form's to ask. Agreeing twice changes
    nothing.
    """
    _take_turns(user)
    standing = _standing(user, purpose)
    if standing and standing.text.version == purpose.version:
        return standing
    if standing:
        _end(standing)
    text, _is_new = ConsentText.objects.get_or_create(
        purpose=purpose.key,
        version=purpose.version,
        language=get_language(),
        defaults={"text": str(purpose.text)},
    )
    consent = Consent.objects.create(user=user, purpose=purpose.key, text=text)
    _keep_in_step(user, purpose, is_given=True)
    return consent


@transaction.atomic
def withdraw(user, purpose):
    """Note that somebody takes their consent back; whether there was one."""
    _take_turns(user)
    standing = _standing(user, purpose)
    if standing:
        _end(standing)
    _keep_in_step(user, purpose, is_given=False)
    return standing is not None


def choose(user, purpose, *, is_wanted):
    """Give or withdraw, as a ticked or an empty box says."""
    if is_wanted:
        give(user, purpose)
    else:
        withdraw(user, purpose)


def holds(user, purpose):
    """Whether this person agrees to the words of a purpose as they are now."""
    return Consent.objects.current(purpose).by([user.pk]).exists()


def words_of(purpose):
    """The words of a purpose in this language, as whoever agrees to them reads them.

    Once somebody has agreed to a version, its words stand in the ledger and stay as they are.
    """
    kept = ConsentText.objects.of(purpose, get_language()).first()
    return kept.text if kept else str(purpose.text)


def _take_turns(user):
    # Two tabs, or a browser and a mail program, at the same instant.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)


def _standing(user, purpose):
    return Consent.objects.standing(user, purpose).first()


def _end(consent):
    consent.withdrawn_at = max(timezone.now(), consent.given_at)
    consent.save(update_fields=["withdrawn_at"])


def _keep_in_step(user, purpose, *, is_given):
    if purpose.column:
        setattr(user, purpose.column, is_given)
        user.save(update_fields=[purpose.column])
