"""Where our answers to joining and signing in differ from allauth's."""

import time

from allauth.account import views as allauth_views
from allauth.account.internal import flows
from allauth.account.internal.flows.reauthentication import (
    raise_if_reauthentication_required,
)
from allauth.account.internal.stagekit import stash_login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core.exceptions import ReauthenticationRequired
from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import FormView

from .. import codes
from ..forms.signing_in import ChangeAddressForm, take_as_long_as_a_password
from ..reauthentication import note_entered_code, recheck_required
from ..services import addresses
from ..services.organisations import PROVES_ADDRESS

EmailProcess = flows.email_verification_by_code.EmailVerificationProcess
ResetProcess = flows.password_reset_by_code.PasswordResetVerificationProcess
SignInCodeProcess = flows.login_by_code.LoginCodeVerificationProcess


class SignInView(allauth_views.LoginView):
    """E-mail and password, also for those who were about to get in by a code."""

    def _redirect_to_pending_stage(self, request, stage):
        # "You have an account already", says the mail; allauth would lead back to the code.
        if stage.login.signup or stage.key == LoginByCodeStage.key:
            return None
        return super()._redirect_to_pending_stage(request, stage)


class AskForCodeMixin:
    """A form with an address to which a code goes; the same answer for every address."""

    purpose = None
    code_page = None

    def form_valid(self, form):
        take_as_long_as_a_password()
        email = form.cleaned_data["email"]
        # Sent twice, or too soon: the code that is there already stays good.
        if self.pending_address() == email and not codes.may_send_another(
            self.request, self.purpose, email
        ):
            if not codes.seconds_to_wait(self.request, self.purpose):
                codes.note_enough(self.request, self.purpose)
            return redirect(self.passthrough_next_url(reverse(self.code_page)))
        return self.send_code(form)

    def send_code(self, form):
        return super().form_valid(form)


@method_decorator(rate_limit(action="ask_for_code"), name="dispatch")
class AskForSignInCodeView(AskForCodeMixin, allauth_views.RequestLoginCodeView):
    """The address of somebody who signs in by a code."""

    purpose = codes.SIGNING_IN
    code_page = "account_confirm_login_code"

    def _redirect_to_pending_stage(self, request, stage):
        # Somebody may have mistyped their address.
        if stage.login.signup or stage.key == LoginByCodeStage.key:
            return None
        return super()._redirect_to_pending_stage(request, stage)

    def pending_address(self):
        stage = LoginStageController.enter(self.request, LoginByCodeStage.key)
        process = SignInCodeProcess.resume(stage) if stage else None
        return process and process.state.get("email")

    def send_code(self, form):
        response = super().send_code(form)
        stage = LoginStageController.enter(self.request, LoginByCodeStage.key)
        stage.state["remember"] = form.cleaned_data["remember"]
        stash_login(self.request, stage.login)
        return response


@method_decorator(rate_limit(action="ask_for_code"), name="dispatch")
class AskForResetCodeView(AskForCodeMixin, allauth_views.PasswordResetView):
    """The address of somebody who forgot their password."""

    purpose = codes.CHOOSING_A_PASSWORD
    code_page = "account_confirm_password_reset_code"

    def pending_address(self):
        process = ResetProcess.resume(self.request)
        return process and process.state["email"]


class EnterCodeMixin:
    """A page that asks for the six digits from a mail."""

    purpose = None
    start = None

    def dispatch(self, request, *args, **kwargs):
        was_asked = self.was_asked(request)
        response = super().dispatch(request, *args, **kwargs)
        if was_asked and not getattr(self, "_process", None):
            return self.start_again(_("The code is too old. Ask for another."))
        return response

    def post(self, request, *args, **kwargs):
        if request.POST.get("action") == "resend":
            return self.send_another()
        if not codes.may_try(self._process.state):
            self._process.abort()
            return self._too_often()
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if not self._opens_something():
            kwargs["code"] = ""
        return kwargs

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            seconds_to_wait=codes.seconds_to_wait(self.request, self.purpose),
            were_enough=codes.were_enough(self.request, self.purpose),
        )

    def form_invalid(self, form):
        if self._process.record_invalid_attempt():
            return self.render_to_response(self.get_context_data(form=form))
        return self._too_often()

    def send_another(self):
        wait = codes.seconds_to_wait(self.request, self.purpose)
        if wait:
            messages.error(
                self.request,
                _("Wait %(seconds)d seconds, then ask for another code.")
                % {"seconds": wait},
            )
        elif codes.may_send_another(
            self.request, self.purpose, self._process.state["email"]
        ):
            codes.renew(self._process.state)
            self.resend()
            self._process.persist()
        else:
            codes.note_enough(self.request, self.purpose)
        return redirect(self.passthrough_next_url(self.request.path))

    def start_again(self, message):
        messages.error(self.request, message)
        return redirect(self.passthrough_next_url(reverse(self.start)))

    def _opens_something(self):
        # A mailbox that its owner has given up opens their account no more.
        person = self._process.user
        return (
            codes.was_sent(self.request, self.purpose)
            and person is not None
            and person.email == self._process.state["email"]
        )

    def _too_often(self):
        return self.start_again(_("The code was wrong too often. Ask for another."))


