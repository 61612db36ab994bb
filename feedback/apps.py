from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    name = "feedback"
    verbose_name = _("Feedback")

    def ready(self):
        from accounts import mail_choices
        from pages.finding import fetch_along

        from . import jobs, signals  # noqa: F401  (they register themselves)
        from .digest_choice import DAILY_MAIL
        from .notes_on_pages import COLUMN, newest_notes
        from .registration import register_personal_data

        register_personal_data()
        mail_choices.register(DAILY_MAIL)
        fetch_along(COLUMN, newest_notes())
