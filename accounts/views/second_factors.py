"""Passkeys, authenticator apps and recovery codes, where our answers differ from allauth's."""

from datetime import timedelta
from textwrap import wrap

from allauth.account.decorators import reauthentication_required
from allauth.account.mixins import NextRedirectMixin
from allauth.account.utils import passthrough_next_redirect_url
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as base_views
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as code_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn import views as webauthn_views
from allauth.mfa.webauthn.internal import auth
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from fido2.utils import websafe_decode

from ..models import User
from ..models.people import SECOND_FACTORS
from ..permissions import (
    can_remove_factor,
    must_keep_second_factor,
    needs_second_factor,
)

# With this many left it is time for new ones.
FEW_CODES = 3
# Long enough to save or print them, short enough that nobody finds them on a shared computer.
SHOWN_FOR = timedelta(hours=1)


def factors_of(user):
    """What somebody has set up: their passkeys, their app and their recovery codes."""
    factors = user.authenticator_set.order_by("created_at", "pk")
    kinds = {kind: [] for kind in Authenticator.Type}
    for factor in factors:
        kinds[factor.type].append(factor)
    codes = next(iter(kinds[Authenticator.Type.RECOVERY_CODES]), None)
    return {
        "passkeys": kinds[Authenticator.Type.WEBAUTHN],
        "app": next(iter(kinds[Authenticator.Type.TOTP]), None),
        "codes": codes,
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
    }


class _LeadsOn(NextRedirectMixin):
    """Knows where somebody was going before they had to set up a second factor."""

    def _lead_on(self):
        return redirect(self.get_next_url() or "mfa_index")


class _AddsFactor(_LeadsOn):
    """A first factor leads to the recovery codes, any other to where somebody was going."""

    def get_success_url(self):
        if self.did_generate_recovery_codes:
            return self.passthrough_next_url(reverse("mfa_view_recovery_codes"))
        return self.get_next_url() or reverse("mfa_index")


def _hold(user):
    """Let those who change the factors of one account at the same moment take turns."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)


@method_decorator(login_required, name="dispatch")
class SignInSafetyView(_LeadsOn, TemplateView):
    """What guards my account, and what more can; for some the only page until something does."""

    template_name = "mfa/index.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        must_keep = must_keep_second_factor(user)
        return super().get_context_data(
            **kwargs,
            **factors_of(user),
            must_begin=must_keep and needs_second_factor(user),
            few_codes=FEW_CODES,
            all_codes=app_settings.RECOVERY_CODE_COUNT,
            lead_on=self.get_next_url(),
        )


class AuthenticateView(base_views.AuthenticateView):
    """The second factor, while somebody signs in."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | factors_of(self.stage.login.user)


class AddPasskeyView(_AddsFactor, webauthn_views.AddWebAuthnView):
    """A new passkey."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        options = auth.begin_registration(self.request.user, True)
        return {**context, **kwargs, "js_data": {"creation_options": options}}

    @transaction.atomic
    def form_valid(self, form):
        user = self.request.user
        _hold(user)
        known = websafe_decode(form.cleaned_data["credential"]["id"])
        if auth.get_authenticator_by_credential_id(user, known):
            # Sent twice.
            return self._lead_on()
        return super().form_valid(form)


class RenamePasskeyView(webauthn_views.EditWebAuthnView):
    """Another name for a passkey."""

    success_url = reverse_lazy("mfa_index")


class RemovePasskeyView(webauthn_views.RemoveWebAuthnView):
    """Takes a passkey away, unless its owner must keep it."""

    success_url = reverse_lazy("mfa_index")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, can_remove=self._can_remove())

    def form_valid(self, form):
        if not self._can_remove():
            return self.render_to_response(self.get_context_data(), status=422)
        return super().form_valid(form)

    def _can_remove(self):
        return can_remove_factor(self.request.user, self.object)


class SignInByPasskeyView(webauthn_views.LoginWebAuthnView):
    """A passkey in place of password and code."""

    def form_valid(self, form):
        response = super().form_valid(form)
        stays = form.cleaned_data["remember"]
        self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if stays else 0)
        return response

    def form_invalid(self, form):
        super().form_invalid(form)
        url = passthrough_next_redirect_url(
            self.request, reverse("account_login"), REDIRECT_FIELD_NAME
        )
        return redirect(url)


class ReauthenticateByPasskeyView(webauthn_views.ReauthenticateWebAuthnView):
    """A passkey once more, before something that matters."""

    def form_invalid(self, form):
        super().form_invalid(form)
        return redirect(self.passthrough_next_url(self.request.path))


class AddAppView(_AddsFactor, totp_views.ActivateTOTPView):
    """An authenticator app."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self._has_app():
            return self._lead_on()
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        # In fours, to be typed.
        return {**context, "secret": " ".join(wrap(context["form"].secret, 4))}

    @transaction.atomic
    def form_valid(self, form):
        _hold(self.request.user)
        if self._has_app():
            # Sent twice.
            return self._lead_on()
        return super().form_valid(form)

    def _has_app(self):
        return is_mfa_enabled(self.request.user, [Authenticator.Type.TOTP])


class RemoveAppView(totp_views.DeactivateTOTPView):
    """Takes the app away, unless its owner must keep it."""


class _RecoveryCodesView(_LeadsOn, TemplateView):
    """Recovery codes can be read until their owner says that they are saved, for an hour at most."""

    @method_decorator(never_cache)
    @method_decorator(login_required)
    @method_decorator(reauthentication_required(app="allauth.mfa"))
    def dispatch(self, request, *args, **kwargs):
        factors = request.user.authenticator_set
        self.factor = factors.filter(type=Authenticator.Type.RECOVERY_CODES).first()
        if self.factor is None:
            return redirect("mfa_index")
        self.codes = self.factor.wrap()
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        unused = self.codes.get_unused_codes()
        return super().get_context_data(
            **kwargs,
            codes_left=len(unused),
            all_codes=app_settings.RECOVERY_CODE_COUNT,
            shown=unused if self._may_show() else [],
        )

    def _may_show(self):
        is_new = self.factor.created_at > timezone.now() - SHOWN_FOR
        return is_new and not self.codes.did_view


class RecoveryCodesView(_RecoveryCodesView):
    """The codes once, then how many are left."""

    template_name = "mfa/recovery_codes/index.html"

    def post(self, request):
        self.codes.mark_as_viewed()
        return self._lead_on()


class DownloadRecoveryCodesView(_RecoveryCodesView):
    """The codes as a file, as long as they can be read."""

    template_name = "mfa/recovery_codes/download.txt"
    content_type = "text/plain; charset=utf-8"

    def get(self, request):
        if not self._may_show():
            return redirect("mfa_view_recovery_codes")
        response = super().get(request)
        response["Content-Disposition"] = (
            'attachment; filename="clic-recovery-codes.txt"'
        )
        return response


class GenerateRecoveryCodesView(code_views.GenerateRecoveryCodesView):
    """New recovery codes in place of those there were."""

    def get(self, request, *args, **kwargs):
        if not is_mfa_enabled(request.user, SECOND_FACTORS):
            messages.error(
                request,
                get_adapter().error_messages["cannot_generate_recovery_codes"],
            )
            return redirect("mfa_index")
        return super().get(request, *args, **kwargs)


def list_instead(request):
    """allauth's page of passkeys: here they are on the page of sign-in safety."""
    return redirect("mfa_index")
