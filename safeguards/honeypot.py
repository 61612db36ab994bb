"""A box that people never see, and that programs which fill in every box give themselves away by."""

# A word that no browser or password manager has something to fill in for.
BOX_NAME = "referral_note"


class HoneypotFormMixin:
    """A form shown with `safeguards/honeypot.html`: tells whether the hidden box was filled in."""

    @property
    def is_caught(self):
        """Whether a program filled this in. What it sent is kept apart, never lost."""
        return bool(self.data.get(BOX_NAME))
