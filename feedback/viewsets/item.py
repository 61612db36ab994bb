"""One message in the inbox: all there is about it."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.generic import DetailView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import User
from accounts.permissions import can_see_people
from safeguards.personal_details import find_details, marked

from ..models import FeedbackEvent, FeedbackItem
from ..models.linking import group_of
from ..permissions import can_decide, can_read, can_read_details
from ..services.working import read_details
from .guards import ReadersOnlyMixin
from .history import history_of
from .working import ACTIONS, forms_for

# Of those who may read details, as far as others are told of them.
MOST_NAMED = 5
# Of messages that say the same, as far as the page shows them.
MOST_LINKED = 50


class MessageView(ReadersOnlyMixin, WagtailAdminTemplateMixin, DetailView):
    """One message with what is known of it, what was done about it, and what can be."""

    model = FeedbackItem
    context_object_name = "item"
    template_name = "feedback/admin/message.html"
    header_icon = "mail"
    page_title = _("Feedback")
    # What was typed and could not be done.
    typed = None
    # The last thing in its history that somebody had read before others changed it.
    read_until = None
    # The message with what was found in it, once somebody asked to see it.
    pieces = None

    def get_queryset(self):
        return FeedbackItem.objects.select_related(
            "kind",
            "page",
            "page_version",
            "document",
            "user",
            "assignee",
            "handled_by",
            "duplicate_of",
        ).prefetch_related("tags")

    def get_page_subtitle(self):
        return self.object.reference

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("feedback_inbox:new"), "label": self.page_title},
            {"url": "", "label": self.object.reference},
        ]

    def get_context_data(self, **kwargs):
        item, viewer = self.object, self.request.user
        history = history_of(item)
        tasks = list(item.tasks.select_related("page", "made_by", "done_by"))
        may_decide = can_decide(viewer)
        days_left = (item.due_on - timezone.localdate()).days if item.due_on else 0
        return super().get_context_data(
            history=history,
            latest=history[0].event.pk if history else 0,
            changed_meanwhile=self._changed_meanwhile(history),
            group=self.group,
            open_in_group=sum(each.is_open for each in self.group),
            tasks=tasks,
            has_open_task=any(task.done_at is None for task in tasks),
            pieces=self.pieces,
            findings=_kinds_in(self.pieces),
            may_decide=may_decide,
            has_details=self.has_details,
            may_read_details=can_read_details(viewer),
            details_readers=self._details_readers(),
            sees_people=can_see_people(viewer),
            forms=forms_for(item, self.typed) if may_decide else {},
            typed_name=next(iter(self.typed or {}), ""),
            language=dict(settings.LANGUAGES).get(item.language, item.language),
            about_page=self._about_page(),
            days_left=days_left,
            days_overdue=-days_left,
            **kwargs,
        )

    @cached_property
    def group(self):
        """The other messages that were linked with this one."""
        others = group_of(self.object).exclude(pk=self.object.pk)
        return list(others.select_related("page")[:MOST_LINKED])

    @cached_property
    def has_details(self):
        """Whether something is hidden in the message or in a mail about it."""
        mails = self.object.mails.exclude(body=F("shown_body"))
        return bool(self.object.details) or mails.exists()

    def _changed_meanwhile(self, history):
        """What others did since somebody looked, the oldest first; None: nobody was quicker."""
        if self.read_until is None:
            return None
        return [
            each
            for each in reversed(history)
            if each.event.pk > self.read_until
            and each.event.action != FeedbackEvent.Action.DETAILS_READ
        ]

    def _details_readers(self):
        """Who else to ask about the details, for those who may not see them."""
        if not self.has_details or can_read_details(self.request.user):
            return []
        people = User.objects.able_to_sign_in().given("feedback", "read_details")
        names = people.order_by("display_name").values_list("display_name", flat=True)
        return list(names[:MOST_NAMED])

    def _about_page(self):
        """Where the page stands, what it said when the sender read it, and whether it has changed."""
        page, version = self.object.page, self.object.page_version
        if page is None:
            return None
        rights = page.permissions_for_user(self.request.user)
        may_compare = rights.can_edit() or rights.can_publish()
        # Colleagues may have said since that it is about another page.
        is_of_page = version is not None and version.object_id == str(page.pk)
        if is_of_page:
            is_changed = page.live_revision_id != version.pk
        else:
            published = page.last_published_at
            is_changed = published is not None and published > self.object.created_at
        return {
            "page": page,
            "url": page.get_url(self.request) if page.live else None,
            "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk])
            if rights.can_edit()
            else None,
            "version": version if is_of_page and may_compare else None,
            "is_changed": is_changed,
        }


class DetailsView(MessageView):
    """The same with the personal details, for those who may see them; that they did is logged."""

    http_method_names = ["post"]

    def is_let_in(self, user):
        return can_read_details(user)

    def post(self, request, *args, **kwargs):
        self.object = item = self.get_object()
        read_details(item, by=request.user)
        self.pieces = marked(item.message, find_details(item.message))
        response = self.render_to_response(self.get_context_data(object=item))
        patch_cache_control(response, no_store=True)
        return response


class ActView(MessageView):
    """Does to a message what somebody pressed, if it is still as they saw it."""

    http_method_names = ["post"]

    def is_let_in(self, user):
        return can_decide(user)

    def post(self, request, *args, name, **kwargs):
        if name not in ACTIONS:
            raise Http404
        self.object = item = self.get_object()
        outcome = ACTIONS[name].carry_out(request, item)
        if outcome.response:
            return outcome.response
        self.object = self.get_object()
        self.typed = {name: outcome.form}
        self.read_until = outcome.read_until
        context = self.get_context_data(object=self.object)
        return self.render_to_response(context, status=outcome.status)


@require_safe
def picture(request, pk):
    """The picture that came with a message; no public address leads to it."""
    if not can_read(request.user):
        raise PermissionDenied
    item = get_object_or_404(FeedbackItem, pk=pk)
    try:
        file = item.picture.open("rb")
    except (ValueError, FileNotFoundError):
        # There is none, or it went with its time.
        raise Http404 from None
    response = FileResponse(
        file, content_type="image/jpeg", filename=f"{item.reference}.jpg"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    patch_cache_control(response, no_store=True, private=True)
    return response


def _kinds_in(pieces):
    """The kinds of details that were found, each once."""
    found = [finding.kind.label for _piece, finding in pieces or [] if finding]
    return list(dict.fromkeys(found))
