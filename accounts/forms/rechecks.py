"""Showing once more who one is."""

from allauth.account.forms import BaseConfirmCodeForm

from .fields import CodeField


class RecheckCodeForm(BaseConfirmCodeForm):
    """The code from the mail, before something that matters."""

    code = CodeField()
