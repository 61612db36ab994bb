"""What readers look for, for those who can see to it that it is found; nothing about who they are."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.spreadsheets import csv_response, xlsx_response
from library.languages import native_name

from ..models import LoggedSearch
from ..permissions import can_see_searches
from .report_chart import searches_chart
from .report_form import ReportForm
from .steering import results_address

PHRASES_ON_A_PAGE = 50
FAILED, IGNORED, ASKED = "failed", "ignored", "asked"
TITLES = {
    FAILED: gettext_lazy("Found nothing"),
    IGNORED: gettext_lazy("Nobody opened anything"),
    ASKED: gettext_lazy("Most asked"),
}
NOTES = {
    FAILED: gettext_lazy(
        "What readers typed where no page had all their words, the most missed first. A line goes "
        "from here when somebody looks for it again and it is found."
    ),
    IGNORED: gettext_lazy(
        "There were results, and in this time nobody opened any of them. Perhaps the right page "
        "stands too far down, or its title doesn’t say what it is."
    ),
    ASKED: gettext_lazy(
        "What readers look for most. What many look for belongs on the home page or in the menu."
    ),
}
NONE = {
    FAILED: gettext_lazy("Everything that was looked for in this time was found."),
    IGNORED: gettext_lazy("Of everything that was found, somebody opened something."),
    ASKED: gettext_lazy("Nobody searched in this time."),
}
HEADINGS = [
    gettext_lazy("Words"),
    gettext_lazy("Language"),
    gettext_lazy("Searches"),
    gettext_lazy("Found nothing"),
    gettext_lazy("Opened nothing"),
    gettext_lazy("Opened something"),
    gettext_lazy("Shown instead"),
    gettext_lazy("Last day"),
]


def title_from(words):
    """A phrase that somebody typed, as a title begins."""
    return words[:1].upper() + words[1:]


@dataclass(frozen=True)
class Row:
    """One phrase of the report, with what can be done about it."""

    figures: dict
    actions: list

    @property
    def phrase(self):
        return self.figures["said"]

    @property
    def language(self):
        return self.figures["language"]

    @property
    def language_name(self):
        return native_name(self.language)

    @property
    def results_address(self):
        """Where it is seen what is found by now."""
        return results_address(self)

    @property
    def share_opened(self):
        """Of how many of a hundred searches something was opened."""
        return _percent(self.figures["followed"], self.figures["times"])


class SearchReportView(WagtailAdminTemplateMixin, TemplateView):
    """Which searches found nothing, of which nothing was opened, and what is looked for most."""

    template_name = "search/admin/report.html"
    page_title = gettext_lazy("Searches")
    header_icon = "search"

    def dispatch(self, request, *args, **kwargs):
        if not can_see_searches(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return self._download() or super().get(request, *args, **kwargs)

    @cached_property
    def form(self):
        return ReportForm(self.request.GET)

    @cached_property
    def chosen(self):
        """Which of the lists is shown."""
        asked = self.request.GET.get("list")
        return asked if asked in TITLES else FAILED

    @cached_property
    def searches(self):
        searches = LoggedSearch.objects.between(self.form.first_day, self.form.last_day)
        return searches.in_language(self.form.language_chosen)

    @cached_property
    def lists(self):
        return {
            FAILED: self.searches.failed_phrases(),
            IGNORED: self.searches.ignored_phrases(),
            ASKED: self.searches.phrases(),
        }

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        pages = Paginator(self.lists[self.chosen], PHRASES_ON_A_PAGE)
        listing = pages.get_page(self.request.GET.get("p"))
        figures = self.searches.figures()
        return super().get_context_data(
            form=self.form,
            chosen=self.chosen,
            folders=self._folders(pages.count),
            title=TITLES[self.chosen],
            note=NOTES[self.chosen],
            none=NONE[self.chosen],
            figures=figures,
            share_failed=_percent(figures["failures"], figures["times"]),
            share_followed=_percent(figures["followed"], figures["times"]),
            chart=searches_chart(self.form, self.searches),
            listing=listing,
            rows=[Row(phrase, self._actions(phrase)) for phrase in listing],
            has_languages=not self.form.language_chosen,
            csv_address=self._address(list=self.chosen, export="csv"),
            xlsx_address=self._address(export="xlsx"),
            **kwargs,
        )

    def _folders(self, count_here):
        return [
            {
                "label": title,
                "url": self._address(list=name),
                "is_current": name == self.chosen,
                "count": count_here
                if name == self.chosen
                else self.lists[name].count(),
            }
            for name, title in TITLES.items()
        ]

    def _address(self, **more):
        asked = {"days": self.form.days_chosen, "language": self.form.language_chosen}
        return f"?{urlencode({**asked, **more})}"

    def _actions(self, phrase):
        """What this colleague may do about a phrase: labels and addresses."""
        user, words, language = self.request.user, phrase["said"], phrase["language"]
        actions = []
        if user.has_perm("search.add_synonymset"):
            asked = {"words": words, "language": language}
            actions.append((_("Add a synonym"), _with("synonyms:add", asked)))
        if user.has_perm("search.add_steeredphrase"):
            asked = {"phrase": words, "language": language}
            actions.append((_("Promote a page"), _with("steering:add", asked)))
        asked = {"title": title_from(words), "language": language}
        actions.append((_("Start a page"), _with("search_report_start", asked)))
        return [{"label": label, "url": url} for label, url in actions]

    def _download(self):
        """The file that was asked for, if one was."""
        wanted = self.request.GET.get("export")
        name = f"searches-{timezone.localdate()}"
        if wanted == "xlsx":
            sheets = [(str(TITLES[key]), _table(self.lists[key])) for key in TITLES]
            return xlsx_response(name, sheets)
        if wanted == "csv":
            return csv_response(
                f"{name}-{self.chosen}", _table(self.lists[self.chosen])
            )
        return None


def _with(name, asked):
    return f"{reverse(name)}?{urlencode(asked)}"


def _table(phrases):
    """Phrases as spreadsheets reckon with them, the headings first."""
    yield HEADINGS
    for phrase in phrases.iterator():
        yield [
            phrase["said"],
            native_name(phrase["language"]),
            phrase["times"],
            phrase["failures"],
            phrase["unopened"],
            phrase["followed"],
            phrase["instead"] or "",
            phrase["last_day"],
        ]


def _percent(part, whole):
    """A share as people read it; a dash where there is none."""
    return f"{number_format(round(100 * part / whole), 0)}%" if whole else "–"
