"""Ending mail about discussions from the mail itself: a link that needs no sign-in and names nobody."""

from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.models import Page

from accounts.models import User

from .models import Comment, Follow
from .services.following import follow, stop_all

SALT = "comments.unfollowing"
DAILY = "daily"
PAGE = "page"
THREAD = "thread"


@dataclass(frozen=True)
class Mail:
    """Which mail a link ends for whom: about a page, about a thread, or the daily one."""

    user: User
    kind: str
    about: int = 0

    @cached_property
    def address(self):
        """Where it can be ended, in the language in use when it is first asked for."""
        token = signing.dumps([self.user.pk, self.kind, self.about], salt=SALT)
        path = reverse("stop_following", args=[token])
        return urljoin(f"{settings.PUBLIC_URL}/", path)

    @property
    def headers(self):
        """What mail programs need for their own button: RFC 8058."""
        return {
            "List-Unsubscribe": f"<{self.address}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }

    @cached_property
    def page(self):
        """The page that it is about; None for the daily mail, and where it is gone."""
        if self.kind == PAGE:
            return Page.objects.filter(pk=self.about).first()
        return self.thread and self.thread.page

    @cached_property
    def thread(self):
        if self.kind != THREAD:
            return None
        threads = Comment.objects.select_related("page")
        return threads.filter(pk=self.about).first()

    def stop(self):
        """End it; doing so twice changes nothing, and what is gone sends no mail anyway."""
        if self.kind == DAILY:
            stop_all(self.user, Follow.Pace.DAILY)
        elif self.kind == PAGE and self.page:
            follow(self.user, self.page, pace=None)
        elif self.kind == THREAD and self.thread:
            follow(self.user, self.page, self.thread, pace=Follow.Pace.NEVER)


def read(token):
    """The mail that a link ends; None where it is not one of ours."""
    try:
        number, kind, about = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=number).first()
    return user and Mail(user, kind, about)
