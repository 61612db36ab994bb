"""Where people work: organisations, kinds of places, and the domains of their e-mail addresses."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Lower, StrIndex, Substr
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


class CareSettingQuerySet(models.QuerySet):
    def offered_in(self, language, *, chosen=None):
        """The settings in a reader's language, or in the site's own where there are none yet.

        One that was chosen before and is not called anything in that language comes along.
        """
        if not self.filter(locale__language_code=language).exists():
            language = settings.LANGUAGE_CODE
        offered = Q(locale__language_code=language)
        if chosen and not self.same_as(chosen, language):
            offered |= Q(pk=chosen.pk)
        return self.filter(offered)

    def same_as(self, setting, language):
        """What this setting is called in another language, or None."""
        return self.filter(
            translation_key=setting.translation_key, locale__language_code=language
        ).first()


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
    objects = CareSettingQuerySet.as_manager()

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


DOMAIN = re.compile(r"[\w-]+(\.[\w-]+)+")


class EmailDomainQuerySet(models.QuerySet):
    def behind(self, address):
        """The listed domain in which an address of a query ends, if it does."""
        domain = Substr(address, StrIndex(address, Value("@")) + 1)
        return self.filter(domain=Lower(domain))

    def of_partners(self):
        """Domains that only people of a partner organisation have."""
        return self.filter(organisation__is_partner=True)


@register_snippet
class EmailDomain(models.Model):
    """The end of e-mail addresses that an organisation gives to its own people only."""

    domain = models.CharField(
        _("domain"),
        max_length=253,
        unique=True,
        help_text=_("What stands after the @, such as “nhs.net”."),
    )
    is_nhs = models.BooleanField(
        _("of the NHS"),
        default=False,
        help_text=_(
            "Readers then see “NHS e-mail checked” beside the organisation of those who show it."
        ),
    )
    # Empty: several organisations share it.
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("belongs to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="email_domains",
        help_text=_(
            "If it is a partner, its people can write on pages that are open to partners only. "
            "Leave it empty when several organisations share the domain."
        ),
    )

    panels = ["domain", "is_nhs", "organisation"]
    objects = EmailDomainQuerySet.as_manager()

    class Meta:
        verbose_name = _("e-mail domain")
        verbose_name_plural = _("e-mail domains")
        ordering = ["domain"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(domain=Lower("domain"))
                & models.Q(domain__contains=".")
                & ~models.Q(domain__contains="@"),
                name="domain_in_small_letters_without_at",
            )
        ]

    def __str__(self):
        return self.domain

    def clean(self):
        super().clean()
        self.domain = self.domain.strip().lower().removeprefix("@")
        if not DOMAIN.fullmatch(self.domain):
            raise ValidationError(
                {
                    "domain": _(
                        "Write what stands after the @ in the addresses, such as “nhs.net”"
                    )
                }
            )
