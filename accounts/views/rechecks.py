"""Showing once more who one is, for people who have neither a password nor a second factor."""

from allauth.account.views import BaseReauthenticateView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from safeguards.limits import Limit, within_limit

from .. import codes
from ..forms.rechecks import RecheckCodeForm
from ..reauthentication import RecheckByMail

MAILS = Limit("recheck_mails", count=3, seconds=60 * 60)


@method_decorator(login_required, name="dispatch")
class RecheckByMailView(BaseReauthenticateView):
    """Sends a code when asked to, then takes it."""

    template_name = "account/reauthenticate_by_mail.html"
    form_class = RecheckCodeForm

    def dispatch(self, request, *args, **kwargs):
        self._process = RecheckByMail.resume(request)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if request.POST.get("action") == "send":
            return self._send()
        if self._process is None:
            return self._again(_("The code is too old. Ask for another."))
        if not codes.may_try(self._process.state):
            self._process.abort()
            return self._wrong_too_often()
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self):
        code = self._process.code if self._process else ""
        return {**super().get_form_kwargs(), "code": code}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs, email=self.request.user.email, is_sent=self._process is not None
        )

    def form_valid(self, form):
        self._process.finish()
        return super().form_valid(form)

    def form_invalid(self, form):
        if self._process.record_invalid_attempt():
            return super().form_invalid(form)
        return self._wrong_too_often()

    def _send(self):
        if self._process and self._process.seconds_old < codes.SECONDS_BETWEEN_MAILS:
            return self._again(_("Wait a minute before you ask for another code."))
        if not within_limit(MAILS, self.request.user.pk):
            return self._again(
                _(
                    "We have sent you several codes in the last hour. "
                    "Use the newest, or wait before you ask for another."
                )
            )
        RecheckByMail.begin(self.request)
        return redirect(self._here())

    def _wrong_too_often(self):
        return self._again(_("The code was wrong too often. Ask for another."))

    def _again(self, why):
        messages.error(self.request, why)
        return redirect(self._here())

    def _here(self):
        return self.passthrough_next_url(self.request.path)
