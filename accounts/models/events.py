"""What happened to accounts: ids and codes only, never changed, never deleted."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safeguards.append_only import AppendOnlyModel


class AccountEventQuerySet(AppendOnlyModel.QuerySet):
    def about(self, user):
        """What happened to this person's account, the newest first."""
        return self.filter(subject_id=user.pk)

    def concerning(self, people, number=None):
        """What these people, or the account of this number, did or had done to them."""
        numbers = people.values("pk")
        concerned = Q(subject_id__in=numbers) | Q(actor_id__in=numbers)
        if number is not None:
            concerned |= Q(subject_id=number) | Q(actor_id=number)
        return self.filter(concerned)

    def of_moderators(self):
        """What comment moderators may decide, and so may look back on."""
        return self.filter(
            action__in=[
                AccountEvent.Action.JOINED,
                AccountEvent.Action.NAME_HELD,
                AccountEvent.Action.NAME_APPROVED,
                AccountEvent.Action.NAME_REFUSED,
                AccountEvent.Action.SUSPENDED,
                AccountEvent.Action.SUSPENSION_LIFTED,
                AccountEvent.Action.TRUSTED,
                AccountEvent.Action.NOT_TRUSTED,
                AccountEvent.Action.WATCHED,
                AccountEvent.Action.NOT_WATCHED,
            ]
        )

    def done_by(self, user):
        """What this person did to accounts, their own or others', the newest first."""
        return self.filter(actor_id=user.pk)

    def since(self, moment, action):
        """What was done of one kind after this moment."""
        return self.filter(happened_at__gt=moment, action=action)


class AccountEvent(AppendOnlyModel):
    """One thing done to an account, by whom, when and why.

    It holds no names, addresses or free text, so that it may outlive the account
    (docs/adr/0012); `code` narrows the action down, such as the kind of a second factor.
    """

    class Action(models.TextChoices):
        JOINED = "joined", _("Joined")
        ADDRESS_CHANGED = "address_changed", _("E-mail address changed")
        PASSWORD_CHANGED = "password_changed", _("Password changed")
        FACTOR_ADDED = "factor_added", _("Second factor added")
        FACTOR_REMOVED = "factor_removed", _("Second factor removed")
        FACTORS_RESET = "factors_reset", _("Second factors taken away")
        SIGNED_OUT_EVERYWHERE = "signed_out_everywhere", _("Signed out everywhere")
        LOCKED = "locked", _("Too many failed sign-ins")
        ORGANISATION_LINKED = (
            "organisation_linked",
            _("Organisation sign-in connected"),
        )
        ORGANISATION_UNLINKED = (
            "organisation_unlinked",
            _("Organisation sign-in disconnected"),
        )
        NAME_CHANGED = "name_changed", _("Name changed")
        NAME_HELD = "name_held", _("Name held for a look")
        NAME_APPROVED = "name_approved", _("Held name approved")
        NAME_REFUSED = "name_refused", _("Held name refused")
        SUSPENDED = "suspended", _("Suspended")
        SUSPENSION_LIFTED = "suspension_lifted", _("Suspension lifted")
        TRUSTED = "trusted", _("Marked as trusted")
        NOT_TRUSTED = "not_trusted", _("No longer trusted")
        WATCHED = "watched", _("Put on watch")
        NOT_WATCHED = "not_watched", _("Taken off watch")
        EDITED = "edited", _("Changed by an administrator")
        EXPORT_ASKED = "export_asked", _("Copy of the data asked for")
        ERASURE_ASKED = "erasure_asked", _("Erasure asked for")
        ERASURE_CANCELLED = "erasure_cancelled", _("Erasure called off")
        WARNED = "warned", _("Warned that an unused account is erased")
        MERGED = "merged", _("Merged with another account")
        ERASED = "erased", _("Erased")

    action = models.CharField(_("action"), max_length=30, choices=Action.choices)
    subject_id = models.BigIntegerField(_("account"), db_index=True)
    # Empty: the site itself, or somebody who was not signed in.
    actor_id = models.BigIntegerField(_("by"), null=True)
    code = models.CharField(_("detail"), max_length=40, blank=True)
    happened_at = models.DateTimeField(_("when"), default=timezone.now)

    objects = AccountEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("account event")
        ordering = ["-happened_at", "-pk"]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.get_action_display()} ({self.subject_id})"


def log(action, subject, *, actor=None, code=""):
    """Write down what was done to the account of `subject` (a person or their id), and by whom."""
    return AccountEvent.objects.create(
        action=action,
        subject_id=getattr(subject, "pk", subject),
        actor_id=getattr(actor, "pk", None),
        code=code,
    )
