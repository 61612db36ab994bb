from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PacksConfig(AppConfig):
    default = True
    name = "packs"
    verbose_name = _("Workshop packs")

    def ready(self):
        from . import jobs  # noqa: F401  (its jobs register themselves)
        from .registration import register_personal_data

        register_personal_data()
