"""My account, and where our answers to a sign-in differ from allauth's."""

from allauth.account import views as allauth_views
from allauth.account.internal import flows
from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin.views.account import (
    AccountView,
    BaseSettingsPanel,
    NameEmailSettingsPanel,
)

from safeguards.limits import Limit, within_limit

from .forms import NameForm
from .registry import registered

# As many as allauth allows. It counts in the session, where tries that are sent at the same
# instant all read the same number.
TRIES = Limit("code_tries", count=5, seconds=60 * 60)


@login_required
def account(request):
    """What the site holds of me, and what I can change."""
    form = NameForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your name has been changed."))
        return redirect("account")
    if form.errors:
        # The page's header and the list below show the name that is stored.
        request.user.refresh_from_db(fields=["display_name"])
    context = {"form": form, "sections": _sections(request)}
    status = 422 if form.errors else 200
    return render(request, "accounts/account.html", context, status=status)


def _sections(request):
    for data in sorted(registered(), key=lambda data: data.key != "account"):
        summary = data.summary(request.user)
        if summary:
            yield {
                "key": data.key,
                "title": data.title,
                "html": render_to_string(
                    summary["template"], summary["context"], request
                ),
            }


class SignInView(allauth_views.LoginView):
    """E-mail and password, also for those who were about to join."""

    def _redirect_to_pending_stage(self, request, stage):
        # "You have an account already", says the mail; allauth would lead back to the code.
        if stage.login.signup:
            return None
        return super()._redirect_to_pending_stage(request, stage)


def _may_try(process):
    """Whether a code may be tried once more: none more often than it says, however fast."""
    return within_limit(TRIES, (process.state["email"], process.state["at"]))


class EnterEmailCodeView(allauth_views.ConfirmEmailVerificationCodeView):
    """The six digits that finish joining."""

    def dispatch(self, request, *args, **kwargs):
        asked = flows.email_verification_by_code.EMAIL_VERIFICATION_CODE_SESSION_KEY
        was_asked = asked in request.session
        response = super().dispatch(request, *args, **kwargs)
        if was_asked and not self._process and request.user.is_anonymous:
            messages.error(
                request, _("The code is too old. Join again to get another.")
            )
            return redirect(self.passthrough_next_url(reverse("account_signup")))
        return response

    def post(self, request, *args, **kwargs):
        if self._action == "verify" and not _may_try(self._process):
            self._process.abort()
            return self._join_again()
        return super().post(request, *args, **kwargs)

    def _resend_form_valid(self, form):
        # allauth sends nothing here to somebody who has an account. They are the one who
        # needs to read why no code comes, and a stranger could tell by the time it takes.
        send = self._process.send
        self._process.send = lambda **_options: send()
        return super()._resend_form_valid(form)

    def _verify_form_invalid(self, form):
        if self._process.record_invalid_attempt():
            return self.render_to_response(self.get_context_data(form=form))
        return self._join_again()

    def _join_again(self):
        messages.error(
            self.request,
            _("The code was wrong too often. Join again to get another."),
        )
        return redirect(self.passthrough_next_url(reverse("account_signup")))


class EnterResetCodeView(allauth_views.ConfirmPasswordResetCodeView):
    """The six digits that allow a new password."""

    def post(self, request, *args, **kwargs):
        if not _may_try(self._process):
            self._process.abort()
            return self._ask_again()
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form):
        if self._process.record_invalid_attempt():
            return self.render_to_response(self.get_context_data(form=form))
        return self._ask_again()

    def _ask_again(self):
        messages.error(
            self.request, _("The code was wrong too often. Ask for another.")
        )
        return redirect(self.passthrough_next_url(reverse("account_reset_password")))


def my_account_instead(request):
    """allauth's page of addresses: here an account has one, shown under "my account"."""
    return redirect("account")


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
