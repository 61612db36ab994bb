"""What visitors tell the team, and what the team does with it."""

from contextlib import contextmanager
from datetime import datetime, time, timedelta
from email.message import EmailMessage
from uuid import NAMESPACE_URL, uuid5

from django.db.models.signals import pre_save
from django.utils import timezone
from wagtail.models import Locale, Site

from feedback.due import due_on
from feedback.models import (
    DoneNote,
    FeedbackEvent,
    FeedbackItem,
    FeedbackKind,
    FeedbackMail,
    FeedbackNote,
    FeedbackSettings,
    KeptAnswer,
    PageTask,
)
from feedback.services.answering import answer, came_back
from feedback.services.deciding import mark_done, mark_spam
from feedback.services.duplicates import link
from feedback.services.fetching import take_in
from feedback.services.receiving import receive_feedback
from feedback.services.tasks import finish_task, make_task
from feedback.services.working import add_note, assign, set_due, set_tags, wait_for

from ..content import feedback
from ..content.conversations import ADDRESSES
from ..screens import cut_off_chart

MAILBOX = "feedback.team@demo.example"
# What says when something was made, in each table that is filled here.
MOMENTS = {
    DoneNote: "published_at",
    FeedbackEvent: "happened_at",
    FeedbackItem: "created_at",
    FeedbackMail: "created_at",
    FeedbackNote: "created_at",
    PageTask: "created_at",
}


def load_feedback(demo):
    _load_settings()
    _load_kept_answers()
    known = set(FeedbackItem.objects.values_list("message", flat=True))
    kinds = {
        kind.name: kind
        for kind in FeedbackKind.objects.offered_in(Locale.get_default())
    }
    for content in feedback.FEEDBACK:
        if content.message not in known:
            _load_message(demo, content, kinds[content.kind])


def _load_settings():
    form_settings = FeedbackSettings.for_site(Site.objects.get(is_default_site=True))
    if not form_settings.mailbox:
        form_settings.mailbox = MAILBOX
        form_settings.save()


def _load_kept_answers():
    locale = Locale.get_default()
    for kept in feedback.KEPT_ANSWERS:
        KeptAnswer.objects.get_or_create(
            title=kept.title, locale=locale, defaults={"body": kept.body}
        )


def _load_message(demo, content, kind):
    sent = _moment(content.days_ago, 10, content.message)
    with made_at(sent):
        item = receive_feedback(
            kind=kind,
            message=content.message,
            page=demo.pages.get(content.page),
            document=demo.documents.get(content.document),
            source=content.source,
            language=content.language,
            name=content.name,
            email=content.email,
            user=demo.people.get(content.person),
            is_at_risk=content.is_at_risk,
            picture=cut_off_chart() if content.has_picture else None,
        )
    _set_due(demo, item, content, sent)
    # A colleague came by two hours later.
    with made_at(sent + timedelta(hours=2)):
        _work_on(demo, item, content)
    for mail in content.mails:
        _load_mail(demo, item, mail)
    handled = _last_moment(content, sent)
    with made_at(handled):
        _finish(demo, item, content)
    FeedbackItem.objects.filter(pk=item.pk, handled_at__isnull=False).update(
        handled_at=handled
    )
    PageTask.objects.filter(item=item, done_at__isnull=False).update(done_at=handled)


def _set_due(demo, item, content, sent):
    """When it is due as seen on the day it was sent, or as a colleague moved it."""
    item.due_on = due_on(item.kind, timezone.localdate(sent))
    item.save(update_fields=["due_on"])
    if content.due_in is not None:
        today = timezone.localdate()
        with made_at(sent + timedelta(hours=1)):
            set_due(item, today + timedelta(days=content.due_in), by=demo.publisher)


def _work_on(demo, item, content):
    by = demo.people.get(ADDRESSES.get(content.assignee), demo.editor)
    if content.tags:
        set_tags(item, content.tags, by=by)
    if content.assignee:
        assign(item, by, by=demo.publisher)
    if content.like:
        first = FeedbackItem.objects.get(message__startswith=content.like)
        link(item, first, by=by)
    if content.task:
        task = make_task(item, page=item.page, what=content.task.what, by=by)
        if content.task.is_done:
            finish_task(task, by=demo.editor)


def _load_mail(demo, item, content):
    moment = _moment(content.days_ago, 15, content.text)
    with made_at(moment):
        if content.is_theirs:
            _come_back(item, content.text)
            return
        # The same text always has the same number.
        submission = uuid5(NAMESPACE_URL, f"{item.message}#{content.text}")
        mails = answer(item, text=content.text, by=demo.editor, submission=submission)
        for mail in mails:
            if content.bounces:
                came_back(mail)
    mails = FeedbackMail.objects.filter(pk__in=[mail.pk for mail in mails])
    # It left in that very hour, and not when the demo was loaded.
    state = FeedbackMail.State
    mails.filter(state=state.WAITING).update(state=state.SENT)
    mails.update(settled_at=moment)


def _come_back(item, text):
    """A mail as its sender's program would have written it."""
    mail = EmailMessage()
    mail["From"] = item.email
    mail["To"] = MAILBOX
    mail["Subject"] = f"Re: {item.reference}"
    mail["Message-ID"] = f"<{uuid5(NAMESPACE_URL, text)}@demo.example>"
    mail["In-Reply-To"] = item.mails.last().message_id
    mail.set_content(text)
    raw = mail.as_bytes()
    take_in(raw, size=len(raw))


def _finish(demo, item, content):
    for person, words in content.notes:
        add_note(item, words, by=demo.people[ADDRESSES[person]])
    if content.waits_for:
        wait_for(item, content.waits_for, by=demo.editor)
    if content.decision == "done":
        mark_done(item, by=demo.publisher)
    elif content.decision == "spam":
        mark_spam(item, by=demo.publisher)


@contextmanager
def made_at(moment):
    """What is made inside was made at this moment, also in the log, which nobody changes afterwards."""

    def set_moment(sender, instance, **_more):
        column = MOMENTS.get(sender)
        if column and instance._state.adding:
            setattr(instance, column, moment)

    pre_save.connect(set_moment)
    try:
        yield
    finally:
        pre_save.disconnect(set_moment)


def _moment(days_ago, hour, words):
    """A moment on that day, for each text another minute; never one to come."""
    day = timezone.localdate() - timedelta(days=days_ago)
    return timezone.make_aware(datetime.combine(day, time(hour, len(words) % 60)))


def _last_moment(content, sent):
    """When its last colleague was done with it."""
    said = [_moment(mail.days_ago, 17, mail.text) for mail in content.mails]
    return max([*said, sent + timedelta(hours=5)])
