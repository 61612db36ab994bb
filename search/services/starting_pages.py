"""Beginning the page that readers looked for in vain: a draft with its title."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import LogContext
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from pages.models.querysets import pages_of_any_type

# Sent again within this time, a form leads to the same draft.
SAME_FORM = timedelta(hours=1)
# With room for a number after it.
LONGEST_SLUG = 200


@dataclass(frozen=True)
class Start:
    """A type of page, and the page under which one may be begun."""

    page_type: type[Page]
    parent: Page

    @property
    def key(self):
        """How a form calls it."""
        return f"{self.page_type._meta.label_lower}:{self.parent.pk}"


def starts_for(user, language):
    """Where somebody may begin pages in a language, in the order of the tree."""
    parents = PagePermissionPolicy().instances_user_has_permission_for(user, "add")
    parents = pages_of_any_type().filter(pk__in=parents, alias_of=None, depth__gt=1)
    parents = parents.filter(locale__language_code__startswith=language)
    return [
        Start(page_type, parent)
        for parent in parents.order_by("path")
        for page_type in (parent.specific_class or Page).creatable_subpage_models()
        if can_begin(page_type) and page_type.can_create_at(parent)
    ]


@transaction.atomic
def start_page(start, *, title, user):
    """Make a draft with a title, and return it; the same form sent twice makes one."""
    # One at a time under each page: two would be given the same place in the tree.
    parent = Page.objects.select_for_update().get(pk=start.parent.pk)
    if not parent.permissions_for_user(user).can_add_subpage():
        raise PermissionDenied
    earlier = _made_just_now(start.page_type, parent, title, user)
    if earlier:
        return earlier
    page = start.page_type(
        title=title,
        slug=_slug_for(title, parent),
        live=False,
        owner=user,
        locale_id=parent.locale_id,
    )
    with LogContext(user=user):
        parent.add_child(instance=page)
    page.save_revision(user=user, clean=False)
    return page


def can_begin(page_type):
    """Whether this type answers a question of readers, and a draft of it needs nothing but a title."""
    # Of sections, glossaries and the like there is one in each place.
    return page_type.max_count_per_parent is None and all(
        field.null
        or field.has_default()
        or field.empty_strings_allowed
        or field.primary_key
        or field.model is Page
        or field.remote_field
        and field.remote_field.parent_link
        for field in page_type._meta.concrete_fields
    )


def _slug_for(title, parent):
    """The end of the page's address; “page” where a title has no letters that addresses take: مرحبا."""
    return find_available_slug(parent, slugify(title)[:LONGEST_SLUG] or "page")


def _made_just_now(page_type, parent, title, user):
    drafts = page_type.objects.child_of(parent).not_live().filter(owner=user)
    since = timezone.now() - SAME_FORM
    drafts = drafts.filter(title=title, latest_revision_created_at__gte=since)
    return drafts.first()
