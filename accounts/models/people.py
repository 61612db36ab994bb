"""People who have an account: the e-mail address is what they sign in with."""

from functools import reduce
from operator import or_

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import Group, Permission, PermissionsMixin
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from ..initials import hue_of, initials_of
from .workplaces import CareSetting, EmailDomain, Organisation

# Recovery codes only stand in for one of these.
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class UserQuerySet(models.QuerySet):
    def with_standing(self):
        """Each person with `has_powers`, `has_second_factor` and `has_proven_address`, in one query.

        Whoever belongs to a group that may do anything, or was given a right of their own,
        has powers: they can publish, moderate or administer.
        """
        # Straight from the tables between: by way of the permissions themselves it takes a
        # hundred times as long, which a list of many people shows.
        rights = User.user_permissions.through.objects.filter(user_id=OuterRef("pk"))
        may_do_something = (
            table.objects.filter(group=OuterRef("group_id"))
            for table in [
                Group.permissions.through,
                GroupPagePermission,
                GroupCollectionPermission,
            ]
        )
        groups = User.groups.through.objects.filter(
            reduce(or_, map(Exists, may_do_something)), user_id=OuterRef("pk")
        )
        return self.annotate(
            has_powers=Q(is_superuser=True)
            | Q(is_staff=True)
            | Exists(rights)
            | Exists(groups),
            has_second_factor=Exists(
                Authenticator.objects.filter(
                    user=OuterRef("pk"), type__in=SECOND_FACTORS
                )
            ),
            has_proven_address=Exists(
                EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
            ),
        )

    def suspended(self):
        """People who may not sign in at present."""
        return self.filter(
            Q(suspended_until__isnull=True) | Q(suspended_until__gt=timezone.now()),
            suspended_at__isnull=False,
        )

    def able_to_sign_in(self):
        """People whose account is neither closed nor suspended."""
        return self.filter(
            Q(suspended_at__isnull=True) | Q(suspended_until__lte=timezone.now()),
            is_active=True,
        )

    def reachable_by_mail(self):
        """People who can sign in and have shown that mail to their address reaches them."""
        proven = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
        return self.able_to_sign_in().filter(Exists(proven))

    def given(self, app_label, codename):
        """People who were given this permission, themselves or with a group."""
        permission = Permission.objects.filter(
            content_type__app_label=app_label, codename=codename
        )
        return self.filter(
            Q(user_permissions__in=permission) | Q(groups__permissions__in=permission)
        ).distinct()

    def administrators(self):
        """Those who may do everything, and can sign in to do it."""
        return self.able_to_sign_in().filter(is_superuser=True)

    def unfinished(self):
        """Places of people who began to join and never entered the code."""
        return self.filter(
            ~Exists(EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)),
            is_active=True,
            last_login__isnull=True,
            password__startswith=UNUSABLE_PASSWORD_PREFIX,
        )

    def joined_before(self, moment):
        """People who began to join by this moment."""
        return self.filter(date_joined__lte=moment)

    def with_last_use(self):
        """Each person with `last_used`: when they last signed in, or else joined."""
        return self.annotate(last_used=Coalesce("last_login", "date_joined"))

    def unused_since(self, moment):
        """People who have not used their account since this moment, and are signed in nowhere."""
        return (
            self.with_last_use()
            .filter(last_used__lte=moment)
            .exclude(pk__in=User.objects.signed_in_somewhere().values("pk"))
        )

    def signed_in_somewhere(self):
        """People with a session that has not ended."""
        sessions = Session.objects.filter(expire_date__gt=timezone.now())
        theirs = UserSession.objects.filter(
            user=OuterRef("pk"), session_key__in=sessions.values("session_key")
        )
        return self.filter(Exists(theirs))

    def kept_only_while_used(self):
        """Everyone but those whose account must stay for now.

        Whoever is suspended can't sign in to keep it; whoever asked to be erased will be; a place
        that was never taken up has a period of its own.
        """
        unfinished = User.objects.unfinished().values("pk")
        suspended = User.objects.suspended().values("pk")
        return self.filter(erasure_request__isnull=True).exclude(
            Q(pk__in=unfinished) | Q(pk__in=suspended)
        )

    def warned(self):
        """People to whom we wrote that their unused account will be erased."""
        return self.filter(warned_at__isnull=False)

    def not_warned(self):
        return self.filter(warned_at__isnull=True)

    def warned_by(self, moment):
        """People who have had the first warning since this moment, and since they last signed in."""
        return self.with_last_use().filter(
            warned_at__lte=moment, warned_at__gte=F("last_used")
        )

    def not_warned_again(self):
        return self.filter(warned_again_at__isnull=True)

    def warned_again_by(self, moment):
        """People who have had the last warning since this moment, after the first."""
        return self.filter(
            warned_again_at__lte=moment, warned_again_at__gt=F("warned_at")
        )

    def never_signed_in(self):
        """People who have an account and have not used it yet."""
        return self.filter(last_login__isnull=True)

    def with_proved_address(self, email):
        """Whoever has an account with this address and has shown that they read its mail."""
        proved = EmailAddress.objects.filter(
            user=OuterRef("pk"), email=email, verified=True
        )
        return self.filter(Exists(proved), email=email)

    def not_connected_to(self, provider):
        """People who don't sign in with this organisation's account."""
        return self.exclude(
            Exists(SocialAccount.objects.filter(user=OuterRef("pk"), provider=provider))
        )

    def names_with_powers(self):
        """The names under which people publish, moderate or administer."""
        return (
            self.with_standing()
            .filter(has_powers=True)
            .values_list("display_name", flat=True)
        )

    def named_like(self, text):
        """People in whose name or address these words stand."""
        return self.filter(
            Q(display_name__icontains=text)
            | Q(held_name__icontains=text)
            | Q(email__icontains=text)
        )

    def without_needed_factor(self):
        """People with powers who have no second factor to guard them."""
        return self.with_standing().filter(has_powers=True, has_second_factor=False)

    def trusted(self):
        """People whose comments are published at once."""
        return self.filter(is_trusted=True)

    def watched(self):
        """People all of whose comments wait for a moderator."""
        return self.filter(is_watched=True)

    def of_partners(self):
        """People whose proven address has a domain that belongs to a partner organisation."""
        proven = EmailAddress.objects.filter(
            user=OuterRef("pk"), email=OuterRef("email"), verified=True
        )
        domains = EmailDomain.objects.of_partners().behind(OuterRef("email"))
        return self.filter(Exists(proven), Exists(domains))

    def to_be_erased(self):
        """People who asked to be erased and may still change their mind."""
        return self.filter(erasure_request__isnull=False)

    def for_list(self):
        """Each person with all that a list of people shows, at the cost of one row."""
        unfinished = User.objects.unfinished().filter(pk=OuterRef("pk"))
        return (
            self.with_standing()
            .annotate(is_joining=Exists(unfinished))
            .select_related("organisation", "erasure_request")
            .prefetch_related("groups")
        )

    def with_held_names(self):
        """People whose name waits for somebody to look at it."""
        return self.exclude(held_name="")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Makes people; addresses are compared without regard to case."""

    def create_user(self, email, password=None, **fields):
        """Save a person who signs in with `email`; without a password they can't sign in by one."""
        if not email:
            raise ValueError("An account needs an e-mail address")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """Save a person who may do everything."""
        return self.create_user(
            email, password, **{**fields, "is_staff": True, "is_superuser": True}
        )

    def get_by_natural_key(self, email):
        return self.get(email=email.lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. Readers see only `display_name`, beside what they wrote."""

    email = models.EmailField(_("e-mail address"), max_length=254)
    display_name = models.CharField(
        _("name shown"),
        max_length=60,
        help_text=_("What other readers see beside your comments."),
    )
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Untick to close the account without deleting it."),
    )
    is_staff = models.BooleanField(
        _("technical staff"),
        default=False,
        help_text=_("May open the technical admin at /django-admin/."),
    )
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)
    # What they said about themselves, for "my account".
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="people",
        verbose_name=_("organisation"),
    )
    care_setting = models.ForeignKey(
        CareSetting,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("setting"),
    )
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, blank=True
    )
    shows_organisation = models.BooleanField(
        _("organisation shown beside comments"), default=False
    )
    # A name that looks like that of somebody with powers waits here, and readers see
    # another one meanwhile: real namesakes exist.
    held_name = models.CharField(_("name that waits"), max_length=60, blank=True)
    is_trusted = models.BooleanField(_("trusted"), default=False)
    # What they write waits for a moderator, whoever they are.
    is_watched = models.BooleanField(_("on watch"), default=False)
    suspended_at = models.DateTimeField(_("suspended"), null=True, blank=True)
    # Empty: until somebody lifts it.
    suspended_until = models.DateTimeField(_("suspended until"), null=True, blank=True)
    suspension_reason = models.TextField(
        _("reason for the suspension"), max_length=500, blank=True
    )
    # When we wrote that an account which nobody uses will be erased.
    warned_at = models.DateTimeField(null=True, blank=True)
    warned_again_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        permissions = [
            ("suspend_user", "Can suspend people"),
            ("trust_user", "Can mark people as trusted"),
            ("check_name", "Can decide about names that wait"),
        ]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_per_address",
                violation_error_message=_(
                    "There is already an account with this address."
                ),
            ),
            models.UniqueConstraint(fields=["email"], name="unique_email"),
            models.CheckConstraint(
                condition=Q(suspended_until__isnull=True)
                | Q(suspended_until__gt=F("suspended_at")),
                name="suspension_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(is_trusted=False) | Q(is_watched=False),
                name="nobody_is_trusted_and_watched",
            ),
        ]

    def __str__(self):
        return self.display_name or self.email

    @property
    def is_suspended(self):
        """Whether they may not sign in at present."""
        return self.suspended_at is not None and (
            self.suspended_until is None or self.suspended_until > timezone.now()
        )

    @property
    def initials(self):
        """What stands in their circle."""
        return initials_of(self.display_name)

    @property
    def hue(self):
        """The colour of their circle."""
        return hue_of(self.pk)

    def is_unfinished(self):
        """Whether this only keeps the place of someone who has yet to enter the code we sent."""
        return (
            self.is_active
            and self.last_login is None
            and not self.has_usable_password()
            and not self.emailaddress_set.filter(verified=True).exists()
        )

    def get_full_name(self):
        return self.display_name

    def get_short_name(self):
        return self.display_name
