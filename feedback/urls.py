from django.urls import path

from .views import mine, notes, sending, useful

# Under /account/feedback/.
mine_addresses = [
    path("", mine.my_feedback, name="my_feedback"),
    path("page/<int:number>/", mine.my_feedback, name="my_feedback"),
]

urlpatterns = [
    path("", sending.feedback, name="feedback"),
    path("thanks/<slug:reference>/", sending.thanks, name="feedback_thanks"),
    path("useful/<int:page_id>/", useful.useful, name="useful"),
    path(
        "useful/<int:page_id>/<slug:answer>/", useful.useful_words, name="useful_words"
    ),
    path("you-said-we-did/", notes.you_said_we_did, name="you_said_we_did"),
    path(
        "you-said-we-did/page/<int:number>/",
        notes.you_said_we_did,
        name="you_said_we_did",
    ),
    path(
        "you-said-we-did/<slug:section>/",
        notes.you_said_we_did,
        name="you_said_we_did",
    ),
    path(
        "you-said-we-did/<slug:section>/page/<int:number>/",
        notes.you_said_we_did,
        name="you_said_we_did",
    ),
]
