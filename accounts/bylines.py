"""What readers see of people beside what they wrote: the name, and where they work if they agreed."""

from dataclasses import dataclass

from django.db.models import Case, OuterRef, Subquery, When
from django.utils.translation import gettext_lazy as _

from .models import Consent
from .purposes import SHOW_ORGANISATION

CHECKS = {
    True: _("NHS e-mail checked"),
    False: _("(e-mail checked)"),
    None: "",
}


@dataclass(frozen=True)
class Byline:
    """What readers see of one person."""

    name: str
    initials: str = ""
    hue: str = "about"
    organisation: str = ""
    check: str = ""
    is_nhs: bool = False


FORMER_MEMBER = Byline(name=_("A former member"))


def byline_of(person):
    """What readers see of this person."""
    return bylines_of([person])[person.pk]


def bylines_of(people):
    """What readers see of each of these people, by their number.

    One query, and none where nobody shows an organisation.
    """
    showing = {
        person.pk
        for person in people
        if person.shows_organisation and person.organisation_id
    }
    shown = _workplaces_of(showing) if showing else {}
    return {
        person.pk: _byline(person, *shown.get(person.pk, ("", None)))
        for person in people
    }


def with_workplaces(writings):
    """What people wrote (rows with an `author`), with all that `byline_in` shows of them."""
    agreed = _agreed().filter(
        user_id=OuterRef("author_id"), user__organisation__isnull=False
    )
    return writings.select_related("author").annotate(
        workplace=Case(
            When(
                author__shows_organisation=True,
                then=Subquery(agreed.values("user__organisation__name")),
            )
        ),
        workplace_is_nhs=Case(
            When(
                author__shows_organisation=True,
                then=Subquery(agreed.values("is_nhs")),
            )
        ),
    )


def byline_in(writing):
    """What readers see of whoever wrote a row that came `with_workplaces`."""
    if writing.author is None:
        return FORMER_MEMBER
    return _byline(writing.author, writing.workplace, writing.workplace_is_nhs)


def _agreed():
    return Consent.objects.current(SHOW_ORGANISATION).with_checked_addresses()


def _workplaces_of(numbers):
    rows = _agreed().by(numbers)
    return {
        number: where
        for number, *where in rows.values_list(
            "user_id", "user__organisation__name", "is_nhs"
        )
    }


def _byline(person, workplace, is_nhs):
    where = {}
    if workplace:
        where = {
            "organisation": workplace,
            "check": CHECKS[is_nhs],
            "is_nhs": is_nhs is True,
        }
    return Byline(person.display_name, person.initials, person.hue, **where)
