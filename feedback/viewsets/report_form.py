"""Which time and which part of the site the report is about."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pages.narrowing import INDENT
from safeguards.text import PlainLineField

from ..models import FeedbackFigure, FeedbackKind
from ..models.figures import sections

# What is shown before anybody chooses, and how far back one can choose.
USUAL_MONTHS = 12
MOST_MONTHS = 120


class ReportForm(forms.Form):
    """From which month to which, about what, and where."""

    since = forms.ChoiceField(label=_("From"), required=False)
    until = forms.ChoiceField(label=_("To"), required=False)
    kind = forms.ChoiceField(label=_("About"), required=False)
    section = forms.ChoiceField(
        label=_("Section, with all pages under it"), required=False
    )
    page = PlainLineField(
        label=_("Page (title or address)"),
        max_length=200,
        required=False,
        error_messages={
            "max_length": _("Use fewer words: 200 characters are the most.")
        },
    )

    def __init__(self, asked):
        self.months = _months()
        self.kinds = names_of_kinds()
        self.sections = list(sections())
        usual = {
            "since": _value(self.months[:USUAL_MONTHS][-1]),
            "until": _value(self.months[0]),
        }
        super().__init__(
            {**usual, **{key: said for key, said in asked.items() if said}}
        )
        for name in ("since", "until"):
            self._offer(name, [(_value(day), _name(day)) for day in self.months])
        self._offer("kind", [("", _("Anything")), *self.kinds.items()])
        self._offer(
            "section",
            [
                ("", _("The whole site")),
                *(
                    (str(page.pk), INDENT * (page.depth - 2) + page.title)
                    for page in self.sections
                ),
            ],
        )
        for name, words in {
            "since": _("Choose a month from the list."),
            "until": _("Choose a month from the list."),
            "kind": _("Choose from the list."),
            "section": _("This page is no longer there."),
        }.items():
            self.fields[name].error_messages["invalid_choice"] = words

    def clean(self):
        if self.first_day > self.last_month:
            self.add_error(
                "until", _("Choose a month that is not before the first one.")
            )

    @property
    def first_day(self):
        """The first day that is counted."""
        return _day(self.cleaned_data.get("since")) or self.months[:USUAL_MONTHS][-1]

    @property
    def last_month(self):
        """The first day of the last month that is counted."""
        return _day(self.cleaned_data.get("until")) or self.months[0]

    @property
    def chosen_section(self):
        """The page whose section was chosen, or None."""
        number = self.cleaned_data.get("section")
        found = (page for page in self.sections if str(page.pk) == number)
        return next(found, None)

    def _offer(self, name, choices):
        self.fields[name].choices = choices


def names_of_kinds():
    """What each kind is called in the reader's language, or else in any: by what its languages share."""
    kinds = FeedbackKind.objects.select_related("locale")
    ordered = sorted(
        kinds, key=lambda kind: kind.locale.language_code != get_language()
    )
    names = {}
    for kind in ordered:
        names.setdefault(str(kind.translation_key), kind.name)
    return names


def _months():
    """The first days of the months since messages come, the newest first."""
    today = timezone.localdate()
    first = FeedbackFigure.objects.first_month()
    first = timezone.localdate(first) if first else today
    count = 12 * (today.year - first.year) + today.month - first.month + 1
    count = max(USUAL_MONTHS, min(count, MOST_MONTHS))
    return [_before(today, number) for number in range(count)]


def _before(day, months):
    number = 12 * day.year + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def _value(day):
    return f"{day:%Y-%m}"


def _name(day):
    return f"{MONTHS[day.month]} {day.year}"


def _day(value):
    return date.fromisoformat(f"{value}-01") if value else None
