"""Text as the finders read it: one way to write digits, spaces and hyphens, positions kept."""

import re
import unicodedata

# Web addresses hold numbers and names of all kinds; they lead to pages, not to people.
WEB_ADDRESS = re.compile(
    r"""
    (?: https?:// | www\. ) [^\s<>"]{1,2000}
    | (?<![@\w.-]) (?: [a-z0-9-]{1,63}\. ){1,8} [a-z]{2,24} / [^\s<>"]{0,2000}
    | \b (?: doi: \s? )? 10\.\d{4,9} / [^\s<>"]{1,200}
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Stands where a web address stood: neither a word, a number nor a space.
COVER = "\ufffc"

DOTS = "\u00b7\u2024\u2027\u2022\u2219\u30fb\uff0e\u3002\u066b"
DASHES = "\u2212\u00af\u02d7\u30fc"


class Reading:
    """A text in its simplest spelling, and where each of its characters came from."""

    def __init__(self, original):
        characters, origins = [], []
        for position, character in enumerate(original):
            for plain in _plain(character):
                if plain.isspace() and characters and characters[-1].isspace():
                    # Of several spaces one is enough, unless a line ends here.
                    if plain == "\n":
                        characters[-1] = plain
                    continue
                characters.append(plain)
                origins.append(position)
        self._origins = [*origins, len(original)]
        self.text = WEB_ADDRESS.sub(
            lambda match: COVER * len(match.group()), "".join(characters)
        )

    def original(self, start, end):
        """Where in the original stands what is read between these two positions."""
        return self._origins[start], self._origins[end]


def _plain(character):
    if character.isascii():
        return "\n" if character in "\r\n" else " " if character == "\t" else character
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if character in DOTS:
        return "."
    category = unicodedata.category(character)
    if category == "Pd" or character in DASHES:
        return "-"
    if category == "Zs":
        return " "
    if category in ("Zl", "Zp"):
        return "\n"
    if category in ("Cf", "Mn", "Me"):
        # Marks on top, and what shows nothing at all.
        return ""
    return unicodedata.normalize("NFKC", character)
