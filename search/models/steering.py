"""What editors decide about the results for a phrase."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from library.languages import native_name


class SteeredPhraseQuerySet(models.QuerySet):
    def of_words(self, language, folded):
        """The phrase of these words, if there is one (search/words.py: searchable)."""
        return self.filter(language=language, folded=folded)

    def with_results(self):
        """The same phrases with what was chosen for them."""
        return self.prefetch_related("results__page", "results__document")


class SteeredPhrase(ClusterableModel):
    """A phrase that readers search for, and what editors want them to find by it."""

    language = models.CharField(_("language"), max_length=10, default="en")
    phrase = models.CharField(
        _("what readers type"), max_length=200, help_text=_("As they type it: rota.")
    )
    # How it is compared: search/words.py.
    folded = models.CharField(max_length=200, editable=False)

    objects = SteeredPhraseQuerySet.as_manager()

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

    @property
    def language_name(self):
        """The language, as its speakers call it."""
        return native_name(self.language)

    @property
    def chosen(self):
        """What was chosen, in one line: “Show first: Rota template”."""
        results = list(self.results.all())
        lines = []
        for action, label in SteeredResult.Action.choices:
            titles = [result.title for result in results if result.action == action]
            if titles:
                lines.append(f"{label}: {', '.join(titles)}")
        return " · ".join(lines) or gettext(
            "Nothing any more: what was chosen is gone."
        )


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
        return f"{self.get_action_display()}: {self.title}"

    @property
    def title(self):
        """What was chosen, as editors know it."""
        if self.document:
            return self.document.title
        title = self.page.get_admin_display_title()
        return title if self.page.live else gettext("%s (not published)") % title

    @property
    def key(self):
        """How the index calls it."""
        return f"page:{self.page_id}" if self.page_id else f"file:{self.document_id}"
