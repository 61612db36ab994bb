"""Readers' addresses of comments."""

from django.urls import path

from . import views

urlpatterns = [
    path("on/<int:page_id>/", views.comment_create, name="comment_create"),
    path("drafts/<int:page_id>/", views.comment_draft, name="comment_draft"),
    path(
        "drafts/<int:page_id>/<int:comment_id>/",
        views.comment_draft,
        name="comment_reply_draft",
    ),
    path("page/<int:page_id>/<int:number>/", views.comments_part, name="comments_part"),
    path("<int:comment_id>/", views.comment_show, name="comment"),
    path("<int:comment_id>/reply/", views.comment_reply, name="comment_reply"),
    path("<int:comment_id>/remove/", views.comment_remove, name="comment_remove"),
]
