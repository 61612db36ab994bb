"""What the comments section of one page shows to one reader, asked for once a request."""

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.functional import cached_property

from accounts.bylines import byline_in, byline_of

from .addresses import (
    REPLIES_ON_A_PAGE,
    THREADS_ON_A_PAGE,
    address_of_part,
    address_of_thread,
)
from .drafts import draft_for
from .forms.writing import form_for
from .models import Comment, Order, PagePolicy
from .permissions import can_mark_helpful, can_write

# Below that, reading all of them takes no longer than choosing an order.
SORTED_ABOVE = 10


def section_for(request, page):
    """The comments section of a page for this request, the same one each time it is asked for."""
    sections = request.__dict__.setdefault("_comment_sections", {})
    if page.pk not in sections:
        sections[page.pk] = Section(request, page)
    return sections[page.pk]


class Section:
    """The threads of a page, what the reader wrote that still waits, and the form.

    Whatever is shown of however many comments takes two queries.
    """

    def __init__(self, request, page, number=1, order=Order.OLDEST):
        self.request = request
        self.page = page
        self.number = number
        self.order = order
        self.user = request.user

    # Who may do what

    @cached_property
    def policy(self):
        return PagePolicy.objects.for_page(self.page)

    @property
    def is_shown(self):
        return self.policy.is_shown

    @property
    def takes_comments(self):
        return self.policy.takes_comments

    @cached_property
    def may_mark(self):
        """Whether this reader may say what was helpful."""
        return can_write(self.user)

    @cached_property
    def is_writable(self):
        """Whether this reader may write here now."""
        return can_write(self.user) and self.policy.is_open_to(self.user)

    @property
    def may_be_drafted(self):
        """Whether a signed-out reader may begin to write here."""
        return self.takes_comments and not self.user.is_authenticated

    # How much there is

    @cached_property
    def _sizes(self):
        return Comment.objects.filter(page_id=self.page.pk).sizes()

    @property
    def count(self):
        """How many comments every reader of the page can see."""
        return self._sizes["comments"]

    @cached_property
    def parts(self):
        """The pages that the discussion fills."""
        return Paginator(range(self._sizes["threads"]), THREADS_ON_A_PAGE)

    @property
    def addresses(self):
        """The numbers of the other parts, each with its address; what is left out in between has none."""
        numbers = self.parts.get_elided_page_range(
            self.number, on_each_side=1, on_ends=1
        )
        return [
            (number, number != Paginator.ELLIPSIS and self.address_of_part(number))
            for number in numbers
        ]

    @property
    def has_part(self):
        """Whether there is anything on the part that was asked for."""
        return self.parts.count > 0 and 1 <= self.number <= self.parts.num_pages

    @property
    def orders(self):
        """The orders to choose from, each with its address, where there is enough to sort."""
        if self._sizes["threads"] <= SORTED_ABOVE:
            return []
        return [
            (order, address_of_part(self.page, 1, self.request, order))
            for order in Order
        ]

    # What is shown

    @property
    def threads(self):
        """One part of the threads, each with its first replies."""
        return self._shown[0]

    @property
    def waiting(self):
        """What this reader wrote here and nobody else sees yet."""
        return self._shown[1]

    @cached_property
    def _shown(self):
        """The threads and what waits, with all that is shown of them, asked for together."""
        comments = list(
            Comment.objects.filter(pk__in=self._find_numbers()).read_by(self.user)
        )
        for comment in comments:
            self._prepare(comment)
        threads = _in_threads(comments, self.order)
        for thread in threads:
            self._count_more_replies(thread)
        waiting = [each for each in comments if each.is_own and each.is_waiting]
        return threads, Order.OLDEST.arranged(waiting)

    def _find_numbers(self):
        first = (self.number - 1) * THREADS_ON_A_PAGE
        threads = Comment.objects.filter(page_id=self.page.pk).threads(self.order)
        numbers = Comment.objects.numbers_in(threads[first : first + THREADS_ON_A_PAGE])
        if self.user.is_authenticated:
            waiting = Comment.objects.waiting_for(self.user, self.page)
            numbers = numbers.union(waiting.order_by().values("pk"), all=True)
        return numbers

    def read(self, comment):
        """One comment as this reader sees it here."""
        comment = Comment.objects.filter(pk=comment.pk).read_by(self.user).get()
        self._prepare(comment)
        return comment

    def _prepare(self, comment):
        """Note what this reader sees of a comment and may do with it."""
        comment.page = self.page
        if not comment.hides_name:
            comment.byline = byline_in(comment)
        comment.is_own = (
            self.user.is_authenticated and comment.author_id == self.user.pk
        )
        comment.is_answerable = (
            comment.is_public
            and not comment.is_thread_locked
            and (self.is_writable or self.may_be_drafted)
        )
        comment.shown_badge = comment.badge and comment.get_badge_display()
        comment.is_markable = can_mark_helpful(self.user, comment)

    def _count_more_replies(self, thread):
        """Note how many replies are not shown here, and where the next of them are."""
        thread.more_replies = thread.reply_count - len(thread.shown_replies)
        if thread.more_replies:
            last = thread.shown_replies[-1]
            thread.more_address = f"{address_of_thread(thread)}#comment-{last.pk}"

    @cached_property
    def own_byline(self):
        """What readers will see of this reader, should they write."""
        if not self.user.is_authenticated:
            return None
        # Known already where something of theirs waits.
        return byline_in(self.waiting[0]) if self.waiting else byline_of(self.user)

    @cached_property
    def draft(self):
        """What this reader began to write here before they signed in."""
        return draft_for(self.request, self.page)

    @cached_property
    def form(self):
        return form_for(self.user, self.page, draft=self.draft, policy=self.policy)

    # Where things are

    def address_of_part(self, number):
        return address_of_part(self.page, number, self.request, self.order)

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
        return self.address_of_part(self.number + 1)

    @property
    def previous_address(self):
        return self.address_of_part(self.number - 1)


class ThreadSection(Section):
    """One thread on a page of its own, with one part of its replies."""

    # It is read from its beginning.
    orders = ()

    def __init__(self, request, page, thread, number=1):
        super().__init__(request, page, number)
        self.start = thread

    @cached_property
    def parts(self):
        return Paginator(Comment.objects.replies_to(self.start), REPLIES_ON_A_PAGE)

    @property
    def has_part(self):
        return 1 <= self.number <= self.parts.num_pages

    @property
    def thread(self):
        return self.threads[0]

    @property
    def shown_until_here(self):
        """How many replies stand on this part and those before it."""
        return self.thread.reply_count - self.thread.more_replies

    def address_of_part(self, number):
        return address_of_thread(self.start, number)

    def _find_numbers(self):
        replies = self.parts.page(self.number).object_list
        start = Comment.objects.filter(pk=self.start.pk)
        return start.values("pk").union(replies.values("pk"), all=True)

    def _count_more_replies(self, thread):
        shown = (self.number - 1) * REPLIES_ON_A_PAGE + len(thread.shown_replies)
        thread.more_replies = thread.reply_count - shown
        thread.more_address = self.next_address


def _in_threads(comments, order):
    """The comments that began a thread, in order, each with those of its replies that are among them."""
    replies = {}
    for comment in Order.OLDEST.arranged(comments):
        if comment.parent_id and comment.is_public:
            replies.setdefault(comment.parent_id, []).append(comment)
    threads = [
        comment
        for comment in order.arranged(comments)
        if comment.parent_id is None and (comment.is_public or comment.pk in replies)
    ]
    for thread in threads:
        thread.shown_replies = replies.get(thread.pk, [])
    return threads
