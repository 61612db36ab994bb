"""The languages a file of ours may be in: more than those the site itself is read in."""

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# Spoken where readers live, and missing from Django's list: name, its own name, right to left.
ALSO_SPOKEN = {
    "am": (_("Amharic"), "አማርኛ", False),
    "fil": (_("Filipino"), "Filipino", False),
    "gu": (_("Gujarati"), "ગુજરાતી", False),
    "prs": (_("Dari"), "دری", True),
    "ps": (_("Pashto"), "پښتو", True),
    "si": (_("Sinhala"), "සිංහල", False),
    "so": (_("Somali"), "Soomaali", False),
    "ti": (_("Tigrinya"), "ትግርኛ", False),
}
SCRIPTS = {"zh-hans", "zh-hant"}
# Made languages and those without readers here would only make the list longer.
LEFT_OUT = {"ast", "dsb", "eo", "fy", "hsb", "ia", "io", "kab", "nn", "no", "os", "udm"}

NATIVE_NAMES = {
    code: info["name_local"]
    for code, info in LANG_INFO.items()
    if "name_local" in info
    and code not in LEFT_OUT
    and ("-" not in code or code in SCRIPTS)
} | {code: native for code, (_name, native, _rtl) in ALSO_SPOKEN.items()}


def language_choices():
    """Every language with its English and its own name, in the order of the first."""
    return sorted(
        ((code, _label(code, native)) for code, native in NATIVE_NAMES.items()),
        key=lambda choice: choice[1],
    )


def native_name(code):
    """What those who speak a language call it: “Polski”."""
    name = NATIVE_NAMES.get(code) or NATIVE_NAMES.get(primary(code), code)
    return name[:1].upper() + name[1:]


def direction(code):
    """Which way a language is written, for the `dir` attribute."""
    primary_code = primary(code)
    if primary_code in ALSO_SPOKEN:
        right_to_left = ALSO_SPOKEN[primary_code][2]
    else:
        right_to_left = LANG_INFO.get(primary_code, {}).get("bidi", False)
    return "rtl" if right_to_left else "ltr"


def primary(code):
    """The language without its country: "en" for "en-gb"."""
    return code.split("-")[0]


def _label(code, native):
    name = (
        str(ALSO_SPOKEN[code][0])
        if code in ALSO_SPOKEN
        else gettext(LANG_INFO[code]["name"])
    )
    own = native_name(code)
    return name if own == name else f"{name} ({own})"
