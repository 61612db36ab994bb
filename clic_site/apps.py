from django.apps import AppConfig


class ClicSiteConfig(AppConfig):
    name = "clic_site"

    def ready(self):
        from . import jobs  # noqa: F401  (they register themselves)
