"""What was found: which kind of detail and where it stands, never what it says."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    NHS_NUMBER = "nhs_number", _("NHS number")
    BIRTH_DATE = "birth_date", _("date of birth")
    ADDRESS = "address", _("address")
    PHONE = "phone", _("phone number")
    EMAIL = "email", _("e-mail address")
    INSURANCE_NUMBER = "insurance_number", _("National Insurance number")
    HOSPITAL_NUMBER = "hospital_number", _("hospital number")

    @property
    def why(self):
        """One sentence that tells the writer why this was found."""
        return WHY[self]

    @property
    def removed(self):
        """What stands in the text where such a detail was."""
        return REMOVED[self]


WHY = {
    Kind.NHS_NUMBER: _(
        "This looks like an NHS number: it has ten digits and its check digit fits."
    ),
    Kind.BIRTH_DATE: _("This looks like the day on which somebody was born."),
    Kind.ADDRESS: _("This looks like the address of a home, with its house number."),
    Kind.PHONE: _("This looks like a phone number."),
    Kind.EMAIL: _("This looks like an e-mail address."),
    Kind.INSURANCE_NUMBER: _("This looks like a National Insurance number."),
    Kind.HOSPITAL_NUMBER: _(
        "This looks like a number by which a hospital knows a patient."
    ),
}

REMOVED = {
    Kind.NHS_NUMBER: _("[NHS number removed]"),
    Kind.BIRTH_DATE: _("[date of birth removed]"),
    Kind.ADDRESS: _("[address removed]"),
    Kind.PHONE: _("[phone number removed]"),
    Kind.EMAIL: _("[e-mail address removed]"),
    Kind.INSURANCE_NUMBER: _("[National Insurance number removed]"),
    Kind.HOSPITAL_NUMBER: _("[hospital number removed]"),
}


@dataclass(frozen=True)
class Finding:
    """One detail: its kind, and from where to where it stands in the text as given."""

    kind: Kind
    start: int
    end: int


def marked(text, findings):
    """The text in pieces, each with the finding that it is or None: templates escape the pieces."""
    pieces, end = [], 0
    for finding in findings:
        pieces.append((text[end : finding.start], None))
        pieces.append((text[finding.start : finding.end], finding))
        end = finding.end
    pieces.append((text[end:], None))
    return [(piece, finding) for piece, finding in pieces if piece]


def without_details(text, findings):
    """The text with a word in the place of each detail, such as "[phone number removed]"."""
    return "".join(
        str(finding.kind.removed) if finding else piece
        for piece, finding in marked(text, findings)
    )
