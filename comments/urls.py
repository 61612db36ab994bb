"""Readers' addresses of comments."""

from django.urls import path

from .views import own, reading, reporting, writing

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
    path("<int:comment_id>/", reading.comment_show, name="comment"),
    path("<int:comment_id>/reply/", writing.comment_reply, name="comment_reply"),
    path("<int:comment_id>/remove/", own.comment_remove, name="comment_remove"),
    path("<int:comment_id>/report/", reporting.comment_report, name="comment_report"),
    path(
        "<int:comment_id>/reported/",
        reporting.comment_reported,
        name="comment_reported",
    ),
]
