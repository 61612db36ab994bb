"""The inbox in the Wagtail admin: lists of what visitors sent."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from accounts.permissions import can_see_people
from pages.narrowing import SIZES, Places

from ..counts import counts_on, in_figures, is_more
from ..models import MOST_COUNTED, FeedbackItem, FeedbackTag
from ..permissions import can_decide
from .filters import DUE, OLDEST, InboxFilterSet
from .rows import rows_of

State = FeedbackItem.State

# Ticks all messages that are shown, for whom the browser can't.
TICKED = "ticked"


@dataclass(frozen=True)
class Folder:
    """A tab of the inbox."""

    name: str
    label: str
    # Which messages stand in it for somebody.
    items: Callable = field(repr=False)
    # What is said where nothing is in it.
    nothing: str
    # Whether somebody still has to do something about what stands in it.
    is_open: bool = True
    has_states: bool = False

    @property
    def address(self):
        return reverse(f"feedback_inbox:{self.name}")


def _in_state(state):
    return lambda _user: FeedbackItem.objects.in_state(state)


FOLDERS = [
    Folder(
        "new",
        _("New"),
        _in_state(State.NEW),
        _("No message is new: all of them are with somebody. Thank you."),
    ),
    Folder(
        "mine",
        _("Mine"),
        FeedbackItem.objects.in_hand_of,
        _("No message waits for you. Well done."),
    ),
    Folder(
        "in_hand",
        _("In hand"),
        _in_state(State.IN_HAND),
        _("Nobody is dealing with a message just now."),
    ),
    Folder(
        "waiting",
        _("Waiting for others"),
        _in_state(State.WAITING),
        _("No message waits for anybody else."),
    ),
    Folder(
        "done",
        _("Done"),
        _in_state(State.DONE),
        _("No message has been dealt with yet. The first one will stand here."),
        is_open=False,
    ),
    Folder(
        "spam",
        _("Spam"),
        _in_state(State.SPAM),
        _("There is no spam. Long may it last."),
        is_open=False,
    ),
    Folder(
        "all",
        _("All"),
        _in_state(None),
        _("Nobody has written yet. What visitors send will stand here."),
        has_states=True,
    ),
]


class CountingSoFar(WagtailPaginator):
    """Pages as far as anybody leafs: very many messages are not all counted.

    Which messages were found is asked once, and what a page shows of them by their numbers: so
    PostgreSQL never looks through all messages for the few of a page.
    """

    @cached_property
    def numbers(self):
        found = self.object_list.values_list("pk", flat=True)
        return list(found[: MOST_COUNTED + 1])

    @cached_property
    def found(self):
        """How many there are; one more than the most for any number beyond it."""
        return len(self.numbers)

    @property
    def is_more(self):
        """Whether more was found than can be leafed through."""
        return is_more(self.found)

    @cached_property
    def count(self):
        return min(self.found, MOST_COUNTED)

    def page(self, number):
        page = super().page(number)
        if "numbers" in vars(self):
            start = page.start_index() - 1
            shown = self.numbers[max(start, 0) : page.end_index()]
            page.object_list = self.object_list.among(shown)
        return page


class InboxView(PermissionCheckedMixin, BaseListingView):
    """The messages of one tab, with all that is needed to choose among them."""

    model = FeedbackItem
    folder = None
    template_name = "feedback/admin/inbox.html"
    results_template_name = "feedback/admin/inbox_results.html"
    header_icon = "mail"
    page_title = _("Feedback")
    verbose_name_plural = _("feedback messages")
    any_permission_required = ["view"]
    filterset_class = InboxFilterSet
    paginator_class = CountingSoFar
    is_searchable = False
    # Ours stay in their form, above the list.
    active_filters = []

    @cached_property
    def is_filtering(self):
        return self.filters.is_valid() and self.filters.is_narrowed

    @cached_property
    def places(self):
        return Places(self.request.GET.get("section", ""))

    @property
    def has_states(self):
        return self.folder.has_states

    @property
    def has_due_dates(self):
        return self.folder.is_open

    def get_index_url(self):
        return self.folder.address

    def get_base_queryset(self):
        return self.folder.items(self.request.user).for_rows()

    def get_filterset_kwargs(self):
        return {
            **super().get_filterset_kwargs(),
            "places": self.places,
            "has_states": self.has_states,
            "has_due_dates": self.has_due_dates,
        }

    def filter_queryset(self, queryset):
        if not self.filters.is_valid():
            # Nobody should take a list for narrowed down that is not.
            return queryset.none()
        return super().filter_queryset(queryset)

    def order_queryset(self, queryset):
        sort = self._chosen("sort")
        if sort == DUE:
            return queryset.due_first()
        return queryset.oldest_first() if sort == OLDEST else queryset.newest_first()

    def get_paginate_by(self, queryset):
        return int(self._chosen("show") or SIZES[0])

    def get_paginator(self, *args, **kwargs):
        paginator = super().get_paginator(*args, **kwargs)
        if self.folder and self.filters.is_valid() and not self.is_filtering:
            # The tabs say it already.
            paginator.found = counts_on(self.request)[self.folder.name]
        return paginator

    def render_to_response(self, context, **kwargs):
        if not self.filters.is_valid():
            kwargs["status"] = 422
        return super().render_to_response(context, **kwargs)

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        counts = counts_on(self.request)
        # Set apart from Wagtail's own, which need a script.
        context["find"] = context.pop("filters")
        context["folders"] = self._folders(counts)
        context["here"] = self._here()
        context["rows"] = rows_of(context["object_list"], viewer=self.request.user)
        context["at_risk"] = counts["at_risk"] and in_figures(counts["at_risk"])
        context["at_risk_is_one"] = counts["at_risk"] == 1
        context["most_counted"] = in_figures(MOST_COUNTED)
        context["is_ticked"] = TICKED in self.request.GET
        context["may_decide"] = can_decide(self.request.user)
        context["colleagues"] = self.filters.colleagues
        context["tags"] = FeedbackTag.objects.order_by("name")
        context["is_open"] = self.has_due_dates
        context["download"] = self._download()
        context["offers_reopening"] = self.has_states or not self.has_due_dates
        return context

    def _chosen(self, name):
        return self.filters.is_valid() and self.filters.form.cleaned_data[name]

    def _here(self):
        """The way back to this list as it is, with nothing ticked."""
        asked_for = self.request.GET.copy()
        asked_for.pop(TICKED, None)
        query = asked_for.urlencode()
        return f"{self.request.path}?{query}" if query else self.request.path

    def _download(self):
        """The way to all messages of this list as a file; lists of one sender have none."""
        if not self.folder:
            return ""
        query = self.request.GET.urlencode()
        address = reverse(f"feedback_inbox:{self.folder.name}_download")
        return f"{address}?{query}" if query else address

    def _folders(self, counts):
        return [
            {
                "label": folder.label,
                "url": folder.address,
                "is_current": folder == self.folder,
                "count": in_figures(counts[folder.name]),
            }
            for folder in FOLDERS
        ]


class SenderInboxView(InboxView):
    """What one member sent, the newest first."""

    has_states = True
    has_due_dates = True

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.sender = get_object_or_404(get_user_model(), pk=kwargs["pk"])
        if not (can_see_people(request.user) or self.get_base_queryset().exists()):
            # Numbers tell nobody who the members are.
            raise Http404

    def get_page_subtitle(self):
        return str(self.sender)

    def get_base_queryset(self):
        return FeedbackItem.objects.of(self.sender).for_rows()

    def get_index_url(self):
        return reverse("feedback_inbox:sender", args=[self.sender.pk])


class SameSenderView(InboxView):
    """What the sender of one message sent, that message included."""

    has_states = True
    has_due_dates = True

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.item = get_object_or_404(
            FeedbackItem.objects.select_related("user"), pk=kwargs["pk"]
        )

    def get_page_subtitle(self):
        return str(self.item.sender)

    def get_base_queryset(self):
        return FeedbackItem.objects.from_sender_of(self.item).for_rows()

    def get_index_url(self):
        return reverse("feedback_inbox:same_sender", args=[self.item.pk])
