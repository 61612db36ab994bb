"""What people say: comments in every state."""

from datetime import datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from comments.models import (
    Comment,
    CommentSettings,
    Follow,
    PagePolicy,
    RejectionReason,
)
from comments.services import deciding, threads, writing
from comments.services.following import follow
from comments.services.helpful import mark_helpful
from comments.services.policies import set_policy
from comments.services.reporting import report_comment

from ..content import conversations


def load_comments(demo):
    _choose_house_rules(demo.pages["house-rules"])
    for page in conversations.HIDDEN_NAMES:
        _allow_hidden_names(demo, demo.pages[page])
    known = set(Comment.objects.values_list("submission", flat=True))
    for comment in conversations.COMMENTS:
        _load_comment(demo, comment, known)
    for comment in conversations.COMMENTS:
        _load_reports(demo, comment)
    for person, page, pace in conversations.FOLLOWED:
        _load_follow(demo.people[person], demo.pages[page], pace)


def _choose_house_rules(page):
    settings = CommentSettings.current()
    if settings.house_rules_id is None:
        settings.house_rules = page
        settings.save()


def _allow_hidden_names(demo, page):
    if not PagePolicy.objects.filter(page_id=page.pk).exists():
        set_policy(
            page, PagePolicy.Mode.OPEN, user=demo.publisher, allows_hidden_names=True
        )


def _load_comment(demo, content, known, page=None, parent=None, hour=9):
    page = page or demo.pages[content.page]
    submission = _submission(page, content)
    if submission in known:
        return
    comment = writing.post_comment(
        page=page,
        author=demo.people[content.author],
        body=content.body,
        parent=parent,
        submission=submission,
        is_question=content.is_question,
        hides_name=content.hides_name,
    )
    # Moderators came by some hours later.
    comment.waiting_since -= timedelta(hours=len(content.body) % 20 + 1)
    comment.save(update_fields=["waiting_since"])
    _decide(demo, comment, content)
    comment.refresh_from_db()
    comment.created_at = _said(content.days_ago, hour, content.body)
    comment.waiting_since = comment.created_at
    if comment.published_at:
        comment.published_at = comment.created_at
        # Readers heard of the older ones when they were new.
        comment.announced_at = comment.created_at if content.days_ago > 1 else None
    comment.save(
        update_fields=["created_at", "waiting_since", "published_at", "announced_at"]
    )
    if parent and parent.is_question:
        _note_answer(parent, comment)
    for person in content.helpful:
        mark_helpful(comment, user=demo.people[person])
    for later, reply in enumerate(content.replies, start=1):
        _load_comment(demo, reply, known, page, comment, hour + later)
    if content.decision == "lock":
        threads.lock(comment, moderator=demo.moderator)


def _note_answer(question, reply):
    """A question was answered when the reply was written, and not when the demo was loaded."""
    answered = Comment.objects.already_answered().filter(pk=question.pk)
    if reply.badge:
        answered.update(answered_at=reply.created_at)


def _submission(page, content):
    """The same text always has the same number, so that loading again adds nothing."""
    return uuid5(NAMESPACE_URL, f"{page.slug}#{content.body}")


def _load_reports(demo, content):
    if not content.reports:
        return
    submission = _submission(demo.pages[content.page], content)
    comment = Comment.objects.get(submission=submission)
    if comment.reports.exists():
        return
    for report in content.reports:
        report_comment(
            comment,
            reporter=demo.people.get(report.person),
            reason=report.reason,
            note=report.note,
        )


def _load_follow(person, page, pace):
    if Follow.objects.of(person).about(page).exists():
        return
    follow(person, page, pace=pace)
    # What was said since then and nobody was told of yet is their first mail.
    since = timezone.now() - timedelta(days=5)
    Follow.objects.of(person).about(page).update(since=since)


def _said(days_ago, hour, words):
    """A moment on that day, for each text another minute."""
    day = timezone.localdate() - timedelta(days=days_ago)
    return timezone.make_aware(datetime.combine(day, time(hour, len(words) % 60)))


def _decide(demo, comment, content):
    is_waiting = comment.state == Comment.State.WAITING
    if content.decision == "take details out":
        deciding.take_details_out(comment, moderator=demo.moderator)
    if content.decision in {"reject", "return"}:
        decide = (
            deciding.reject if content.decision == "reject" else deciding.ask_to_change
        )
        decide(
            comment,
            moderator=demo.moderator,
            reason=RejectionReason.objects.get(name=content.reason),
        )
    elif content.decision and is_waiting:
        deciding.approve(comment, moderator=demo.moderator)
    if content.decision == "hide":
        deciding.hide(comment, moderator=demo.moderator)
    elif content.decision == "merge":
        into = comment.page.reader_comments.get(body__startswith=content.into)
        threads.merge(comment, into=into, moderator=demo.moderator)
    elif content.decision == "remove":
        writing.remove_own(comment, author=comment.author)
