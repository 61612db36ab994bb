"""The steps between "who are you" and "you are in"."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.email_verification_by_code import (
    EmailVerificationProcess,
)
from allauth.account.stages import EmailVerificationStage, LoginStage
from allauth.core.internal.httpkit import headed_redirect_response
from django.shortcuts import render

from .services.organisations import PROVES_ADDRESS


class CodeByMailStage(EmailVerificationStage):
    """Whoever joins enters the code, always.

    allauth skips this step where the address is verified. Another attempt to join with the
    same address may finish while this one is on its way, and would then open that account
    to a visitor who has shown neither its password nor a code.
    """

    def handle(self):
        if self.login.state.get(PROVES_ADDRESS):
            return self._ask_owner_of_account(), True
        response, may_go_on = super().handle()
        if response is None and self.login.signup:
            return headed_redirect_response("account_login"), False
        return response, may_go_on

    def _ask_owner_of_account(self):
        """A code to an address that is proven, before an organisation's account opens it too."""
        user, email = self.login.user, self.login.email
        process = EmailVerificationProcess(
            self.request, EmailVerificationProcess.initial_state(user, email), user=user
        )
        organisation = self.login.signal_kwargs["sociallogin"].provider.name
        process.state[PROVES_ADDRESS] = organisation
        process.generate_code()
        process.send()
        process.persist()
        return get_adapter().respond_email_verification_sent(self.request, user)


class SuspensionStage(LoginStage):
    """Whoever is suspended reads why, once they have shown who they are, and stays out.

    It is the last step: nobody else learns of it.
    """

    key = "suspension"

    def handle(self):
        person = self.login.user
        person.refresh_from_db(
            fields=["suspended_at", "suspended_until", "suspension_reason"]
        )
        if not person.is_suspended:
            return None, True
        # On a shared computer nothing may stay of it.
        self.request.session.flush()
        context = {"person": person}
        page = render(self.request, "accounts/suspended.html", context, status=403)
        return page, False
