"""Where the parts of the inbox stand in the admin."""

from django.urls import path
from wagtail.admin.viewsets.base import ViewSet

from ..models import FeedbackItem
from .choosing import LinkView, PageView
from .inbox import InboxView, SenderInboxView
from .item import ActView, DetailsView, MessageView, picture
from .tasks import DOING, TasksView, do_task

State = FeedbackItem.State


class InboxViewSet(ViewSet):
    """Where colleagues read what visitors sent, and deal with it."""

    name = "feedback_inbox"
    url_prefix = "feedback"
    icon = "mail"

    def get_urlpatterns(self):
        folders = [
            ("new", "", State.NEW),
            ("in_hand", "in-hand/", State.IN_HAND),
            ("waiting", "waiting/", State.WAITING),
            ("done", "done/", State.DONE),
            ("spam", "spam/", State.SPAM),
            ("all", "all/", None),
        ]
        patterns = []
        for name, prefix, state in folders:
            listing = InboxView.as_view(state=state)
            results = InboxView.as_view(state=state, results_only=True)
            patterns += [
                path(prefix, listing, name=name),
                path(f"{prefix}results/", results, name=f"{name}_results"),
            ]
        return [
            *patterns,
            path("from/<int:pk>/", SenderInboxView.as_view(), name="sender"),
            path(
                "from/<int:pk>/results/",
                SenderInboxView.as_view(results_only=True),
                name="sender_results",
            ),
            path("<int:pk>/", MessageView.as_view(), name="message"),
            path("<int:pk>/do/<slug:name>/", ActView.as_view(), name="act"),
            path("<int:pk>/details/", DetailsView.as_view(), name="details"),
            path("<int:pk>/picture/", picture, name="picture"),
            path("<int:pk>/link/", LinkView.as_view(), name="link"),
            path("<int:pk>/page/", PageView.as_view(), name="page"),
            path("tasks/", TasksView.as_view(), name="tasks"),
            *(
                path(
                    f"tasks/<int:pk>/{name.replace('_', '-')}/",
                    do_task,
                    {"name": name},
                    name=f"task_{name}",
                )
                for name in DOING
            ),
        ]
