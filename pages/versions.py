"""Which versions of a page readers have had before them."""

from wagtail.models import PageLogEntry, Revision

PUBLISHED = ("wagtail.publish", "wagtail.publish.scheduled")


def published_version(page, number):
    """The version of this page with this number, if readers could ever read it; else None."""
    if number != page.live_revision_id and not _was_published(page, number):
        return None
    return Revision.page_revisions.filter(object_id=str(page.pk), pk=number).first()


def _was_published(page, number):
    # A page that a browser or a cache kept may be older than the live one.
    entries = PageLogEntry.objects.filter(page=page.pk, revision=number)
    return entries.filter(action__in=PUBLISHED).exists()
