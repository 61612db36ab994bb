"""What editors read before they delete pages under which people have written."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import Comment


def words_about_loss(pages):
    """How many comments go with these pages and all under them, in words; nothing: none do."""
    comments, writers = Comment.objects.lost_with(pages)
    if not comments:
        return ""
    return _("%(comments)s by %(writers)s will be deleted too. %(told)s") % {
        "comments": ngettext("%d comment", "%d comments", comments) % comments,
        "writers": ngettext("%d member", "%d members", writers) % writers,
        "told": _(
            "Those whose words readers see are told by mail. To keep what they wrote, "
            "unpublish the page instead, or move the threads to another page first."
        ),
    }
