"""Mail that waits, when each timed job last ran, and what those who look after people set."""

import json

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import PreviewableMixin

from . import number_patterns


class OutboxMessageQuerySet(models.QuerySet):
    def due(self):
        """What a worker may take now: waiting long enough, or left behind by a worker that died."""
        now = timezone.now()
        return self.filter(
            Q(state=OutboxMessage.State.WAITING, next_attempt_at__lte=now)
            | Q(state=OutboxMessage.State.SENDING, lease_until__lte=now)
        ).order_by("next_attempt_at", "pk")

    def finished(self):
        """What nobody works on any more: sent or given up."""
        return self.filter(
            state__in=[OutboxMessage.State.SENT, OutboxMessage.State.FAILED]
        )

    def finished_before(self, moment):
        return self.finished().filter(created_at__lt=moment)

    def to_forget(self):
        """Finished mail that nothing may stay of."""
        return self.finished().filter(is_forgotten_after=True)

    def naming(self, address):
        """What may be addressed to `address`, in whatever capitals and beside whatever name."""
        written = json.dumps(address, ensure_ascii=False)[1:-1]
        lists = ["to", "cc", "bcc"]
        return self.annotate(
            **{f"{name}_text": Cast(name, TextField()) for name in lists}
        ).filter(
            Q(to_text__icontains=written)
            | Q(cc_text__icontains=written)
            | Q(bcc_text__icontains=written)
        )

    def of_kind(self, kind, *, to, since):
        """Mail of one kind that was written to exactly this address from this moment on, the oldest first."""
        written = self.filter(kind=kind, to__contains=[to], created_at__gte=since)
        return written.order_by("pk")

    def mentioning(self, address):
        """What says `address` anywhere, such as in its text, to whomever it goes."""
        written = json.dumps(address, ensure_ascii=False)[1:-1]
        return self.annotate(
            lines=Cast("headers", TextField()), answers_to=Cast("reply_to", TextField())
        ).filter(
            Q(subject__icontains=address)
            | Q(text_body__icontains=address)
            | Q(html_body__icontains=address)
            | Q(lines__icontains=written)
            | Q(answers_to__icontains=written)
        )


