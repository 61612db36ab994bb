from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    default = True
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self):
        from . import (
            factor_signals,
            jobs,  # noqa: F401  (they register themselves)
            organisation_signals,
            personal_data,
            purposes,
            signals,
        )

        personal_data.register()
        purposes.register(purposes.SHOW_ORGANISATION)
        signals.connect()
        factor_signals.connect()
        organisation_signals.connect()


class PeopleAdminConfig(WagtailUsersAppConfig):
    """Wagtail's admin of people, for people with one name who sign in by e-mail."""

    user_viewset = "accounts.viewsets.PersonViewSet"
