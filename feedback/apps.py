from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    name = "feedback"
    verbose_name = _("Feedback")

    def ready(self):
        from . import jobs  # noqa: F401  (they register themselves)
        from .registration import register_personal_data

        register_personal_data()
