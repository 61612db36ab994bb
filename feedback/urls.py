from django.urls import path

from .views import mine, sending

# Under /account/feedback/.
mine_addresses = [
    path("", mine.my_feedback, name="my_feedback"),
    path("page/<int:number>/", mine.my_feedback, name="my_feedback"),
]

urlpatterns = [
    path("", sending.feedback, name="feedback"),
    path("thanks/<slug:reference>/", sending.thanks, name="feedback_thanks"),
]
