"""Which device somebody signed in with, in few words."""

from django.utils.translation import gettext as _
from ua_parser import parse

# As the parser names them → as people do.
BROWSERS = {
    "Chrome Mobile": "Chrome",
    "Chrome Mobile iOS": "Chrome",
    "Chrome Mobile WebView": "Chrome",
    "Edge Mobile": "Edge",
    "Firefox Mobile": "Firefox",
    "Firefox iOS": "Firefox",
    "HeadlessChrome": "Chrome",
    "IE": "Internet Explorer",
    "Mobile Safari": "Safari",
    "Mobile Safari UI/WKWebView": "Safari",
    "Opera Mobile": "Opera",
}
SYSTEMS = {"Mac OS X": "Mac", "Chrome OS": "Chromebook", "Ubuntu": "Linux"}
# Their makers' names say more than their system's.
NAMED_DEVICES = {"iPad", "iPhone"}


def device_in_brief(user_agent):
    """The browser and the system alone, as "Firefox/Windows"; "/" where they can't be told.

    What browsers send says far more: versions and models, enough to know somebody by.
    """
    found = parse(user_agent)
    browser = found.user_agent.family if found.user_agent else ""
    system = found.os.family if found.os else ""
    if found.device and found.device.family in NAMED_DEVICES:
        system = found.device.family
    return f"{BROWSERS.get(browser, browser)}/{SYSTEMS.get(system, system)}"


def device_in_words(brief):
    """What its owner knows a device by, such as "Firefox on Windows"."""
    browser, _slash, system = brief.partition("/")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A device that we can't name")
