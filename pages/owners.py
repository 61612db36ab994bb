"""Which pages a person or a team looks after: a query for all types of page together."""

from functools import reduce

from wagtail.models import get_page_models

from .models import Team
from .models.base import BasePage


def pages_looked_after_by(user):
    """The numbers of the pages whose owner team this person belongs to."""
    return set(
        _all_types(
            lambda pages: pages.filter(content_owner__members=user).values_list("pk")
        )
    )


def teams_of(pages):
    """The owner team of each of these pages that has one, with its members, by the page's number."""
    numbers = [page.pk for page in pages]
    owners = dict(
        _all_types(
            lambda found: found.filter(
                pk__in=numbers, content_owner__isnull=False
            ).values_list("pk", "content_owner_id"),
            is_flat=False,
        )
    )
    teams = Team.objects.prefetch_related("members").in_bulk(set(owners.values()))
    return {page: teams[team] for page, team in owners.items()}


def _all_types(ask, *, is_flat=True):
    """What is asked of each type of page, in one query."""
    types = [model for model in get_page_models() if issubclass(model, BasePage)]
    rows = reduce(
        lambda found, more: found.union(more, all=True),
        (ask(model.objects.order_by()) for model in types),
    )
    return [row[0] for row in rows] if is_flat else list(rows)


def looks_after(user, page):
    """Whether this person belongs to the team that owns a page."""
    # Not every page has somebody who looks after it.
    team = getattr(page.specific, "content_owner", None)
    return team is not None and team.members.contains(user)
