"""How allauth behaves on this site."""

from urllib.parse import unquote

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import passthrough_next_redirect_url
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from safeguards.address import client_address
from safeguards.mail_layout import lay_out

from . import pending, reauthentication
from .models import User
from .services import joining

ALLAUTHS_CODE_STAGE = "allauth.account.stages.EmailVerificationStage"
# It is kept in the session while somebody joins, and sent as a header.
LONGEST_ADDRESS = 2000
OUR_CODE_STAGE = "accounts.stages.CodeByMailStage"
SUSPENSION_STAGE = "accounts.stages.SuspensionStage"


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
            "Wait 15 minutes, or choose a new password."
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
        super().login(request, user)

    @transaction.atomic
    def confirm_email(self, request, email_address):
        # Attempts to join by the same person in two browsers take turns here.
        user = User.objects.select_for_update().get(pk=email_address.user_id)
        joins = user.is_unfinished()
        if joins:
            details = pending.take(request, email_address.email)
            if details is None:
                return False
            joining.finish_signup(email_address.user, **details)
        is_confirmed = super().confirm_email(request, email_address)
        if is_confirmed and joins:
            reauthentication.note_entered_code(request, user)
        return is_confirmed

    def respond_email_verification_sent(self, request, user):
        url = reverse("account_email_verification_sent")
        return redirect(passthrough_next_redirect_url(request, url, "next"))

    def get_password_change_redirect_url(self, request):
        return reverse("account")

    def get_reauthentication_methods(self, user):
        methods = super().get_reauthentication_methods(user)
        if not reauthentication.is_asked_by_mail(user):
            return methods
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