class EnterEmailCodeView(
    EnterCodeMixin, allauth_views.ConfirmEmailVerificationCodeView
):
    """The six digits that finish joining, or give somebody another address."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        joins = request.user.is_anonymous
        self.purpose = codes.JOINING if joins else codes.CHANGING_ADDRESS
        self.start = "account_signup" if joins else "account_email"

    def was_asked(self, request):
        key = flows.email_verification_by_code.EMAIL_VERIFICATION_CODE_SESSION_KEY
        return key in request.session

    def post(self, request, *args, **kwargs):
        if request.POST.get("action") == "cancel" and request.user.is_authenticated:
            self._process.abort()
            messages.success(request, _("Your e-mail address stays as it is."))
            return redirect("account")
        return super().post(request, *args, **kwargs)

    def _verify_form_valid(self, form):
        if not self._process.state.get(PROVES_ADDRESS):
            return super()._verify_form_valid(form)
        # The account has the address already; the code shows that its owner is here.
        note_entered_code(self.request, self._process.user)
        key = flows.email_verification_by_code.EMAIL_VERIFICATION_CODE_SESSION_KEY
        del self.request.session[key]
        return self.stage.exit()

    def resend(self):
        self._process.generate_code()
        # To somebody who has an account too: they are the one who needs to read why no code
        # comes, and a stranger could tell by the time it takes.
        self._process.send()
        if self.stage:
            self.stage.login.initiated_at = time.time()
            stash_login(self.request, self.stage.login)

    def _opens_something(self):
        if self.request.user.is_anonymous:
            return super()._opens_something()
        return codes.was_sent(
            self.request, self.purpose
        ) and not self._process.state.get("account_already_exists")


class EnterSignInCodeView(EnterCodeMixin, allauth_views.ConfirmLoginCodeView):
    """The six digits that sign in."""

    purpose = codes.SIGNING_IN
    start = "account_request_login_code"

    def was_asked(self, request):
        stage = LoginStageController.enter(request, LoginByCodeStage.key)
        return stage is not None and request.user.is_anonymous

    def resend(self):
        self._process.generate_code()
        self._process.send()
        self.stage.login.initiated_at = time.time()

    def _verify_form_valid(self, form):
        stays = self.stage.state.get("remember")
        response = super()._verify_form_valid(form)
        self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if stays else 0)
        return response


class EnterResetCodeView(EnterCodeMixin, allauth_views.ConfirmPasswordResetCodeView):
    """The six digits that allow a new password."""

    purpose = codes.CHOOSING_A_PASSWORD
    start = "account_reset_password"

    def was_asked(self, request):
        key = flows.password_reset_by_code.PASSWORD_RESET_VERIFICATION_SESSION_KEY
        return key in request.session

    def resend(self):
        self._process.send()


class ChooseNewPasswordView(allauth_views.CompletePasswordResetView):
    """A new password, once the code was right."""

    def dispatch(self, request, *args, **kwargs):
        process = ResetProcess.resume(request)
        if process and process.user and process.user.email != process.state["email"]:
            # The mailbox is theirs no more.
            process.abort()
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, email=self._process.state["email"])


@method_decorator(login_required, name="dispatch")
class SetPasswordView(allauth_views.PasswordSetView):
    """A first password: nobody gives one to an account that they only found open."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_usable_password():
            try:
                raise_if_reauthentication_required(request, app="accounts")
            except ReauthenticationRequired:
                if request.method != "POST":
                    raise
                # allauth would keep the password in the session meanwhile, for all to read.
                return redirect(request.get_full_path())
        return super().dispatch(request, *args, **kwargs)


@method_decorator(
    [recheck_required, rate_limit(action="manage_email")], name="dispatch"
)
class ChangeAddressView(AskForCodeMixin, allauth_views.NextRedirectMixin, FormView):
    """Another e-mail address for somebody signed in: a code goes to it first."""

    form_class = ChangeAddressForm
    template_name = "account/email_change.html"
    purpose = codes.CHANGING_ADDRESS
    code_page = "account_email_verification_sent"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, pending=self.pending_address())

    def pending_address(self):
        process = EmailProcess.resume(self.request)
        return process and process.email

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def send_code(self, form):
        user, email = self.request.user, form.cleaned_data["email"]
        process = EmailProcess(
            self.request, EmailProcess.initial_state(user, email), user=user
        )
        # Its owner is told so; nobody else is.
        process.state["account_already_exists"] = addresses.has_account(email)
        process.generate_code()
        process.send()
        process.persist()
        return redirect(self.code_page)
