"""Every write: keeping what a reader told, making a draft of it, answering, forgetting."""

import logging
from datetime import timedelta
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import linebreaks
from django.utils.text import Truncator, slugify
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.log_actions import log
from wagtail.log_actions import registry as log_registry
from wagtail.models import Collection, Page, PageLogEntry, ReferenceIndex

from accounts.models import Organisation
from library.models import CLICImage
from pages.blocks import RICH_TEXT_FEATURES
from pages.models import StoryIndexPage, StoryOutcome, StoryPage, StoryTool
from safeguards.models import OutboxMessage

from . import notifications
from .models import UNDECIDED, Contribution, State
from .permissions import can_answer, can_contribute

logger = logging.getLogger(__name__)

MOST_IN_A_DAY = 10
A_DAY = timedelta(days=1)
COLLECTION = "From readers"
LONGEST_SUMMARY = 300
LONGEST_PLACE = 120
TURNED_DOWN = "contributions.turned_down"


class TooManyToday(Exception):
    """Somebody told us as much in a day as we can deal with."""


class NoStorySection(Exception):
    """There is no section for stories in a language, so that no draft can stand there."""


class AlreadyDecided(Exception):
    """A contribution was published or turned down before; `contribution` shows which."""

    def __init__(self, contribution):
        super().__init__(contribution.pk)
        self.contribution = contribution


@transaction.atomic
def receive_contribution(*, sender, tool, submission, picture=None, **told):
    """Keep what a member told, with the mails about it and a draft story for the editors.

    The same form sent twice is the first contribution. A draft that can't be made now is made
    later (make_missing_stories): what was told is kept either way. Whether the sender may read
    the tool's page is the caller's to ask (pages.access).
    """
    if not can_contribute(sender):
        raise PermissionDenied
    # One contribution of a member at a time: repeats are seen even when sent in the same instant.
    sender = get_user_model().objects.select_for_update(no_key=True).get(pk=sender.pk)
    own = Contribution.objects.of(sender)
    earlier = own.sent_with(submission).first()
    if earlier and (earlier.title, earlier.text) == (told["title"], told["text"]):
        return earlier
    if own.sent_since(timezone.now() - A_DAY).count() >= MOST_IN_A_DAY:
        raise TooManyToday
    contribution = Contribution.objects.create(
        sender=sender,
        tool=tool,
        language=tool.locale.language_code,
        # A form that the browser kept, with other words in it, is another contribution.
        submission=uuid4() if earlier else submission,
        picture=picture and _keep_picture(picture, told["title"]),
        **told,
    )
    notifications.confirm_to_sender(contribution)
    notifications.tell_owner_team(contribution)
    hand_to_editors(contribution)
    return Contribution.objects.get(pk=contribution.pk)


def hand_to_editors(contribution):
    """Make the draft story of a contribution, unless one was made before, and submit it."""
    try:
        with transaction.atomic():
            _make_story(contribution)
    except Exception:
        # Whatever went wrong, what was told is kept, and we try again by the clock.
        logger.exception("No draft could be made of %s", contribution.reference)


def make_missing_stories():
    """Try again where no draft could be made."""
    for contribution in Contribution.objects.without_story():
        hand_to_editors(contribution)


@transaction.atomic
def turn_down(contribution, *, answer, by):
    """Don't publish a contribution, and tell its sender why; its draft stays as it is."""
    if not can_answer(by):
        raise PermissionDenied
    contribution = Contribution.objects.locked().get(pk=contribution.pk)
    if contribution.state not in UNDECIDED:
        raise AlreadyDecided(contribution)
    contribution.answer = answer
    contribution.turned_down_at = timezone.now()
    contribution.save(update_fields=["answer", "turned_down_at"])
    workflow_state = contribution.story and contribution.story.current_workflow_state
    if workflow_state:
        workflow_state.cancel(user=by)
    log(contribution, TURNED_DOWN, user=by)
    answer_sender(contribution)
    return Contribution.objects.get(pk=contribution.pk)


def answer_senders():
    """Tell everyone whose contribution was published, or will not be, and who hasn't been told."""
    for contribution in Contribution.objects.unanswered():
        answer_sender(contribution)


@transaction.atomic
def answer_sender(contribution):
    """Tell a sender how it ended, once."""
    unanswered = Contribution.objects.unanswered().locked()
    contribution = unanswered.filter(pk=contribution.pk).first()
    if contribution is None:
        return
    if contribution.is_published:
        notifications.contribution_published(contribution)
    else:
        notifications.contribution_not_published(contribution)
    contribution.answered = contribution.state
    contribution.save(update_fields=["answered"])


@transaction.atomic
def hand_over(from_user, to_user):
    """Give what a member told to another account of theirs; how much it was."""
    return Contribution.objects.of(from_user).order_by().update(sender=to_user)


