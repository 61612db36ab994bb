"""How allauth behaves on this site."""

from urllib.parse import unquote

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.email_verification_by_code import (
    EMAIL_VERIFICATION_CODE_SESSION_KEY,
)
from allauth.account.utils import passthrough_next_redirect_url
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from safeguards.address import client_address
from safeguards.mail_layout import lay_out

from . import codes, locking, pending, reauthentication
from .models import AccountEvent, User
from .models.events import log
from .services import addresses, joining, organisations
from .services.names import message_while_held

ALLAUTHS_CODE_STAGE = "allauth.account.stages.EmailVerificationStage"
# It is kept in the session while somebody joins, and sent as a header.
LONGEST_ADDRESS = 2000
OUR_CODE_STAGE = "accounts.stages.CodeByMailStage"
SIGNING_IN_BY_CODE = {"account_request_login_code", "account_confirm_login_code"}
SUSPENSION_STAGE = "accounts.stages.SuspensionStage"

# allauth's name -> what it is called here.
WAYS_TO_RECHECK = {
    "mfa_reauthenticate": _("Use a code from your app, or a recovery code"),
    "mfa_reauthenticate:webauthn": _("Use your passkey"),
    "reauthenticate": _("Use your password"),
}


class AccountAdapter(DefaultAccountAdapter):
    """allauth's rules with this site's exceptions."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "The e-mail address or the password is not right. "
            "If you began to join but never entered the code we sent, join again."
        ),
        "enter_current_password": _("This is not your current password."),
        "incorrect_code": _(
            "This is not the code in the newest message we sent. Check it and try again."
        ),
        "incorrect_password": _("This is not your password."),
        "rate_limited": _("Wait a moment, then ask for another code."),
        "too_many_login_attempts": _(
            "There were too many tries with this address. "
            "Wait 15 minutes, sign in with a code by e-mail, or choose a new password."
        ),
    }

    def get_client_ip(self, request):
        # A server behind a socket knows no address; its readers then share one limit. The
        # list of somebody's sessions keeps addresses in a column that takes nothing else.
        return client_address(request) or "::"

    def is_safe_url(self, url):
        """Whether to send someone to `url` after they have signed in: only pages of this site."""
        return (
            url.startswith("/")
            and len(url) <= LONGEST_ADDRESS
            and all(_stays_here(form) for form in (url, unquote(url)))
        )

    def get_login_stages(self):
        stages = [
            OUR_CODE_STAGE if stage == ALLAUTHS_CODE_STAGE else stage
            for stage in super().get_login_stages()
        ]
        return [*stages, SUSPENSION_STAGE]

    def login(self, request, user):
        # Someone who has just joined got their password since this object was read; the
        # session is bound to it.
        user.refresh_from_db(fields=["password"])
        # What was begun as somebody else ends here.
        request.session.pop(EMAIL_VERIFICATION_CODE_SESSION_KEY, None)
        request.session.pop(pending.SESSION_KEY, None)
        super().login(request, user)

    def authentication_failed(self, request, **credentials):
        locking.look_for_lock(
            credentials.get("email", ""),
            counted_as=self._get_login_attempts_cache_key(request, **credentials),
        )

    def set_password(self, user, password):
        super().set_password(user, password)
        actor = self.request.user if self.request.user.is_authenticated else None
        log(AccountEvent.Action.PASSWORD_CHANGED, user, actor=actor)

    @transaction.atomic
    def confirm_email(self, request, email_address):
        # Attempts to join by the same person in two browsers take turns here.
        user = User.objects.select_for_update().filter(pk=email_address.user_id).first()
        if user is None:
            return False
        joins = user.is_unfinished()
        if not joins and email_address.email != user.email:
            return self._change_address(request, user, email_address.email)
        if joins:
            details = pending.take(request, email_address.email)
            if details is None:
                return False
            joining.finish_signup(email_address.user, **details)
            if email_address.user.held_name:
                held = message_while_held(email_address.user)
                messages.info(request, held)
        is_confirmed = super().confirm_email(request, email_address)
        if is_confirmed and joins:
            log(AccountEvent.Action.JOINED, user, actor=user)
            reauthentication.note_entered_code(request, user)
        return is_confirmed

    def _change_address(self, request, user, email):
        try:
            addresses.change_address(
                user, email, keep_session=request.session.session_key
            )
        except addresses.AddressTaken:
            messages.error(
                request,
                _(
                    "By now this address belongs to another account. Yours is as it was."
                ),
            )
            return False
        messages.success(
            request,
            _(
                "Your e-mail address has been changed. You are signed out everywhere else."
            ),
        )
        return True

    def respond_email_verification_sent(self, request, user):
        url = reverse("account_email_verification_sent")
        return redirect(passthrough_next_redirect_url(request, url, "next"))

    def get_login_redirect_url(self, request):
        # In the language they chose, unless they were on the way to something.
        with translation.override(request.user.language or translation.get_language()):
            return super().get_login_redirect_url(request)

    def get_password_change_redirect_url(self, request):
        return reverse("account")

    def get_reauthentication_methods(self, user):
        methods = super().get_reauthentication_methods(user)
        if not reauthentication.is_asked_by_mail(user):
            return [
                {**way, "description": WAYS_TO_RECHECK[way["id"]]} for way in methods
            ]
        return [
            {
                "id": "reauthenticate_by_mail",
                "description": _("Use a code from a mail"),
                "url": reverse("account_reauthenticate_by_mail"),
            }
        ]

    def is_reauthentication_required(self, *, app, **options):
        required = super().is_reauthentication_required(app=app, **options)
        if (
            required
            and reauthentication.is_asked_by_mail(self.request.user)
            and not reauthentication.has_lately_entered_code(self.request)
        ):
            # allauth would let them through now: it knows nothing to ask them.
            raise ReauthenticationRequired
        return required

    def send_confirmation_mail(self, request, emailconfirmation, signup):
        organisation = emailconfirmation.state.get(organisations.PROVES_ADDRESS)
        if not organisation:
            super().send_confirmation_mail(request, emailconfirmation, signup)
            return
        context = {
            "user": emailconfirmation.user,
            "code": emailconfirmation.key,
            "organisation": organisation,
        }
        email = emailconfirmation.email_address.email
        self.send_mail("account/email/connection_code", email, context)

    def send_mail(self, template_prefix, email, context):
        purpose = self._purpose_of(template_prefix.rpartition("/")[2])
        if purpose is None or codes.count_mail(self.request, purpose, email):
            super().send_mail(template_prefix, email, context)

    def _purpose_of(self, kind):
        """What a mail with a code, or one in place of a code, is asked for; None for other mail."""
        if kind == "account_already_exists":
            joins = self.request.user.is_anonymous
            return codes.JOINING if joins else codes.CHANGING_ADDRESS
        if kind == "unknown_account":
            signs_in = self.request.resolver_match.url_name in SIGNING_IN_BY_CODE
            return codes.SIGNING_IN if signs_in else codes.CHOOSING_A_PASSWORD
        return {
            "connection_code": codes.JOINING,
            "email_confirmation": codes.CHANGING_ADDRESS,
            "email_confirmation_signup": codes.JOINING,
            "login_code": codes.SIGNING_IN,
            "password_reset_code": codes.CHOOSING_A_PASSWORD,
        }.get(kind)

    def render_mail(self, template_prefix, email, context, headers=None):
        context = {"PUBLIC_URL": settings.PUBLIC_URL, **context}
        with translation.override(_language_of(email)):
            message = super().render_mail(template_prefix, email, context, headers)
            lay_out(message)
        # The outbox tells kinds of mail apart by this; it never shows what they say.
        message.kind = template_prefix.rpartition("/")[2]
        return message


def _language_of(email):
    """What the owner of an address chose to read; else the language of the page they are on."""
    chosen = User.objects.filter(email=email).values_list("language", flat=True).first()
    return chosen or translation.get_language()


def _stays_here(url):
    try:
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)
    except ValueError:
        return False
