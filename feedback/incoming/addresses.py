"""Addresses to which answers come back: each names its message, and proves that we gave it out."""

import re

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

# 80 bits: nobody finds one by trying, and the address stays short enough for every mail server.
PROOF_LENGTH = 20
NAMED = re.compile(r"(fb-[0-9a-z]{8})\.([0-9a-f]{20})", re.ASCII)


def reply_address(item):
    """Such as feedback+fb-7k3qx9wa.4d1c…@clic.example; empty where no mail comes back."""
    if not settings.FEEDBACK_REPLY_ADDRESS:
        return ""
    name, _at, host = settings.FEEDBACK_REPLY_ADDRESS.partition("@")
    reference = item.reference.lower()
    return f"{name}+{reference}.{_proof(reference)}@{host}"


def reply_headers(item):
    """The header by which whoever answers a mail about this message reaches it."""
    address = reply_address(item)
    return {"Reply-To": address} if address else {}


def proved_reference(addresses):
    """The reference in the first of these addresses that we gave out, or None."""
    if not settings.FEEDBACK_REPLY_ADDRESS:
        return None
    name, _at, host = settings.FEEDBACK_REPLY_ADDRESS.lower().partition("@")
    for address in addresses:
        local, _at, at_host = address.lower().rpartition("@")
        if at_host != host or not local.startswith(f"{name}+"):
            continue
        found = NAMED.fullmatch(local.removeprefix(f"{name}+"))
        if found and constant_time_compare(found.group(2), _proof(found.group(1))):
            return found.group(1).upper()
    return None


def is_ours(address):
    """Whether this is the mailbox itself, under whatever reference."""
    if not settings.FEEDBACK_REPLY_ADDRESS:
        return False
    name, _at, host = settings.FEEDBACK_REPLY_ADDRESS.lower().partition("@")
    local, _at, at_host = address.lower().rpartition("@")
    return at_host == host and local.partition("+")[0] == name


def _proof(reference):
    made = salted_hmac("feedback.reply_address", reference, algorithm="sha256")
    return made.hexdigest()[:PROOF_LENGTH]
