"""What members type."""

from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from safeguards.pointing_out import DetailsFormMixin
from safeguards.text import PlainTextField

from ..models import MAX_COMMENT_LENGTH, NAMELESS, PagePolicy

NAMES_ARE_SHOWN = _(
    "Names are shown on this page now, so we have not posted your text. "
    "Post it again if your name may stand beside it."
)


class WordsForm(DetailsFormMixin):
    """What somebody says and how. `allows_hidden_names` says whether names may be left out here."""

    body = PlainTextField(
        label=_("Your comment"),
        help_text=_("Never write anything that could identify a patient."),
        max_length=MAX_COMMENT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        error_messages={
            "required": _("Write your comment"),
            "max_length": _(
                "Your comment is too long: %(show_value)s characters. "
                "%(limit_value)s are the most we can take."
            ),
        },
    )
    hides_name = forms.BooleanField(
        label=_("Don’t show my name"),
        help_text=_("Readers won’t see your name. Moderators can."),
        required=False,
    )
    is_question = forms.BooleanField(
        label=_("This is a question"),
        help_text=_("Those who look after this page see it until it is answered."),
        required=False,
    )
    is_at_risk = forms.BooleanField(
        label=_("Someone may be at risk"),
        help_text=_(
            "In an emergency call 999 first, and follow the safeguarding procedure of where "
            "you work: this does not replace it. If you tick this, your comment is held and "
            "the safeguarding lead is told at once."
        ),
        required=False,
    )
    words_field = "body"

    def __init__(
        self, *args, allows_hidden_names=False, kept_as="", writer="", **kwargs
    ):
        # One page can hold the form and parts of others: ids must differ.
        kwargs.setdefault("auto_id", "comment-form-%s")
        super().__init__(*args, **kwargs)
        self.allows_hidden_names = allows_hidden_names
        self.nameless = NAMELESS
        # Under which name, and for whom, the browser's tab keeps what is typed: comments/typing.js.
        self.kept_as = kept_as
        self.writer = writer

    def clean_hides_name(self):
        hides_name = self.cleaned_data["hides_name"]
        if hides_name and not self.allows_hidden_names:
            raise ValidationError(NAMES_ARE_SHOWN)
        return hides_name

    @property
    def has_more(self):
        """Whether something is ticked among what else can be said."""
        return bool(self["is_question"].value() or self["is_at_risk"].value())


class CommentForm(WordsForm):
    """A comment or a reply. `submission` tells a second click from a second comment."""

    submission = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        kwargs["initial"] = {"submission": uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def clean_submission(self):
        return self.cleaned_data["submission"] or uuid4()


class ChangeForm(WordsForm):
    """One's own comment with other words. `seen` is the version that its writer has before them."""

    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


def form_for(user, page, thread=None, *, draft=None, data=None, policy=None):
    """The form for a comment or a reply: empty, as it was begun before signing in, or as sent."""
    names = ("body", "hides_name", "is_question", "is_at_risk")
    return CommentForm(
        data,
        initial={name: getattr(draft, name) for name in names} if draft else {},
        **_place(user, page, f"{page.pk}-{thread.pk if thread else 0}", policy),
    )


def form_to_change(comment, data=None):
    """The form for one's own comment: with what it says now, or as sent."""
    place = _place(comment.author, comment.page, f"change-{comment.pk}")
    # Whoever wrote without a name goes on so, also where names are shown by now.
    place["allows_hidden_names"] |= comment.hides_name
    initial = {
        "body": comment.body,
        "hides_name": comment.hides_name,
        "is_question": comment.is_question,
        "seen": comment.version,
    }
    return ChangeForm(data, initial=initial, **place)


def _place(user, page, kept_as, policy=None):
    policy = policy or PagePolicy.objects.for_page(page)
    number = salted_hmac("comments.tab", str(user.pk)).hexdigest()[:16]
    return {
        "allows_hidden_names": policy.allows_hidden_names,
        "kept_as": kept_as,
        "writer": number if user.is_authenticated else "",
    }
