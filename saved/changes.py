"""What is new about saved pages since their reader saved them or last looked."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Revision

from library.models import DocumentVersion
from pages.models import StoryPage, StoryTool, ToolTemplate

# Who keeps a page right, and where it came from: nothing that readers would read again.
NOT_READ = {"content_owner", "import_id", "page_ptr", "review_date", "reviewed_on"}
AT_A_GLANCE = gettext_lazy("at a glance")
# What readers call parts of a page that have another name, or none, for editors.
READERS_NAMES = {
    "care_settings": AT_A_GLANCE,
    "difficulty": AT_A_GLANCE,
    "minutes_from": AT_A_GLANCE,
    "minutes_to": AT_A_GLANCE,
    "outcomes": gettext_lazy("what changed, in numbers"),
    "people_from": AT_A_GLANCE,
    "people_to": AT_A_GLANCE,
    "purpose": gettext_lazy("purpose"),
    "templates": gettext_lazy("templates"),
    "title": gettext_lazy("title"),
    "tools_used": gettext_lazy("tools used"),
}


@dataclass(frozen=True)
class Change:
    """One thing that is new: when, what, and where to find it."""

    when: datetime
    label: str
    title: str = ""
    address: str = ""
    detail: str = ""


def changes_by_page(rows, pages):
    """What is new about each of these pages, the newest first: lists by the page's id.

    `rows` are what somebody saved, `pages` those of their pages that they may read, by id.
    However many there are, the number of queries is the same.
    """
    rows = [row for row in rows if row.page_id in pages]
    if not rows:
        return {}
    found = {row.page_id: [] for row in rows}
    looked_at = {row.page_id: row.looked_at for row in rows}
    for page_id, change in (
        *_new_versions(rows, pages),
        *_new_stories(looked_at),
        *_replaced_templates(looked_at),
    ):
        found[page_id].append(change)
    for changes in found.values():
        changes.sort(key=lambda change: change.when, reverse=True)
    return found


def _new_versions(rows, pages):
    changed = [
        (row, pages[row.page_id])
        for row in rows
        if (pages[row.page_id].last_published_at or row.looked_at) > row.looked_at
    ]
    revisions = Revision.objects.in_bulk(
        {row.seen_revision_id for row, _page in changed}
        | {page.live_revision_id for _row, page in changed}
    )
    for row, page in changed:
        before = revisions.get(row.seen_revision_id)
        after = revisions.get(page.live_revision_id)
        parts = _changed_parts(page, before, after) if before and after else []
        yield (
            page.pk,
            Change(page.last_published_at, _("Changed"), detail=", ".join(parts)),
        )


def _changed_parts(page, before, after):
    """The names of those parts of a page that two of its versions have differently, each once."""
    meta = type(page)._meta
    names = {
        field.name: field.verbose_name
        for field in (*meta.local_fields, *meta.local_many_to_many)
        if field.name not in NOT_READ
    }
    names |= READERS_NAMES
    differing = (
        str(name)
        for part, name in names.items()
        if _told(before.content.get(part)) != _told(after.content.get(part))
    )
    return list(dict.fromkeys(differing))


def _told(value):
    """A part of a version without what differs only because it was stored once more."""
    if isinstance(value, str) and value.startswith("["):
        # A stream of blocks: the database gives it back in another order of keys.
        with suppress(ValueError):
            return json.loads(value)
    if isinstance(value, list):
        return [_row_told(row) for row in value]
    return value


def _row_told(row):
    """A row below a page without its number, which comes only after the version that brings it."""
    if not isinstance(row, dict):
        return row
    return {key: _number_told(part) for key, part in row.items() if key != "pk"}


def _number_told(value):
    """A number as such: 46 is stored as 46.00."""
    try:
        return Decimal(value)
    except (InvalidOperation, TypeError, ValueError):
        return value


def _new_stories(looked_at):
    told = StoryTool.objects.filter(
        tool_id__in=looked_at,
        story__in=StoryPage.objects.live().public(),
        story__first_published_at__gt=min(looked_at.values()),
    )
    for row in told.select_related("story"):
        when = row.story.first_published_at
        if when > looked_at[row.tool_id]:
            address = row.story.get_url()
            yield (
                row.tool_id,
                Change(when, _("New story:"), row.story.title, address),
            )


def _replaced_templates(looked_at):
    tools = {}
    for row in ToolTemplate.objects.filter(tool_id__in=looked_at):
        tools.setdefault(row.document_id, []).append(row.tool_id)
    first = DocumentVersion.objects.filter(
        document=OuterRef("document"), created_at__lt=OuterRef("created_at")
    )
    replaced = DocumentVersion.objects.filter(
        Exists(first),
        document_id__in=tools,
        created_at__gt=min(looked_at.values()),
    )
    for version in replaced.select_related("document"):
        document = version.document
        for tool_id in tools[document.pk]:
            if version.created_at > looked_at[tool_id]:
                yield (
                    tool_id,
                    Change(
                        version.created_at,
                        _("New version of"),
                        document.title,
                        document.url,
                        version.what_changed,
                    ),
                )
