"""What colleagues look for among messages: found by indexes, however many there are."""

from datetime import timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from pages.narrowing import named
from safeguards import references

# Nobody leafs further; beyond, lists are narrowed down instead.
MOST_COUNTED = 1000
DAYS_OF_THE_WEEK = 7
# What is read of each message to write it into a file.
DOWNLOADED = [
    "reference",
    "created_at",
    "kind_id",
    "source",
    "shown_message",
    "is_at_risk",
    "language",
    "name",
    "email",
    "state",
    "assignee__display_name",
    "due_on",
    "waits_for",
    "answered_at",
    "handled_at",
    "page__title",
    "page__path",
    "document__title",
    "duplicate_of__reference",
]
# As the column is made (FeedbackItem.search).
CONFIG = "simple"


class CountUpTo(Subquery):
    """How many rows a query finds, as far as its limit."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


class WordBeginning(SearchQuery):
    """What begins with this, taken as one word whatever stands in it."""

    template = "%(expressions)s::tsquery"

    def __init__(self, word):
        super().__init__(f"{_quoted(word.lower())}:*")


class InboxQuerySet(models.QuerySet):
    """The tabs of the inbox, what they can be narrowed down to, and what their rows show."""

    # Tabs ---------------------------------------------------------------------

    def new(self):
        """Messages that nobody has dealt with."""
        return self.in_state(self.model.State.NEW)

    def open(self):
        """Messages that somebody still has to do something about."""
        return self.filter(state__in=self.model.OPEN)

    def in_state(self, state):
        """Messages in one state, or all of them for None."""
        return self.filter(state=state) if state else self.all()

    def in_hand_of(self, user):
        """Open messages that are assigned to this person."""
        return self.open().assigned_to(user)

    def overdue(self):
        """Open messages that should have been answered by yesterday."""
        return self.open().filter(due_on__lt=timezone.localdate())

    def open_at_risk(self):
        """Open messages by which someone may be at risk."""
        return self.open().at_risk()

    # Order --------------------------------------------------------------------

    def newest_first(self):
        return self.order_by("-created_at", "-pk")

    def oldest_first(self):
        return self.order_by("created_at", "pk")

    def due_first(self):
        """What is due soonest first, what has no date last."""
        return self.order_by(F("due_on").asc(nulls_last=True), "created_at", "pk")

    # What the lists can be narrowed down to -----------------------------------

    def saying(self, words):
        """Messages with these words, the last of which may only have begun.

        References and addresses are found whole; quotation marks and a minus mean what they mean
        in other searches.
        """
        if references.is_reference(words):
            return self.filter(reference=words.upper())
        if "@" in words and " " not in words:
            return self.filter(Q(search=WordBeginning(words)) | Q(email__iexact=words))
        return self.filter(search=_saying(words))

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def under(self, page):
        """Messages about this page and all pages under it."""
        return self.filter(page__in=Page.objects.descendant_of(page, inclusive=True))

    def on_pages_named(self, words):
        """Messages about pages with these words in their title, or with this address."""
        # Asked for apart: PostgreSQL can't guess how many pages have some words in their title.
        pages = Page.objects.filter(named(words)).values_list("pk", flat=True)
        return self.on_any_of(list(pages))

    def on_any_of(self, numbers):
        """Messages about the pages with these numbers."""
        return self.filter(page_id__in=numbers)

    def assigned_to(self, user):
        """Messages that this colleague has in hand, or had."""
        return self.filter(assignee_id=user.pk)

    def unassigned(self):
        """Messages that nobody has, or had."""
        return self.filter(assignee__isnull=True)

    def due_this_week(self):
        """Open messages that are due between today and Sunday."""
        today = timezone.localdate()
        sunday = today + timedelta(days=DAYS_OF_THE_WEEK - today.isoweekday())
        return self.open().filter(due_on__range=(today, sunday))

    def tagged_with(self, tag):
        return self.filter(tagged__tag=tag)

    def come_by(self, source):
        """Messages that came by this of the site's ways."""
        return self.filter(source=source)

    def written_in(self, language):
        """Messages of senders who read the site in this language."""
        return self.filter(language=language)

    def at_risk(self):
        """Messages by which someone may be at risk."""
        return self.filter(is_at_risk=True)

    def with_details(self):
        """Messages with personal details, which their senders kept."""
        return self.exclude(details=[])

    def with_address(self):
        """Messages whose senders left an e-mail address."""
        return self.exclude(email="")

    def from_sender_of(self, item):
        """What the sender of this message sent, as far as it says who that was; else only itself."""
        if item.user:
            return self.of(item.user)
        return self.naming(item.email) if item.email else self.filter(pk=item.pk)

    def sent_since(self, moment):
        return self.filter(created_at__gte=moment)

    def sent_before(self, moment):
        return self.filter(created_at__lt=moment)

    # What rows show, and what is counted --------------------------------------

    def for_rows(self):
        """Each message with what a row shows of it, at the cost of two queries."""
        duplicates = self.model.objects.filter(duplicate_of=OuterRef("pk"))
        mails = self.model._meta.get_field("mails").related_model
        latest = mails.objects.filter(item=OuterRef("pk"))
        return (
            self.select_related("kind", "page", "document", "assignee")
            .defer("message", "search")
            .prefetch_related("tags")
            .annotate(
                duplicate_count=_count_of(duplicates, "duplicate_of"),
                latest_mail=Subquery(
                    latest.order_by("-created_at", "-pk").values("state")[:1]
                ),
            )
        )

    def for_downloading(self):
        """Each message with what a line of a downloaded file says of it."""
        tagged = self.model._meta.get_field("tagged").related_model
        tags = tagged.objects.filter(content_object=OuterRef("pk"))
        return (
            self.select_related("page", "assignee", "document", "duplicate_of")
            .only(*DOWNLOADED)
            .annotate(
                tag_names=ArraySubquery(tags.order_by("tag__name").values("tag__name"))
            )
        )

    def in_parts(self, size):
        """All of them, the newest first, a part at a time: none is kept, and no transaction stays open."""
        part = list(self.newest_first()[:size])
        while part:
            yield part
            part = list(self.older_than(part[-1]).newest_first()[:size])

    def older_than(self, item):
        """What stands after a message where the newest come first."""
        of_same_moment = Q(created_at=item.created_at, pk__lt=item.pk)
        # Without "or" first: by that an index is found.
        return self.filter(created_at__lte=item.created_at).filter(
            Q(created_at__lt=item.created_at) | of_same_moment
        )

    def among(self, numbers):
        """Those of these messages whose numbers are given."""
        return self.filter(pk__in=numbers)

    def counts_for(self, user):
        """How many messages stand in each tab, are overdue or at risk, each as far as MOST_COUNTED and one.

        One question to the database, and as quick for very many messages as for few.
        """
        state = self.model.State
        # In the order of the indexes, and of nothing but what stands in them: no row is read.
        newest = self.order_by("-created_at").values("created_at")
        counted = {
            "new": newest.in_state(state.NEW),
            "mine": self.in_hand_of(user).values("state"),
            "in_hand": newest.in_state(state.IN_HAND),
            "waiting": newest.in_state(state.WAITING),
            "done": newest.in_state(state.DONE),
            "spam": newest.in_state(state.SPAM),
            "all": newest,
            "overdue": self.overdue().order_by("due_on").values("due_on"),
            "at_risk": self.open_at_risk().values("pk"),
        }
        return (
            User.objects.filter(pk=user.pk)
            .values(
                **{
                    name: CountUpTo(items[: MOST_COUNTED + 1])
                    for name, items in counted.items()
                }
            )
            .get()
        )


def _count_of(items, group):
    counted = items.order_by().values(group).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


def _saying(words):
    """What is looked for: all words but the last as they are, and the beginning of the last."""
    whole = SearchQuery(words, config=CONFIG, search_type="websearch")
    before, _space, last = words.rpartition(" ")
    if '"' in words or last.startswith("-") or "or" in words.lower().split():
        return whole
    beginning = SearchQuery(f"{_quoted(last)}:*", config=CONFIG, search_type="raw")
    if not before:
        return beginning
    return SearchQuery(before, config=CONFIG, search_type="websearch") & beginning


def _quoted(word):
    """As PostgreSQL reads a word, whatever stands in it."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
