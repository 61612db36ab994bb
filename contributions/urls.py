"""Addresses of telling, and of what one has told."""

from django.urls import path

from . import views

# Under /contributions/.
urlpatterns = [path("new/<int:tool_id>/", views.we_used_this, name="we_used_this")]

# Under /account/contributions/.
own = [path("", views.my_contributions, name="my_contributions")]
