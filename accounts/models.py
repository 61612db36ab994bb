"""People who have an account: the e-mail address is what they sign in with."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from safeguards.addresses import refuse_taken_address


@register_snippet
class Organisation(index.Indexed, models.Model):
    """An organisation that people work for and stories happened in."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    is_partner = models.BooleanField(
        _("partner of the collaborative"),
        default=True,
    )

    panels = ["name", "is_partner"]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("organisation")
        ordering = ["name"]

    def __str__(self):
        return self.name


@register_snippet
class CareSetting(TranslatableMixin, index.Indexed, models.Model):
    """A kind of place where people work and are cared for: a ward, a surgery, a council."""

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(
        _("address"),
        max_length=60,
        allow_unicode=True,
        help_text=_("How the setting is written in addresses: “care-home”."),
    )

    panels = ["name", "slug"]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("setting")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "slug"], name="one_setting_per_address"
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        refuse_taken_address(
            self, _("Another setting has this address. Choose another one.")
        )


class UserManager(BaseUserManager):
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

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_per_address",
                violation_error_message=_(
                    "There is already an account with this address."
                ),
            ),
            models.UniqueConstraint(fields=["email"], name="unique_email"),
        ]

    def __str__(self):
        return self.display_name or self.email

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
