"""Addresses of what is made from pages and is no page itself."""

from django.urls import path

from . import feeds, views

urlpatterns = [
    path("feeds/", feeds.NewPagesFeed(), name="feed"),
    path("feeds/<slug:section>/", feeds.SectionFeed(), name="feed_section"),
    path("feeds/topic/<str:slug>/", feeds.TopicFeed(), name="feed_topic"),
    path("share/<int:page_id>/", views.share, name="share"),
    path("share/<int:page_id>/qr.svg", views.qr_code, name="share_qr_code"),
]