class OutboxMessage(models.Model):
    """One e-mail, kept in the database until a worker has handed it over."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Given up")

    kind = models.CharField(_("kind"), max_length=60, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.WAITING
    )
    from_email = models.CharField(_("from"), max_length=320)
    to = models.JSONField(_("to"), default=list, blank=True)
    cc = models.JSONField(default=list, blank=True)
    bcc = models.JSONField(default=list, blank=True)
    reply_to = models.JSONField(default=list, blank=True)
    headers = models.JSONField(default=dict, blank=True)
    # Subject and texts can hold codes: they are emptied as soon as the mail has left.
    subject = models.TextField(blank=True)
    text_body = models.TextField(blank=True)
    html_body = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    lease_until = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)
    # Its recipient has asked us to keep nothing: the row goes as soon as the mail has left.
    is_forgotten_after = models.BooleanField(default=False)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = OutboxMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing e-mail")
        verbose_name_plural = _("outgoing e-mail")
        default_permissions = ("view",)
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                name="outbox_unsent",
                condition=Q(state__in=["waiting", "sending"]),
            ),
            models.Index(fields=["-created_at"], name="outbox_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sending", "sent", "failed"]),
                name="outbox_known_state",
            ),
            models.CheckConstraint(
                condition=Q(state="sending", lease_until__isnull=False)
                | (~Q(state="sending") & Q(lease_until__isnull=True)),
                name="outbox_lease_only_while_sending",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent")
                | Q(
                    sent_at__isnull=False,
                    subject="",
                    text_body="",
                    html_body="",
                    headers={},
                ),
                name="outbox_sent_mail_is_wiped",
            ),
        ]

    def __str__(self):
        return f"{self.kind or 'mail'} {self.pk}"

    @property
    def recipients(self):
        return [*self.to, *self.cc, *self.bcc]


class TimedJobRun(models.Model):
    """When a timed job last ran, and how that ended."""

    name = models.CharField(max_length=60, unique=True)
    last_started = models.DateTimeField(null=True, blank=True)
    last_finished = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.name


class NumberPatternQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(is_active=True).order_by("pk")


class NumberPattern(PreviewableMixin, models.Model):
    """What the numbers look like by which one hospital knows its patients."""

    name = models.CharField(
        _("name"),
        max_length=80,
        unique=True,
        help_text=_(
            "Whose numbers these are, for example: Furness General, blue label."
        ),
    )
    pattern = models.CharField(
        _("what the numbers look like"),
        max_length=30,
        help_text=_(
            "Write # for a digit and ? for a letter; other letters and digits stand for themselves."
            " For example RNL####### for numbers such as RNL1234567."
            " They are found in capitals or not, with spaces or hyphens or without."
        ),
    )
    example = models.CharField(
        _("an example"),
        max_length=40,
        help_text=_("A number that this must find. Make one up: never a patient's."),
    )
    is_active = models.BooleanField(
        _("in use"),
        default=True,
        help_text=_("Comments with such a number wait for a moderator."),
    )

    panels = ["name", "pattern", "example", "is_active"]

    objects = NumberPatternQuerySet.as_manager()

    class Meta:
        verbose_name = _("hospital number")
        verbose_name_plural = _("hospital numbers")
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def trials(self):
        """Ways to write the example, each with whether it would be found."""
        return number_patterns.trials(self.pattern, self.example)

    def get_preview_template(self, request, mode_name):
        return "safeguards/admin/number_pattern.html"

    def clean(self):
        super().clean()
        if not self.pattern or not self.example:
            return
        try:
            number_patterns.check(self.pattern)
        except ValidationError as error:
            raise ValidationError({"pattern": error}) from error
        found = list(number_patterns.search(self.pattern, self.example.strip()))
        if found != [(0, len(self.example.strip()))]:
            raise ValidationError(
                {
                    "example": gettext(
                        "The pattern doesn't find this number. Change one of the two."
                    )
                }
            )


@register_setting(icon="warning")
class SafeguardingSettings(BaseGenericSetting):
    """Who is told when somebody may be at risk, and what readers are told to do."""

    lead_name = models.CharField(
        _("safeguarding lead"),
        max_length=80,
        blank=True,
        help_text=_("A role, for example: Head of safeguarding."),
    )
    lead_address = models.EmailField(
        _("mailbox of the lead"),
        blank=True,
        help_text=_(
            "Gets a mail at once when somebody marks something as “someone may be at risk”."
            " Empty: all administrators get it."
        ),
    )
    deputy_name = models.CharField(_("deputy"), max_length=80, blank=True)
    deputy_address = models.EmailField(
        _("mailbox of the deputy"), blank=True, help_text=_("Gets the same mail.")
    )
    emergency = models.TextField(
        _("what to do in an emergency"),
        max_length=400,
        blank=True,
        help_text=_(
            "Readers see it where they mark something. Empty: the site's own words, in the reader's language."
        ),
    )

    panels = [
        MultiFieldPanel(
            [FieldRowPanel(["lead_name", "lead_address"])], heading=_("Lead")
        ),
        MultiFieldPanel(
            [FieldRowPanel(["deputy_name", "deputy_address"])], heading=_("Deputy")
        ),
        "emergency",
    ]

    class Meta:
        verbose_name = _("safeguarding")

    def clean(self):
        super().clean()
        if self.deputy_address and not self.lead_address:
            raise ValidationError(
                {
                    "lead_address": gettext(
                        "A deputy needs a lead: give their mailbox too."
                    )
                }
            )

    @classmethod
    def current(cls):
        """What was set, or nothing where nobody has set anything yet."""
        return cls.objects.first() or cls()

    @property
    def emergency_line(self):
        """What readers are told to do when somebody is in danger now."""
        return self.emergency or gettext(
            "If somebody is in danger now, ring 999. Nobody watches this page around the clock."
        )

    @property
    def mailboxes(self):
        """Who is told, each mailbox once; nobody where there is no lead."""
        given = [self.lead_address, self.deputy_address] if self.lead_address else []
        return list(dict.fromkeys(address.lower() for address in given if address))
