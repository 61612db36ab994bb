"""Who wants a pack gets the one that was made before, or has it made: once, however many ask."""

import json
from functools import cache
from hashlib import sha256
from importlib.metadata import version

from django.utils import timezone

from .models import PackFile
from .services import make_pack
from .tasks import make_pack_in_background
from .typesetting import LAYOUT, TYPESETTER, pictures_to_scale

# What was measured on two slow cores, rounded up: any pack, each 10,000 characters of one, each
# picture that was never wanted on paper before.
SECONDS_A_PACK, SECONDS_A_TEXT, SECONDS_A_PICTURE = 0.4, 0.1, 0.4
LONGEST_AT_ONCE = 2


def find_pack(content):
    """The PDF of this very pack, ready or on its way, or None where it has to be made."""
    pack = PackFile.objects.filter(key=key_of(content)).first()
    if pack is None or pack.must_be_made_again:
        return None
    # Noted, so that what is asked for every day is never forgotten.
    PackFile.objects.filter(pk=pack.pk).update(asked_at=timezone.now())
    return pack


def order_pack(content):
    """Have a pack made, at once where that is quick and else by the worker; ready or not, return it."""
    wanted = {"content": content, "asked_at": timezone.now()}
    pack, is_new = PackFile.objects.get_or_create(key=key_of(content), defaults=wanted)
    is_new = is_new or pack.start_again(**wanted)
    if not is_new:
        return pack
    if seconds_to_make(content) > LONGEST_AT_ONCE:
        make_pack_in_background.enqueue(pack.pk)
    else:
        make_pack(pack.pk)
        pack.refresh_from_db()
    return pack


def seconds_to_make(content):
    """About how long it takes to make this pack."""
    return (
        SECONDS_A_PACK
        + SECONDS_A_TEXT * len(json.dumps(content)) / 10_000
        + SECONDS_A_PICTURE * pictures_to_scale(content)
    )


def key_of(content):
    """What stands for a pack: all that it says and all that it is made with."""
    said = json.dumps(content, sort_keys=True).encode()
    return sha256(made_with() + said).hexdigest()


@cache
def made_with():
    """What stands for the layout and the program that sets it: with a new one, packs are made anew."""
    return LAYOUT.read_bytes() + TYPESETTER.read_bytes() + version("typst").encode()
