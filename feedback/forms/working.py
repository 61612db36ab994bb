"""What colleagues type and choose beside a message."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from safeguards.text import PlainLineField, PlainTextField

from ..models import (
    MAX_NOTE_LENGTH,
    FeedbackItem,
    FeedbackKind,
    FeedbackTag,
    PageTask,
)
from ..services.working import colleagues

MOST_TAGS = 20
MAX_TAG_LENGTH = FeedbackTag._meta.get_field("name").max_length
LARGEST_NUMBER = 2**31 - 1
NOT_SEEN = _("Nothing was changed. Look at the message once more.")


class SeenForm(forms.Form):
    """Which version of a message somebody looked at, and the last thing they read of its history."""

    seen = forms.IntegerField(
        min_value=1,
        max_value=LARGEST_NUMBER,
        # The number is ours; whoever decides can only load it again.
        error_messages=dict.fromkeys(
            ["required", "invalid", "min_value", "max_value"], NOT_SEEN
        ),
    )
    latest = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=2**63 - 1,
        error_messages=dict.fromkeys(["invalid", "min_value", "max_value"], NOT_SEEN),
    )

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        self.item = item


class AssignForm(SeenForm):
    """Who deals with a message from now on; nobody: it is given back."""

    to = forms.ModelChoiceField(
        label=_("Assigned to"),
        queryset=None,
        required=False,
        empty_label=_("Nobody: give it back"),
        error_messages={
            "invalid_choice": _(
                "Choose a colleague who may deal with feedback and can sign in."
            )
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues().order_by("display_name", "pk")
        self.initial.setdefault("to", self.item.assignee_id)


class DueForm(SeenForm):
    """By when a message is to be answered."""

    due_on = forms.DateField(
        label=_("Due"),
        required=False,
        help_text=_("Empty: by no particular day."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        validators=[
            MinValueValidator(date(2000, 1, 1)),
            MaxValueValidator(date(2999, 12, 31)),
        ],
        error_messages=dict.fromkeys(
            ["invalid", "min_value", "max_value"],
            _("Choose a day, such as 2026-06-30."),
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("due_on", self.item.due_on)


class KindForm(SeenForm):
    """What a message is about."""

    kind = forms.ModelChoiceField(
        label=_("About"),
        queryset=None,
        required=False,
        empty_label=_("Not given"),
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = FeedbackKind.objects.offered_in(Locale.get_default())
        own = FeedbackKind.objects.filter(pk=self.item.kind_id)
        self.fields["kind"].queryset = offered | own
        self.initial.setdefault("kind", self.item.kind_id)


class WaitForm(SeenForm):
    """For whom or what a message waits."""

    whom = PlainLineField(
        label=_("Waiting for"),
        max_length=FeedbackItem._meta.get_field("waits_for").max_length,
        help_text=_("For example: the pharmacy team, by Friday."),
        error_messages={
            "required": _("Write whom or what it waits for."),
            "max_length": _("Use at most %(limit_value)d characters."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("whom", self.item.waits_for)


class NoteForm(SeenForm):
    """A note for colleagues."""

    body = PlainTextField(
        label=_("Note for colleagues"),
        max_length=MAX_NOTE_LENGTH,
        help_text=_("The sender never sees it. Leave out personal details."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={
            "required": _("Write your note."),
            "max_length": _(
                "Your note has %(show_value)d characters: %(limit_value)d are the most."
            ),
        },
    )


class TagsField(PlainLineField):
    """Words with commas between them."""

    def clean(self, value):
        names = [name.strip() for name in super().clean(value).split(",")]
        names = [name for name in names if name]
        if len(names) > MOST_TAGS:
            raise forms.ValidationError(
                _("Choose at most %(most)d tags."), params={"most": MOST_TAGS}
            )
        for name in names:
            if len(name) > MAX_TAG_LENGTH:
                raise forms.ValidationError(
                    _("“%(begin)s…” is too long: %(most)d characters are the most."),
                    params={"begin": name[:20], "most": MAX_TAG_LENGTH},
                )
        return names


class TagsForm(SeenForm):
    """The tags of a message."""

    tags = TagsField(
        label=_("Tags"),
        required=False,
        help_text=_("With commas between them, such as: broken link, stores."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = sorted(tag.name for tag in self.item.tags.all())
        self.initial.setdefault("tags", ", ".join(names))


class DoneForm(SeenForm):
    """Whether all that say the same are done too."""

    all = forms.BooleanField(required=False)


class TaskForm(SeenForm):
    """What has to be done on the page that a message is about."""

    what = PlainLineField(
        label=_("What has to be done"),
        max_length=PageTask._meta.get_field("what").max_length,
        help_text=_(
            "Whoever edits the page reads this, without the message. Leave out personal details."
        ),
        error_messages={
            "required": _("Write what has to be done on the page."),
            "max_length": _("Use at most %(limit_value)d characters."),
        },
    )


class LinkForm(SeenForm):
    """Which message says the same."""

    chosen = forms.ModelChoiceField(
        queryset=FeedbackItem.objects.all(),
        error_messages={
            "required": _("Choose the message that says the same."),
            "invalid_choice": _("Choose a message that is still there."),
        },
    )


class PageForm(SeenForm):
    """Which page a message is about."""

    chosen = forms.ModelChoiceField(
        queryset=Page.objects.filter(depth__gte=2),
        required=False,
        error_messages={
            "invalid_choice": _("Choose a page that is still there."),
        },
    )


class FindForm(forms.Form):
    """Words by which somebody looks for a message or a page."""

    find = PlainLineField(
        required=False,
        max_length=200,
        error_messages={
            "max_length": _("Use fewer words: 200 characters are the most.")
        },
    )
