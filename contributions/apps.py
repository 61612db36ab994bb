from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContributionsConfig(AppConfig):
    default = True
    name = "contributions"
    verbose_name = _("From readers")

    def ready(self):
        from . import jobs  # noqa: F401  (they register themselves)
        from .registration import register_personal_data

        register_personal_data()
