from django.apps import AppConfig


class ClicSiteConfig(AppConfig):
    name = "clic_site"
