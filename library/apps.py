from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "library"
    verbose_name = _("Library")

    def ready(self):
        from . import jobs, signals  # noqa: F401  (they register themselves)
        from .registration import register_personal_data

        register_personal_data()
