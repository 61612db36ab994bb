"""The inbox in the Wagtail admin."""

from django.contrib.auth import get_user_model
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic

from ..models import FeedbackItem

State = FeedbackItem.State


class InboxView(generic.IndexView):
    """Messages in one state, or all of them, the newest first."""

    model = FeedbackItem
    state = None
    template_name = "feedback/admin/inbox.html"
    header_icon = "mail"
    page_title = _("Feedback")
    verbose_name_plural = _("feedback messages")
    any_permission_required = ["view"]
    paginate_by = 20
    list_filter = ["kind", "created_at"]
    search_fields = ["reference", "message", "name", "email", "page__title"]
    search_backend_name = None
    default_ordering = "-created_at"

    @cached_property
    def columns(self):
        state = StatusTagColumn(
            "get_state_display",
            label=_("State"),
            primary=lambda item: item.state == State.NEW,
        )
        return [
            TitleColumn(
                "excerpt",
                label=_("Message"),
                url_name="feedback_inbox:message",
                width="40%",
            ),
            Column("kind", label=_("About")),
            Column("page", label=_("Page")),
            Column("sender", label=_("From")),
            *([] if self.state else [state]),
            DateColumn("created_at", label=_("Sent"), sort_key="created_at"),
            Column("reference", label=_("Reference"), classname="w-whitespace-nowrap"),
        ]

    def get_base_queryset(self):
        items = FeedbackItem.objects.in_state(self.state)
        return items.select_related("kind", "page")

    def order_queryset(self, queryset):
        if self.ordering == self.default_ordering:
            return queryset.newest_first()
        return super().order_queryset(queryset)

    def get_index_url(self):
        return reverse(f"feedback_inbox:{self.state or 'all'}")

    def get_index_results_url(self):
        return reverse(f"feedback_inbox:{self.state or 'all'}_results")

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        context["folders"] = [
            {
                "label": label,
                "url": reverse(f"feedback_inbox:{name}"),
                "is_current": name == (self.state or "all"),
            }
            for name, label in [*State.choices, ("all", _("All"))]
        ]
        return context


class SenderInboxView(InboxView):
    """What one member sent, the newest first."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.sender = get_object_or_404(get_user_model(), pk=kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.sender)

    def get_base_queryset(self):
        return super().get_base_queryset().of(self.sender)

    def get_index_url(self):
        return reverse("feedback_inbox:sender", args=[self.sender.pk])

    def get_index_results_url(self):
        return reverse("feedback_inbox:sender_results", args=[self.sender.pk])

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        for folder in context["folders"]:
            folder["is_current"] = False
        return context
