"""Where our answers to joining and signing in differ from allauth's."""

from allauth.account import views as allauth_views
from allauth.account.internal import flows
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from safeguards.limits import Limit, within_limit

# As many as allauth allows. It counts in the session, where tries that are sent at the same
# instant all read the same number.
TRIES = Limit("code_tries", count=5, seconds=60 * 60)


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
