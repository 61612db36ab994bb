"""What has to be changed on pages, for those who change them."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import ListView
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..models import PageTask
from ..permissions import can_decide, can_read
from ..services import tasks
from ..services.states import Refused
from .guards import ReadersOnlyMixin, back_from, message_address

DOING = {
    "done": (tasks.finish_task, gettext_lazy("The task is done.")),
    "reopen": (tasks.reopen_task, gettext_lazy("The task is open again.")),
    "take_back": (tasks.take_task_back, gettext_lazy("The task is taken back.")),
}


@require_POST
def do_task(request, pk, name):
    """Say that a task is done, or not after all: beside its message or in the editor of its page."""
    do, done = DOING[name]
    task = get_object_or_404(PageTask.objects.select_related("item", "page"), pk=pk)
    try:
        do(task, by=request.user)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, done)
    return back_from(request, _address_of(task, request.user))


def _address_of(task, viewer):
    """Where to see what became of a task."""
    if task.item and can_read(viewer):
        return message_address(task.item)
    return reverse("wagtailadmin_pages:edit", args=[task.page_id])


class TasksView(ReadersOnlyMixin, WagtailAdminTemplateMixin, ListView):
    """All that has yet to be changed on pages because of messages, the oldest first."""

    template_name = "feedback/admin/tasks.html"
    header_icon = "list-ul"
    page_title = gettext_lazy("Tasks on pages")
    paginate_by = 50
    page_kwarg = "p"
    paginator_class = WagtailPaginator

    def get_queryset(self):
        return PageTask.objects.open().select_related("item", "page", "made_by")

    def paginate_queryset(self, queryset, page_size):
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get(self.page_kwarg))
        return paginator, page, page.object_list, page.has_other_pages()

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("feedback_inbox:new"), "label": _("Feedback")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        may_decide = can_decide(self.request.user)
        return super().get_context_data(may_decide=may_decide, **kwargs)
