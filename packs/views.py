"""Workshop packs: the tools that somebody chose, as a page, as a PDF and with their templates."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from library.counting import is_download, note_download
from library.serving import disposition, send_file
from pages.models import ToolkitIndexPage
from safeguards.address import client_network
from safeguards.limits import Limit, too_many_requests, within_limit

from .archive import Archive, TooLarge
from .codes import code_as_data
from .content import dated, is_too_long, pack_content
from .forms import PackForm
from .orders import find_pack, order_pack
from .selection import MOST_TOOLS, Selection, TooManyTools, selection_of

# A whole hospital may sit behind one address. What was made before doesn't count.
NEW_PACKS = Limit("new-packs", count=120, seconds=60 * 60)
# Between two looks at a PDF that is being made.
SECONDS_BETWEEN_LOOKS = 3
# Each time it is asked anew who may see what.
ONE_READER = "private, no-cache"


@dataclass(frozen=True)
class Asked:
    """What an address asks for, and what is wrong with it."""

    selection: Selection
    form: PackForm
    problem: str = ""

    @property
    def is_valid(self):
        return self.form.is_valid() and not self.problem

    @property
    def query(self):
        return [*self.selection.query, *self.form.query]


@require_safe
def pack(request):
    """Show the pack of the tools named in the address: to read, to change, to print."""
    asked = _asked(request)
    return _render_pack(request, asked, status=200 if asked.is_valid else 422)


@require_safe
def pack_pdf(request):
    """Send the pack as PDF, or a page that says how far it is."""
    asked = _asked(request)
    if not asked.is_valid:
        return _render_pack(request, asked, status=422)
    if not asked.selection.tools:
        return _render_pack(request, asked, status=404)
    content = pack_content(request, asked.selection, asked.form)
    if is_too_long(content):
        problem = _("This is more than fits in one PDF. Choose fewer tools.")
        return _render_pack(request, replace(asked, problem=problem), status=422)
    made = find_pack(content)
    if made is None:
        if not within_limit(NEW_PACKS, client_network(request)):
            return too_many_requests(request, NEW_PACKS)
        made = order_pack(content)
    if made.is_ready:
        return _send_pdf(request, made, content["title"])
    return _render_waiting(request, asked, made)


@require_safe
def pack_templates(request):
    """Send the templates of the tools as one ZIP."""
    asked = _asked(request)
    if asked.problem:
        return _render_pack(request, asked, status=422)
    try:
        archive = Archive(request, asked.selection.tools)
    except TooLarge:
        problem = _("These templates are too much for one ZIP. Choose fewer tools.")
        return _render_pack(request, replace(asked, problem=problem), status=422)
    if archive.is_empty:
        problem = _("There are no templates for these tools.")
        return _render_pack(request, replace(asked, problem=problem), status=404)
    content = pack_content(request, asked.selection, asked.form)
    zipped = archive.stream(content)
    headers = {
        "Cache-Control": ONE_READER,
        "Content-Disposition": disposition(
            f"{content['title']} {_('templates')}", "templates", "zip", inline=False
        ),
        "Content-Length": str(len(zipped)),
        "Content-Type": "application/zip",
        "X-Robots-Tag": "noindex",
    }
    if request.method == "HEAD":
        return HttpResponse(headers=headers)
    response = StreamingHttpResponse(zipped, headers=headers)
    if is_download(request, response):
        for document in archive.documents:
            note_download(document)
    return response


def _asked(request):
    form = PackForm(request.GET)
    try:
        return Asked(selection_of(request), form)
    except TooManyTools:
        problem = _("A pack holds up to %s tools. Choose fewer.") % MOST_TOOLS
        return Asked(Selection(), form, problem)


def _render_pack(request, asked, *, status):
    context = {"asked": asked, "form": asked.form}
    if asked.selection.tools:
        content = pack_content(request, asked.selection, asked.form)
        query = urlencode(asked.query)
        context |= {
            "pack": _with_codes(dated(content, timezone.localdate())),
            "code": code_as_data(content["address"]),
            "pdf_url": f"{reverse('pack_pdf')}?{query}",
            "templates_url": f"{reverse('pack_templates')}?{query}",
            "has_templates": any(sheet["templates"] for sheet in content["sheets"]),
            "places": _places(asked),
        }
    else:
        context["toolkits"] = ToolkitIndexPage.objects.live().public().first()
    response = render(request, "packs/pack.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


def _with_codes(content):
    sheets = [
        sheet | {"code": code_as_data(sheet["address"])} for sheet in content["sheets"]
    ]
    return content | {"sheets": sheets}


def _render_waiting(request, asked, made):
    context = {
        "made": made,
        "pack_url": f"{reverse('pack')}?{urlencode(asked.query)}",
        "seconds": SECONDS_BETWEEN_LOOKS,
    }
    status = 503 if made.has_failed else 202
    response = render(request, "packs/waiting.html", context, status=status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _send_pdf(request, made, title):
    return send_file(
        request,
        lambda: made.file.storage.open(made.file.name, "rb"),
        size=made.file.size,
        etag=f'"{made.key}"',
        headers={
            "Cache-Control": ONE_READER,
            "Content-Disposition": disposition(title, "pack", "pdf", inline=True),
            "Content-Security-Policy": "default-src 'none'",
            "Content-Type": "application/pdf",
            "X-Robots-Tag": "noindex",
        },
    )


def _places(asked):
    """For each tool where links lead that move it up or down or take it out."""
    tools = asked.selection.tools
    options = dict(asked.form.query)
    if asked.selection.toolkit:
        # What is no whole toolkit any more keeps its name.
        options.setdefault("title", asked.selection.toolkit.title[:80])

    def address(order):
        query = [*Selection.query_of(order), *options.items()]
        return f"{reverse('pack')}?{urlencode(query)}#order"

    return [
        {
            "tool": tool,
            "up": address(_swapped(tools, place - 1)) if place else "",
            "down": address(_swapped(tools, place)) if place < len(tools) - 1 else "",
            "out": address([*tools[:place], *tools[place + 1 :]]),
        }
        for place, tool in enumerate(tools)
    ]


def _swapped(tools, place):
    """The same tools, where the one at this place and the next have changed places."""
    return [*tools[:place], tools[place + 1], tools[place], *tools[place + 2 :]]
