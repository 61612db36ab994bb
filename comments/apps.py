from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = _("Comments")

    def ready(self):
        from accounts.purposes import register

        from . import jobs, signals  # noqa: F401  (they register themselves)
        from .purposes import REPLY_MAIL
        from .registration import register_personal_data

        register(REPLY_MAIL)
        register_personal_data()
