from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SavedConfig(AppConfig):
    default = True
    name = "saved"
    verbose_name = _("My toolkit")

    def ready(self):
        from .registration import register_personal_data

        register_personal_data()