@transaction.atomic
def forget_sender(user, *, keep_words):
    """Part a member from what they told: without their name, or without their words too.

    A story that was published stays in either case, without the name they gave: docs/adr/0022.
    Returns of how many contributions.
    """
    contributions = list(Contribution.objects.of(user).locked())
    for contribution in contributions:
        story, picture = contribution.story, contribution.picture
        if story:
            _take_name_off(story, contribution.shown_as)
        if keep_words:
            contribution.sender, contribution.shown_as = None, ""
            contribution.save(update_fields=["sender", "shown_as"])
            continue
        _take_out_of_log(contribution)
        contribution.delete()
        if story and story.first_published_at is None:
            _forget_draft(story, contribution.reference)
        if picture and not ReferenceIndex.get_references_to(picture).exists():
            _forget_picture(picture)
    return len(contributions)


def _keep_picture(picture, title):
    return CLICImage.objects.create(
        title=title,
        file=picture.file,
        description=picture.description,
        shows_people=picture.shows_people,
        consent_record=picture.consent_record,
        collection=_collection(),
    )


def _collection():
    """Where pictures from readers are kept, made for the first of them."""
    named = Collection.objects.filter(name=COLLECTION)
    found = named.first()
    if found is None:
        root = Collection.get_first_root_node()
        # Whoever comes at the same time waits here, and finds what we make.
        root = Collection.objects.select_for_update().get(pk=root.pk)
        found = named.first() or root.add_child(name=COLLECTION)
    return found


def _make_story(contribution):
    contribution = Contribution.objects.locked().get(pk=contribution.pk)
    if contribution.state != State.RECEIVED:
        return
    section = _story_section(contribution.language)
    story = _draft(contribution)
    story.locale_id = section.locale_id
    section.add_child(instance=story)
    story.save_revision()
    workflow = story.get_workflow()
    if workflow:
        # Nobody in particular asks for it: whoever does could cancel it, and would get the
        # mails that Wagtail writes for those who work in the admin.
        workflow.start(story, user=None)
    contribution.story = story
    contribution.story_made_at = timezone.now()
    contribution.save(update_fields=["story", "story_made_at"])


def _story_section(language):
    """The section for stories in a language, where only we add pages until the transaction ends."""
    sections = StoryIndexPage.objects.live().filter(locale__language_code=language)
    number = sections.values_list("pk", flat=True).first()
    if number is None:
        raise NoStorySection(language)
    # Two pages added at once would be given the same place in the tree.
    Page.objects.select_for_update().get(pk=number)
    return StoryIndexPage.objects.get(pk=number)


def _draft(contribution):
    """The story as its sender told it, for editors to work on."""
    organisation = _organisation(contribution.organisation)
    where = [contribution.place]
    if organisation is None:
        where.append(contribution.organisation)
    story = StoryPage(
        title=contribution.title,
        # Empty: Wagtail makes it from the title, where that has letters for it.
        slug="" if slugify(contribution.title) else contribution.reference.lower(),
        summary=_shortened(" ".join(contribution.text.split()), LONGEST_SUMMARY),
        place=_shortened(", ".join(filter(None, where)), LONGEST_PLACE),
        organisation=organisation,
        care_setting=contribution.care_setting,
        author_name=contribution.shown_as,
        listing_image=contribution.picture,
        body=[("text", _rich_text(contribution.text))],
        live=False,
    )
    if contribution.tool:
        story.tools_used.add(StoryTool(tool=contribution.tool))
    if contribution.measure:
        story.outcomes.add(
            StoryOutcome(
                measure=contribution.measure,
                before=contribution.before,
                after=contribution.after,
                unit=contribution.unit,
            )
        )
    return story


def _rich_text(text):
    """Typed text as the admin's editor stores it: else approving the draft as it is would count as
    changing it, and changes have to be approved first."""
    converter = ContentstateConverter(RICH_TEXT_FEATURES)
    # Its own way of writing a line's end is the only one it reads.
    paragraphs = linebreaks(text, autoescape=True).replace("<br>", "<br/>")
    return converter.to_database_format(converter.from_database_format(paragraphs))


def _shortened(text, length):
    return Truncator(text).chars(length)


def _organisation(name):
    return Organisation.objects.filter(name__iexact=name).first() if name else None


def _take_name_off(story, name):
    """Take a name off a story and off all its versions, without publishing anything."""
    if not name:
        return
    if story.author_name == name:
        story.author_name = ""
        story.save(update_fields=["author_name"], clean=False)
    for revision in story.revisions.all():
        if revision.content.get("author_name") == name:
            revision.content["author_name"] = ""
            revision.save(update_fields=["content"])


def _take_out_of_log(contribution):
    """The log goes on saying what was decided, and no longer what was told."""
    log_registry.get_logs_for_instance(contribution).update(
        label=contribution.reference
    )


def _forget_draft(story, reference):
    number = story.pk
    # Wagtail's mails to those who check drafts say its title.
    its_address = reverse("wagtailadmin_pages:edit", args=[number])
    OutboxMessage.objects.mentioning(its_address).delete()
    story.delete()
    PageLogEntry.objects.filter(page_id=number).update(label=reference, data={})


def _forget_picture(picture):
    """Delete a picture with its files at once: see accounts.registry.PersonalData."""
    stored = [picture.file, *(each.file for each in picture.renditions.all())]
    log_registry.get_logs_for_instance(picture).update(label=f"#{picture.pk}", data={})
    picture.delete()
    for file in stored:
        file.storage.delete(file.name)
