"""The steps between "who are you" and "you are in"."""

from allauth.account.stages import EmailVerificationStage
from allauth.core.internal.httpkit import headed_redirect_response


class CodeByMailStage(EmailVerificationStage):
    """Whoever joins enters the code, always.

    allauth skips this step where the address is verified. Another attempt to join with the
    same address may finish while this one is on its way, and would then open that account
    to a visitor who has shown neither its password nor a code.
    """

    def handle(self):
        response, may_go_on = super().handle()
        if response is None and self.login.signup:
            return headed_redirect_response("account_login"), False
        return response, may_go_on
