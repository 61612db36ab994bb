"""Forms people fill in about themselves."""

from allauth.account.forms import SignupForm as AllauthSignupForm


class SignupForm(AllauthSignupForm):
    """E-mail, name shown, password."""
