from django.urls import path

from .views import sending

urlpatterns = [
    path("", sending.feedback, name="feedback"),
    path("thanks/<slug:reference>/", sending.thanks, name="feedback_thanks"),
]
