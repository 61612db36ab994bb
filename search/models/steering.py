"""What editors decide about the results for a phrase."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable


class SteeredPhrase(ClusterableModel):
    """A phrase that readers search for, and what editors want them to find by it."""

    language = models.CharField(_("language"), max_length=10, default="en")
    phrase = models.CharField(
        _("what readers type"), max_length=200, help_text=_("As they type it: rota.")
    )
    # How it is compared: search/words.py.
    folded = models.CharField(max_length=200, editable=False)

    class Meta:
        verbose_name = _("phrase with chosen results")
        verbose_name_plural = _("phrases with chosen results")
        ordering = ["phrase"]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "folded"],
                name="one_row_per_steered_phrase",
                violation_error_message=_("This phrase is in the list already."),
            )
        ]

    def __str__(self):
        return self.phrase


class SteeredResult(Orderable):
    """A page or a document that stands first, stands higher or is left out for a phrase."""

    class Action(models.TextChoices):
        PIN = "pin", _("Show first")
        PROMOTE = "promote", _("Show higher")
        HIDE = "hide", _("Don't show")

    phrase = ParentalKey(
        SteeredPhrase, on_delete=models.CASCADE, related_name="results"
    )
    action = models.CharField(
        _("what to do"), max_length=10, choices=Action.choices, default=Action.PIN
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    document = models.ForeignKey(
        "library.CLICDocument",
        verbose_name=_("or document"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("chosen result")
        verbose_name_plural = _("chosen results")
        constraints = [
            models.CheckConstraint(
                condition=Q(page__isnull=False, document__isnull=True)
                | Q(page__isnull=True, document__isnull=False),
                name="steered_result_is_a_page_or_a_document",
                violation_error_message=_("Choose a page or a document."),
            )
        ]

    def __str__(self):
        return f"{self.get_action_display()}: {self.page or self.document}"

    @property
    def key(self):
        """How the index calls it."""
        return f"page:{self.page_id}" if self.page_id else f"file:{self.document_id}"
