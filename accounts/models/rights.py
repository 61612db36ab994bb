"""What people may ask of us: a copy of their data, and to be erased; and how long we keep what."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# A copy that is not made by then: people are told, and the clock makes it.
PATIENCE = timedelta(minutes=1)
# A copy that is not made by then won't be: whoever made it has died over it each time.
LONGEST_MAKING = timedelta(minutes=30)


class DataExportQuerySet(models.QuerySet):
    def of(self, user):
        """The copies of what is held of this person, the newest first."""
        return self.filter(user_id=user.pk)

    def under_way(self):
        """Copies that were asked for and are still to be made."""
        return self.filter(ready_at__isnull=True, failed_at__isnull=True)

    def left_behind(self):
        """Copies that should have been made long ago, the oldest first."""
        late = timezone.now() - PATIENCE
        return self.under_way().filter(asked_at__lte=late).order_by("asked_at")

    def given_up(self):
        """Copies that were tried for so long that another try won't make them."""
        longest = timezone.now() - LONGEST_MAKING
        return self.under_way().filter(asked_at__lte=longest)

    def claimed(self, pk):
        """The copy with this number, ours until the transaction ends; None if others make it."""
        rows = self.select_for_update(skip_locked=True, of=("self",))
        return rows.select_related("user").filter(pk=pk).first()

    def available(self):
        """Copies that are ready and can still be fetched."""
        return self.filter(ready_at__isnull=False, expires_at__gt=timezone.now())

    def expired(self):
        """Copies whose time is over."""
        return self.filter(expires_at__lte=timezone.now())


class DataExport(models.Model):
    """A copy of all that the site holds of somebody, for them alone and for a short time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="data_exports"
    )
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    ready_at = models.DateTimeField(_("ready"), null=True, blank=True)
    failed_at = models.DateTimeField(_("failed"), null=True, blank=True)
    expires_at = models.DateTimeField(_("kept until"))
    # The name of the file in the storage "exports"; empty until it is ready.
    file_name = models.CharField(max_length=100, blank=True)
    bytes = models.PositiveBigIntegerField(null=True, blank=True)

    objects = DataExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("copy of somebody's data")
        ordering = ["-asked_at"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("asked_at")),
                name="export_is_kept_for_a_while",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(ready_at__isnull=True, failed_at__isnull=True),
                name="one_export_of_a_person_under_way",
            ),
        ]

    def __str__(self):
        return str(self.pk)

    @property
    def is_under_way(self):
        return self.ready_at is None and self.failed_at is None

    @property
    def is_late(self):
        """Whether whoever asked should rather be told than wait on."""
        return self.is_under_way and self.asked_at <= timezone.now() - PATIENCE

    @property
    def is_available(self):
        """Whether it is ready and can still be fetched."""
        return self.ready_at is not None and self.expires_at > timezone.now()


class ErasureRequestQuerySet(models.QuerySet):
    def due(self):
        """Requests whose days to change one's mind are over, the oldest first."""
        return self.filter(due_at__lte=timezone.now()).order_by("due_at")

    def of(self, user):
        """This person's request, or None."""
        return self.filter(user_id=user.pk).first()


class ErasureRequest(models.Model):
    """Somebody's wish to be erased, until it is done or called off."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="erasure_request",
    )
    keeps_words = models.BooleanField(
        _("what they wrote stays, without their name"), default=False
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    due_at = models.DateTimeField(_("due"))

    objects = ErasureRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for erasure")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(due_at__gt=F("asked_at")), name="erasure_leaves_time"
            )
        ]

    def __str__(self):
        return f"{self.user_id} ({self.due_at:%Y-%m-%d})"


class ErasureReceipt(models.Model):
    """Proof that an account was erased. It names no one: not even the account's number."""

    reference = models.CharField(_("reference"), max_length=20, unique=True)
    erased_at = models.DateTimeField(_("erased"), default=timezone.now)
    kept_words = models.BooleanField(_("words stayed without a name"))
    # How many things of each kind were erased or lost their name: {"comments": 3}.
    counts = models.JSONField(_("what was erased"), default=dict)

    class Meta:
        verbose_name = _("receipt of an erasure")
        ordering = ["-erased_at"]
        default_permissions = ("view",)

    def __str__(self):
        return self.reference


class RetentionRun(models.Model):
    """One round of clearing away what is no longer needed: how much of what, never whose."""

    ran_at = models.DateTimeField(_("when"), default=timezone.now)
    is_dry_run = models.BooleanField(_("only counted"), default=False)
    counts = models.JSONField(_("how much"), default=dict)

    class Meta:
        verbose_name = _("retention run")
        ordering = ["-ran_at", "-pk"]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.ran_at:%Y-%m-%d %H:%M}"
