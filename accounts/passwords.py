"""What makes a password too easy, whatever characters it is made of."""

import re

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

# Words that somebody tries first on this site.
WORDS_OF_THE_SITE = (
    "clic",
    "collaborative",
    "cumbria",
    "improvement",
    "learning",
    "morecambe",
    "nhs",
)
# One of a million guesses would hit it: more than anybody can try here, but each of the
# common passwords and their usual variations is among them.
STRONG_ENOUGH = 2
# The longer, the slower; what is strong is so by then.
LOOKED_AT = 72


class GuessablePasswordValidator(CommonPasswordValidator):
    """Refuses passwords on the lists that attackers use, in their usual variations too.

    The words of this site, and the person's own name and address, count as common. What is
    shorter than `min_length` is refused elsewhere.
    """

    def __init__(self, min_length):
        super().__init__()
        self.min_length = min_length

    def validate(self, password, user=None):
        if len(password) >= self.min_length and self._is_guessable(password, user):
            raise ValidationError(
                _(
                    "This password is easy to guess. "
                    "Choose another, such as three words that have nothing to do with each other."
                ),
                code="password_too_common",
            )

    def _is_guessable(self, password, user):
        if password.lower().strip() in self.passwords:
            return True
        own = [getattr(user, "email", ""), getattr(user, "display_name", "")]
        own_words = re.split(r"[\s@.]+", " ".join(own))
        known = [*WORDS_OF_THE_SITE, *filter(None, [*own, *own_words])]
        return zxcvbn(password[:LOOKED_AT], user_inputs=known)["score"] < STRONG_ENOUGH

    def get_help_text(self):
        return _("It must not be easy to guess.")
