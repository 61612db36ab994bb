from django.urls import path

from . import views

urlpatterns = [
    path("", views.my_toolkit, name="my_toolkit"),
    path("save/<int:page_id>/", views.save, name="save_page"),
    path("unsave/<int:page_id>/", views.unsave, name="unsave_page"),
    path("remove/<int:pk>/", views.remove, name="remove_saved"),
    path("seen/", views.seen, name="mark_seen"),
]
