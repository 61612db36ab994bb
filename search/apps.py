from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self):
        from accounts import mail_choices

        from . import file_signals, jobs, list_signals, signals  # noqa: F401  (they register themselves)
        from .mail_choice import WEEKLY_MAIL
        from .registration import register_personal_data

        register_personal_data()
        mail_choices.register(WEEKLY_MAIL)
