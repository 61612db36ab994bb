"""What those who comment can agree to."""

from django.utils.translation import gettext_lazy as _

from accounts.purposes import MAIL, Purpose

REPLY_MAIL = Purpose(
    key="reply_mail",
    title=_("Tell me by mail when somebody replies to a comment of mine"),
    text=_(
        "CLIC sends me an e-mail when a reply to a comment of mine is published: one for each "
        "reply. It holds a link to the reply, and not its words."
    ),
    version=1,
    chosen_at=MAIL,
)
