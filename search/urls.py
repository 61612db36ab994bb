from django.urls import path

from . import views

urlpatterns = [
    path("", views.search, name="search"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
    path("suggest/", views.suggest, name="suggest"),
    path("opened/", views.opened, name="search_opened"),
]
