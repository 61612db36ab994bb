"""What the comments section of one page shows to one reader, asked for once a request."""

from django.urls import reverse
from django.utils.functional import cached_property

from accounts.bylines import FORMER_MEMBER, bylines_of

from .addresses import THREADS_ON_A_PAGE, address_of_part
from .drafts import draft_for
from .forms.writing import form_with
from .models import Comment, PagePolicy
from .permissions import can_write

Mode = PagePolicy.Mode


def section_for(request, page):
    """The comments section of a page for this request, the same one each time it is asked for."""
    sections = request.__dict__.setdefault("_comment_sections", {})
    if page.pk not in sections:
        sections[page.pk] = Section(request, page)
    return sections[page.pk]


class Section:
    """The threads of a page, what the reader wrote that still waits, and the form."""

    def __init__(self, request, page, number=1):
        self.request = request
        self.page = page
        self.number = number
        self.user = request.user

    @cached_property
    def mode(self):
        return PagePolicy.objects.mode_for(self.page)

    @property
    def is_shown(self):
        return self.mode != Mode.OFF

    @property
    def takes_comments(self):
        return self.mode == Mode.OPEN

    @cached_property
    def is_writable(self):
        """Whether this reader may write here now."""
        return self.takes_comments and can_write(self.user)

    @cached_property
    def count(self):
        """How many comments every reader of the page can see."""
        return Comment.objects.published().filter(page_id=self.page.pk).count()

    @property
    def threads(self):
        """One part of the threads, each with its replies."""
        return self._shown[0][:THREADS_ON_A_PAGE]

    @property
    def has_more(self):
        return len(self._shown[0]) > THREADS_ON_A_PAGE

    @property
    def waiting(self):
        """What this reader wrote here and nobody else sees yet."""
        return self._shown[1]

    @property
    def own_byline(self):
        """What readers will see of this reader, should they write."""
        return self._shown[2]

    @cached_property
    def _shown(self):
        """The threads and what waits, with what readers see of all writers, asked for together."""
        threads, waiting = self._find_threads(), self._find_waiting()
        replies = [reply for thread in threads for reply in thread.shown_replies]
        comments = [*threads, *replies, *waiting]
        people = [each.author for each in comments if each.author]
        if self.user.is_authenticated:
            people.append(self.user)
        bylines = bylines_of(people)
        for comment in comments:
            comment.byline = bylines.get(comment.author_id, FORMER_MEMBER)
        return threads, waiting, bylines.get(self.user.pk)

    def _find_threads(self):
        # One more than is shown tells whether another part follows, without counting them.
        first = (self.number - 1) * THREADS_ON_A_PAGE
        threads = Comment.objects.filter(page_id=self.page.pk).threads()
        return list(threads.with_replies()[first : first + THREADS_ON_A_PAGE + 1])

    def _find_waiting(self):
        if not self.user.is_authenticated:
            return []
        own = Comment.objects.waiting_for(self.user, self.page)
        return list(own.select_related("author__organisation", "parent__author"))

    @property
    def may_be_drafted(self):
        """Whether a signed-out reader may begin to write here."""
        return self.takes_comments and not self.user.is_authenticated

    @cached_property
    def form(self):
        return form_with(draft_for(self.request, self.page))

    @property
    def post_address(self):
        return reverse("comment_create", args=[self.page.pk])

    @property
    def draft_address(self):
        return reverse("comment_draft", args=[self.page.pk])

    @property
    def page_address(self):
        return address_of_part(self.page, 1, self.request)

    @property
    def writing_address(self):
        """Where the form for a new comment stands."""
        return f"{self.page_address}#join-in"

    @property
    def next_address(self):
        return address_of_part(self.page, self.number + 1)

    @property
    def previous_address(self):
        return address_of_part(self.page, self.number - 1, self.request)
