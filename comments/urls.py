"""Readers' addresses of comments."""

from django.urls import path, register_converter

from .models import Order
from .views import (
    following,
    helpful,
    inbox,
    mine,
    own,
    questions,
    reading,
    reporting,
    writing,
)


class OrderConverter:
    """An order that has addresses of its own; the oldest first stands on the page itself."""

    regex = f"{Order.NEWEST}|{Order.HELPFUL}"
    to_python = Order

    def to_url(self, value):
        return str(value)


register_converter(OrderConverter, "order")

# Under /account/comments/.
mine_addresses = [
    path("", mine.my_comments, name="my_comments"),
    path("page/<int:number>/", mine.my_comments, name="my_comments"),
    path("<slug:state>/", mine.my_comments, name="my_comments"),
    path("<slug:state>/page/<int:number>/", mine.my_comments, name="my_comments"),
]

urlpatterns = [
    path("on/<int:page_id>/", writing.comment_create, name="comment_create"),
    path("drafts/<int:page_id>/", writing.comment_draft, name="comment_draft"),
    path(
        "drafts/<int:page_id>/<int:comment_id>/",
        writing.comment_draft,
        name="comment_reply_draft",
    ),
    path(
        "page/<int:page_id>/<int:number>/", reading.comments_part, name="comments_part"
    ),
    path(
        "page/<int:page_id>/<order:order>/<int:number>/",
        reading.comments_part,
        name="comments_part_in_order",
    ),
    path("from-mail/<str:token>/", inbox.comment_from_mail, name="comment_from_mail"),
    path(
        "<int:comment_id>/answered/",
        questions.comment_answered,
        name="comment_answered",
    ),
    path("<int:comment_id>/", reading.comment_show, name="comment"),
    path("<int:comment_id>/thread/", reading.comment_thread, name="comment_thread"),
    path(
        "<int:comment_id>/thread/<int:number>/",
        reading.comment_thread,
        name="comment_thread_part",
    ),
    path("<int:comment_id>/helpful/", helpful.comment_helpful, name="comment_helpful"),
    path(
        "<int:comment_id>/not-helpful/",
        helpful.comment_not_helpful,
        name="comment_not_helpful",
    ),
    path("<int:comment_id>/reply/", writing.comment_reply, name="comment_reply"),
    path("<int:comment_id>/edit/", own.comment_edit, name="comment_edit"),
    path("<int:comment_id>/resend/", own.comment_resend, name="comment_resend"),
    path("<int:comment_id>/remove/", own.comment_remove, name="comment_remove"),
    path("<int:comment_id>/report/", reporting.comment_report, name="comment_report"),
    path(
        "<int:comment_id>/reported/",
        reporting.comment_reported,
        name="comment_reported",
    ),
    path("<int:comment_id>/follow/", following.follow_thread, name="follow_thread"),
    path("follow/<int:page_id>/", following.follow_page, name="follow_page"),
]

# Under /account/following/.
own_addresses = [
    path("", following.following, name="following"),
    path("<int:pk>/", following.change_following, name="change_following"),
    path("stop/<str:token>/", following.stop_following, name="stop_following"),
]
