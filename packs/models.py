"""PDFs that were made of packs, kept until what they say has changed or nobody asks any more."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .storage import pack_file_name, pack_storage

# Whoever makes a PDF and has not finished by then has died over it.
LEASE = timedelta(minutes=3)
# Nobody waits for longer without being told.
PATIENCE = timedelta(minutes=1)
# After a failure nobody tries again before.
REST = timedelta(minutes=10)
KEPT = timedelta(days=3)


class PackFileQuerySet(models.QuerySet):
    def unclaimed(self):
        """Those that wait and that nobody works on."""
        return self.filter(state=PackFile.State.WAITING).filter(
            models.Q(claimed_at__isnull=True)
            | models.Q(claimed_at__lt=timezone.now() - LEASE)
        )

    def left_behind(self):
        """Those that should have been made long ago."""
        return self.unclaimed().filter(asked_at__lt=timezone.now() - LEASE)

    def forgotten(self):
        """Those that nobody has asked for these days."""
        return self.filter(asked_at__lt=timezone.now() - KEPT)


class PackFile(models.Model):
    """One pack as PDF, by what it says."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")

    # A hash of all that goes in: the same pack for two readers is one file.
    key = models.CharField(max_length=64, unique=True)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.WAITING
    )
    # What the pack says, only until the file is made.
    content = models.JSONField(null=True)
    file = models.FileField(
        upload_to=pack_file_name, storage=pack_storage, max_length=100, blank=True
    )
    created_at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(default=timezone.now, db_index=True)
    claimed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = PackFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("pack as PDF")
        verbose_name_plural = _("packs as PDF")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="ready") | ~models.Q(file=""),
                name="ready_pack_has_a_file",
            )
        ]

    def __str__(self):
        return f"{self.key[:12]} ({self.get_state_display()})"

    @property
    def is_ready(self):
        return self.state == self.State.READY

    @property
    def has_failed(self):
        return self.state == self.State.FAILED

    @property
    def must_be_made_again(self):
        """Whether its file is gone, or it failed so long ago that another try may go better."""
        if self.is_ready:
            return not self.file.storage.exists(self.file.name)
        return self.has_failed and self.finished_at < timezone.now() - REST

    @property
    def is_late(self):
        """Whether somebody should rather be told than wait on."""
        return not self.is_ready and self.created_at < timezone.now() - PATIENCE

    def start_again(self, **fields):
        """Put it back among those that wait, where it must be made again; False where somebody was first."""
        if not self.must_be_made_again:
            return False
        started = {
            "state": self.State.WAITING,
            "file": "",
            "claimed_at": None,
            "created_at": timezone.now(),
        }
        same = PackFile.objects.filter(pk=self.pk, finished_at=self.finished_at)
        is_first = same.update(**started, finished_at=None, **fields) == 1
        self.refresh_from_db()
        return is_first
