"""What readers tell of a tool that they used, and what became of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import CareSetting
from pages.models import StoryPage, ToolPage
from safeguards import references

MAX_TITLE_LENGTH = 100
MAX_TEXT_LENGTH = 6000


def new_reference():
    return references.new_reference("RS")


class State(models.TextChoices):
    RECEIVED = "received", _("Received")
    WITH_EDITORS = "with-editors", _("With the editors")
    PUBLISHED = "published", _("Published")
    NOT_PUBLISHED = "not-published", _("Not published")
    TAKEN_DOWN = "taken-down", _("No longer published")


# Worked out from the draft story each time: editors may publish, change or delete it by any
# way they like, and no state kept here could be wrong.
STATE = Case(
    When(story__live=True, then=Value(State.PUBLISHED)),
    When(story__first_published_at__isnull=False, then=Value(State.TAKEN_DOWN)),
    When(answered=State.PUBLISHED, then=Value(State.TAKEN_DOWN)),
    When(turned_down_at__isnull=False, then=Value(State.NOT_PUBLISHED)),
    When(story__isnull=False, then=Value(State.WITH_EDITORS)),
    # There was a draft, and somebody deleted it.
    When(story_made_at__isnull=False, then=Value(State.NOT_PUBLISHED)),
    default=Value(State.RECEIVED),
    output_field=models.CharField(),
)
UNDECIDED = (State.RECEIVED, State.WITH_EDITORS)
ANSWERS = (State.PUBLISHED, State.NOT_PUBLISHED)


class ContributionQuerySet(models.QuerySet):
    def of(self, user):
        """What this person told us, the newest first."""
        return self.filter(sender_id=user.pk).newest_first()

    def newest_first(self):
        return self.order_by("-created_at", "-pk")

    def in_state(self, state):
        """Those in one state, or all of them for None."""
        return self.filter(state=state) if state else self.all()

    def without_story(self):
        """Those that no draft could be made of so far."""
        return self.in_state(State.RECEIVED)

    def unanswered(self):
        """Those whose sender has yet to be told how it ended."""
        return self.filter(state__in=ANSWERS, sender__isnull=False).exclude(
            answered=models.F("state")
        )

    def sent_since(self, moment):
        return self.filter(created_at__gt=moment)

    def sent_with(self, submission):
        """What came with this very form, whatever it said."""
        return self.filter(submission=submission)

    def locked(self):
        """The same rows, ours alone until the transaction ends."""
        return self.select_for_update(of=("self",))


class ContributionManager(models.Manager.from_queryset(ContributionQuerySet)):
    """Brings each contribution with its `state`."""

    def get_queryset(self):
        return super().get_queryset().annotate(state=STATE)


class Contribution(models.Model):
    """What somebody told of a tool that they used; editors make a story of it."""

    class NameShown(models.TextChoices):
        NONE = "none", _("Show no name")
        TEAM = "team", _("Show my team")
        ROLE = "role", _("Show my role")

    reference = models.CharField(
        _("reference"),
        max_length=20,
        unique=True,
        default=new_reference,
        editable=False,
    )
    # What was told outlives the account of who told it, where they wish so.
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sender"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="contributions",
    )
    tool = models.ForeignKey(
        ToolPage,
        verbose_name=_("tool"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # The tool's: what the draft is written in, and what its sender reads.
    language = models.CharField(_("language"), max_length=10)
    title = models.CharField(_("in one line"), max_length=MAX_TITLE_LENGTH)
    text = models.TextField(_("what happened"), max_length=MAX_TEXT_LENGTH)
    care_setting = models.ForeignKey(
        CareSetting,
        verbose_name=_("setting"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    measure = models.CharField(_("what was measured"), max_length=120, blank=True)
    before = models.DecimalField(
        _("before"), max_digits=12, decimal_places=2, null=True
    )
    after = models.DecimalField(_("after"), max_digits=12, decimal_places=2, null=True)
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    name_shown = models.CharField(
        _("name shown"),
        max_length=10,
        choices=NameShown.choices,
        default=NameShown.NONE,
    )
    shown_as = models.CharField(_("shown as"), max_length=120, blank=True)
    # Given out with the form: the same form sent twice makes one contribution.
    submission = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(_("sent"), default=timezone.now)
    story = models.OneToOneField(
        StoryPage,
        verbose_name=_("story"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    story_made_at = models.DateTimeField(null=True)
    answer = models.TextField(_("answer to the sender"), max_length=2000, blank=True)
    turned_down_at = models.DateTimeField(_("turned down"), null=True)
    # Which end the sender has been told by mail.
    answered = models.CharField(max_length=20, blank=True, choices=State.choices)

    objects = ContributionManager()
    # Whoever may see where a page or a picture is used need not see who told us what.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints = [
            models.UniqueConstraint(
                fields=["sender", "submission"], name="one_contribution_per_form"
            ),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(title=""), name="contribution_says_something"
            ),
            models.CheckConstraint(
                condition=Q(
                    measure="", before__isnull=True, after__isnull=True, unit=""
                )
                | (~Q(measure="") & Q(before__isnull=False, after__isnull=False)),
                name="contribution_measured_before_and_after",
            ),
            models.CheckConstraint(
                condition=Q(turned_down_at__isnull=True) | ~Q(answer=""),
                name="contribution_turned_down_with_an_answer",
            ),
        ]
        indexes = [
            models.Index(
                fields=["sender", "-created_at"], name="contributions_of_sender"
            )
        ]
        default_permissions = ("view", "change")

    def __str__(self):
        return f"{self.reference}: {self.title}"

    @property
    def state_label(self):
        """The state as people read it."""
        return State(self.state).label

    @property
    def is_published(self):
        return self.state == State.PUBLISHED
