"""Where the parts of the inbox stand in the admin."""

from django.urls import path
from wagtail.admin.viewsets.base import ViewSet

from .answering import AnswerView
from .bulk import decide_all
from .choosing import LinkView, PageView
from .downloading import DownloadView
from .inbox import FOLDERS, InboxView, SameSenderView, SenderInboxView
from .item import ActView, DetailsView, MessageView, picture
from .tasks import DOING, TasksView, do_task


class InboxViewSet(ViewSet):
    """Where colleagues read what visitors sent, and deal with it."""

    name = "feedback_inbox"
    url_prefix = "feedback"
    icon = "mail"

    def get_urlpatterns(self):
        folders = [
            path(
                "" if folder.name == "new" else f"{folder.name.replace('_', '-')}/",
                InboxView.as_view(folder=folder),
                name=folder.name,
            )
            for folder in FOLDERS
        ]
        downloads = [
            path(
                f"{folder.name.replace('_', '-')}/download/",
                DownloadView.as_view(folder=folder),
                name=f"{folder.name}_download",
            )
            for folder in FOLDERS
        ]
        return [
            *folders,
            *downloads,
            path("from/<int:pk>/", SenderInboxView.as_view(), name="sender"),
            path("bulk/", decide_all, name="bulk"),
            path("<int:pk>/sender/", SameSenderView.as_view(), name="same_sender"),
            path("<int:pk>/", MessageView.as_view(), name="message"),
            path("<int:pk>/answer/", AnswerView.as_view(), name="answer"),
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
