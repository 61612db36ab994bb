from django.urls import path

from . import views

urlpatterns = [
    path("", views.feedback, name="feedback"),
    path("thanks/<slug:reference>/", views.thanks, name="feedback_thanks"),
]
