"""What is closed to whoever asks, at the moment of asking."""

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import get_language
from wagtail.models import (
    BaseViewRestriction,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
)

from library.languages import primary

from ..models import IndexState
from .question import Reader


def ask_about(request):
    """Return the Reader who sends this request, the generation to ask and the version of the lists, in one query."""
    pages = _closed(PageViewRestriction, request)
    closed_pages = Page.objects.filter(
        # What shows a closed page under another address is as closed as that page.
        Q(view_restrictions__in=pages)
        | Q(alias_of__view_restrictions__in=pages)
        | Q(alias_of__alias_of__view_restrictions__in=pages)
    )
    collections = _closed(CollectionViewRestriction, request)
    state = IndexState.objects.annotate(
        closed_paths=ArraySubquery(closed_pages.order_by().values("path").distinct()),
        closed_collections=ArraySubquery(collections.values("collection__path")),
    ).get(pk=1)
    reader = Reader(
        language=primary(get_language() or settings.LANGUAGE_CODE),
        languages=tuple(state.languages),
        closed_paths=tuple(state.closed_paths),
        closed_collections=tuple(state.closed_collections),
    )
    return reader, state.generation, state.lists_version


def _closed(model, request):
    """The restrictions of one kind that don't let this request through: as their `accept_request` decides."""
    accepted = Q(restriction_type=BaseViewRestriction.NONE)
    # The cookie alone tells: looking into the session would mark the page as depending on it.
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        accepted |= Q(
            restriction_type=BaseViewRestriction.PASSWORD,
            pk__in=request.session.get(model.passed_view_restrictions_session_key, []),
        )
        accepted |= _accepted_of(model, request.user)
    return model.objects.exclude(accepted)


def _accepted_of(model, user):
    if not user.is_authenticated:
        return Q()
    groups = Q(restriction_type=BaseViewRestriction.GROUPS)
    if not user.is_superuser:
        shared = model.groups.through.objects.filter(
            **{f"{model._meta.model_name}_id": OuterRef("pk")},
            group__in=user.groups.all(),
        )
        groups &= Q(Exists(shared))
    return Q(restriction_type=BaseViewRestriction.LOGIN) | groups
