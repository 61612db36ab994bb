"""What editors keep in lists changes what searches find: every process is to know at once."""

from time import time_ns

from django.db.models import F
from django.db.models.functions import Greatest

from ..models import IndexState


def lists_changed():
    """Make every process read synonyms, glossary, steering and words anew (search/asking/lists.py).

    The number is the time, so that one that was rolled back or restored over never comes again.
    """
    IndexState.objects.filter(pk=1).update(
        lists_version=Greatest(F("lists_version") + 1, time_ns() // 1000)
    )
