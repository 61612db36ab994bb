"""What readers see of people beside what they wrote: the name, and where they work if they agreed."""

from dataclasses import dataclass

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

    One query, and none where nobody shows an organisation; the organisations themselves should
    have come with the people.
    """
    showing = {
        person.pk
        for person in people
        if person.shows_organisation and person.organisation_id
    }
    agreed = _who_agreed(showing) if showing else {}
    return {person.pk: _byline(person, agreed) for person in people}


def _who_agreed(numbers):
    consents = Consent.objects.current(SHOW_ORGANISATION).by(numbers)
    return dict(consents.with_checked_addresses().values_list("user_id", "is_nhs"))


def _byline(person, agreed):
    where = {}
    if person.pk in agreed:
        where = {
            "organisation": person.organisation.name,
            "check": CHECKS[agreed[person.pk]],
            "is_nhs": agreed[person.pk] is True,
        }
    return Byline(person.display_name, person.initials, person.hue, **where)
