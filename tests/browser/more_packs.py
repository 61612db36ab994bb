"""Packs whose PDFs are not there: on their way for ever, and failed."""

from datetime import timedelta
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from packs.content import pack_content
from packs.forms import PackForm
from packs.models import PackFile
from packs.orders import key_of
from packs.selection import selection_of
from pages.models import ToolkitPage, ToolPage

FAR_AWAY = timedelta(days=365)


def add_packs():
    """The addresses of packs as tests need them."""
    toolkit = ToolkitPage.objects.get(slug="production-system")
    tools = ToolPage.objects.child_of(toolkit).in_editors_order()[:2]
    query = [("tool", tool.pk) for tool in tools]
    # As if somebody worked on it, or had tried a moment ago, from then on.
    later = timezone.now() + FAR_AWAY
    return {
        "toolkit": toolkit.pk,
        "pack": urlencode(query),
        "waiting_pack": add_pack(
            [*query, ("title", "Waiting")], claimed_at=later, created_at=later
        ),
        "late_pack": add_pack(
            [*query, ("title", "Late")], claimed_at=later, days_ago=1
        ),
        "failed_pack": add_pack(
            [*query, ("title", "Failed")],
            state=PackFile.State.FAILED,
            finished_at=later,
        ),
    }


def add_pack(query, *, days_ago=0, **fields):
    """A pack that was ordered before; returns the query of its address."""
    fields.setdefault("created_at", timezone.now() - timedelta(days=days_ago))
    query = urlencode(query)
    request = RequestFactory().get(f"{reverse('pack')}?{query}")
    request.user, request.session = AnonymousUser(), {}
    content = pack_content(request, selection_of(request), PackForm(request.GET))
    PackFile.objects.create(key=key_of(content), content=content, **fields)
    return query
