"""The admins' own sign-ins lead to the site's, and an editor's own settings have our one name."""

from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin.views.account import (
    AccountView,
    BaseSettingsPanel,
    NameEmailSettingsPanel,
)

from ..forms.profile import NameForm


def _may_enter_admin(user):
    return user.has_perm("wagtailadmin.access_admin")


def _may_enter_technical_admin(user):
    return user.is_active and user.is_staff


def _admin_door(request, *, home, may_enter):
    destination = get_next_redirect_url(request) or reverse(home)
    if request.user.is_anonymous:
        return redirect_to_login(destination)
    if may_enter(request.user):
        return redirect(destination)
    # Wagtail leaves a message of its own; this page says the same.
    list(messages.get_messages(request))
    return render(request, "accounts/no_access.html", status=403)


@never_cache
def admin_sign_in(request):
    """Where the admin sends those who may not enter: to the site's sign-in, or to a plain no."""
    return _admin_door(request, home="wagtailadmin_home", may_enter=_may_enter_admin)


@never_cache
def technical_admin_sign_in(request):
    """The same for the technical admin."""
    return _admin_door(
        request, home="admin:index", may_enter=_may_enter_technical_admin
    )


def reset_password_instead(request, **_kwargs):
    """Addresses of the admin's own password reset, which this site doesn't use."""
    return redirect("account_reset_password")


def change_password_instead(request):
    """Addresses of the technical admin's own change of password."""
    return redirect("account_change_password")


class NamePanel(BaseSettingsPanel):
    """The name shown, among an editor's own settings in the admin."""

    name = "name"
    order = 100
    form_class = NameForm

    @property
    def title(self):
        return _("Name")


class AdminAccountView(AccountView):
    """An editor's own settings, with our one name in place of first and last."""

    def get_panels(self):
        panels = super().get_panels()
        profile = panels[0].profile
        return [
            NamePanel(self.request, self.request.user, profile),
            *(
                panel
                for panel in panels
                if not isinstance(panel, NameEmailSettingsPanel)
            ),
        ]
