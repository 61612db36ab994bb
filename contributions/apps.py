from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContributionsConfig(AppConfig):
    default = True
    name = "contributions"
    verbose_name = _("What readers tell")
