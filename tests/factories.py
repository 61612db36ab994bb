"""What tests are made of: one factory for each model that they need."""

from contextlib import contextmanager
from copy import deepcopy
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import factory
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import override_settings
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image
from wagtail.models import Locale
from wagtail.signal_handlers import disable_reference_index_auto_update

from accounts.models import CareSetting, User
from comments.models import Comment
from feedback.models import DoneNote, FeedbackItem, FeedbackMail
from library.models import CaptionTrack, CLICDocument, CLICImage, CLICMedia
from pages.models import (
    DifferencePage,
    EventIndexPage,
    EventPage,
    Gain,
    GlossaryPage,
    GlossaryTerm,
    HomePage,
    InformationPage,
    StoryIndexPage,
    StoryOutcome,
    StoryPage,
    Team,
    ToolChooserPage,
    ToolkitIndexPage,
    ToolkitPage,
    ToolPage,
    Topic,
    TopicIndexPage,
    VideoIndexPage,
    VideoPage,
)
from safeguards.models import OutboxMessage
from search.models import LoggedSearch
from search.services import feeding
from search.words import searchable

PASSWORD = "a long enough password"


class OutboxMessageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OutboxMessage

    kind = "code"
    from_email = "CLIC <no-reply@clic.example>"
    to = factory.LazyFunction(lambda: ["reader@ward.example"])
    subject = "Your code"
    text_body = "123456"


# People ---------------------------------------------------------------------


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda number: f"person{number}@ward.example")
    display_name = factory.Sequence(lambda number: f"Person {number}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        password = kwargs.pop("password", PASSWORD)
        return model_class.objects.create_user(*args, password=password, **kwargs)


# Library --------------------------------------------------------------------


def picture_bytes(width=60, height=40):
    """A small PNG."""
    file = BytesIO()
    Image.new("RGB", (width, height), "#12404d").save(file, "PNG")
    return file.getvalue()


class ImageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CLICImage

    title = factory.Sequence(lambda number: f"Picture {number}")
    description = "A lake between fells."
    file = factory.LazyFunction(lambda: ContentFile(picture_bytes(), name="lake.png"))


class DocumentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CLICDocument

    title = factory.Sequence(lambda number: f"Template {number}")
    file = factory.LazyFunction(
        lambda: ContentFile(b"what is in the file", name="template.txt")
    )


class MediaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CLICMedia

    title = factory.Sequence(lambda number: f"Clip {number}")
    type = "video"
    duration = 4
    file = factory.LazyFunction(
        lambda: ContentFile(b"\0\0\0\x20ftypisom" + bytes(range(256)), name="clip.mp4")
    )


class CaptionTrackFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CaptionTrack

    media = factory.SubFactory(MediaFactory)
    language = "en"
    file = factory.LazyFunction(
        lambda: ContentFile(
            b"WEBVTT\n\n00:00.000 --> 00:02.000\nGood morning.\n"
            b"\n00:02.000 --> 00:04.000\nHere is the lake.\n",
            name="captions.vtt",
        )
    )


# Pages ----------------------------------------------------------------------


def home_page():
    """The home page that the migrations made."""
    return HomePage.objects.get(depth=2)


def _section(factory_class):
    """The section a page belongs in, made when there is none yet."""
    model = factory_class._meta.model
    return model.objects.first() or factory_class()


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Topic

    locale = factory.LazyFunction(Locale.get_default)
    name = factory.Sequence(lambda number: f"Topic {number}")
    slug = factory.Sequence(lambda number: f"topic-{number}")


class TeamFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Team

    locale = factory.LazyFunction(Locale.get_default)
    name = factory.Sequence(lambda number: f"Team {number}")
    mailbox = "team@ward.example"


class PageFactory(factory.django.DjangoModelFactory):
    """Adds a live page under `parent`; pass `live=False` for a draft."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda number: f"Page {number}")
    slug = factory.Sequence(lambda number: f"page-{number}")
    summary = "What readers get from the page."

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        parent = kwargs.pop("parent", None) or cls.default_parent()
        if kwargs.get("live", True):
            kwargs.setdefault("first_published_at", timezone.now())
        return parent.add_child(instance=model_class(*args, **kwargs))

    @staticmethod
    def default_parent():
        return home_page()


class ToolkitIndexPageFactory(PageFactory):
    class Meta:
        model = ToolkitIndexPage

    title = "Toolkits"
    slug = "toolkits"


class ToolkitPageFactory(PageFactory):
    class Meta:
        model = ToolkitPage

    @staticmethod
    def default_parent():
        return _section(ToolkitIndexPageFactory)


class ToolPageFactory(PageFactory):
    class Meta:
        model = ToolPage

    purpose = "Find out why"

    @staticmethod
    def default_parent():
        return _section(ToolkitPageFactory)


class ToolChooserPageFactory(PageFactory):
    """One question; pass `answers` as in `answer_with`."""

    class Meta:
        model = ToolChooserPage

    slug = "choose"
    question = factory.LazyAttribute(
        lambda chooser: [question_with("What is wrong?", *chooser.answers)]
    )

    class Params:
        answers = ()

    @staticmethod
    def default_parent():
        return _section(ToolkitPageFactory)


def question_with(text, *answers):
    """A question of a chooser, as a block of its page."""
    return ("question", {"question": text, "hint": "", "answers": list(answers)})


def answer_with(text, *leads_to, address=""):
    """An answer of a chooser that leads to these tools, or to a further question."""
    if leads_to and isinstance(leads_to[0], tuple):
        leads = list(leads_to)
    else:
        tools = [{"tool": tool, "reason": f"Because {tool}."} for tool in leads_to]
        leads = [("tools", tools)] if tools else []
    return {"answer": text, "address": address, "leads_to": leads}


class VideoIndexPageFactory(PageFactory):
    class Meta:
        model = VideoIndexPage

    title = "Videos"
    slug = "videos"


class VideoPageFactory(PageFactory):
    class Meta:
        model = VideoPage

    media = factory.LazyFunction(lambda: CaptionTrackFactory().media)

    @staticmethod
    def default_parent():
        return _section(VideoIndexPageFactory)


class StoryIndexPageFactory(PageFactory):
    class Meta:
        model = StoryIndexPage

    title = "Stories"
    slug = "stories"


class StoryPageFactory(PageFactory):
    class Meta:
        model = StoryPage

    body = [("text", "<p>What the team did.</p>")]

    @staticmethod
    def default_parent():
        return _section(StoryIndexPageFactory)


class StoryOutcomeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StoryOutcome

    story = factory.SubFactory(StoryPageFactory)
    measure = "days from complaint to answer"
    before = 30
    after = 19
    unit = "days"


class EventIndexPageFactory(PageFactory):
    class Meta:
        model = EventIndexPage

    title = "Events"
    slug = "events"


class EventPageFactory(PageFactory):
    class Meta:
        model = EventPage

    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    ends_at = factory.LazyAttribute(lambda event: event.starts_at + timedelta(hours=1))

    @staticmethod
    def default_parent():
        return _section(EventIndexPageFactory)


class InformationPageFactory(PageFactory):
    class Meta:
        model = InformationPage


class TopicIndexPageFactory(PageFactory):
    class Meta:
        model = TopicIndexPage

    title = "Topics"
    slug = "topics"


class DifferencePageFactory(PageFactory):
    class Meta:
        model = DifferencePage

    title = "The difference made"
    slug = "difference-made"

    @staticmethod
    def default_parent():
        return _section(StoryIndexPageFactory)


class GlossaryPageFactory(PageFactory):
    class Meta:
        model = GlossaryPage

    title = "Glossary"
    slug = "glossary"


# Lists that editors keep ----------------------------------------------------


class GlossaryTermFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GlossaryTerm

    locale = factory.LazyFunction(Locale.get_default)
    term = factory.Sequence(lambda number: f"term {number}")
    slug = factory.LazyAttribute(lambda term: slugify(term.term))
    definition = "What it means in plain words."


class GainFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Gain

    locale = factory.LazyFunction(Locale.get_default)
    name = factory.Sequence(lambda number: f"hours given back {number}")
    slug = factory.LazyAttribute(lambda gain: slugify(gain.name))
    unit = "hours"


class CareSettingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CareSetting

    locale = factory.LazyFunction(Locale.get_default)
    name = factory.Sequence(lambda number: f"Ward {number}")
    slug = factory.LazyAttribute(lambda setting: slugify(setting.name))


# Accounts -------------------------------------------------------------------


class MemberFactory(UserFactory):
    """Somebody who has joined: the address is confirmed."""

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        user = super()._create(model_class, *args, **kwargs)
        EmailAddress.objects.create(
            user=user, email=user.email, verified=True, primary=True
        )
        return user


# Comments -------------------------------------------------------------------


def member_of(*groups, **fields):
    """A member who is in these groups, such as "Comment moderators"."""
    member = MemberFactory(**fields)
    member.groups.set(Group.objects.filter(name__in=groups))
    return member


class CommentFactory(factory.django.DjangoModelFactory):
    """A published comment; pass `state` for another."""

    class Meta:
        model = Comment

    page = factory.SubFactory(StoryPageFactory)
    author = factory.SubFactory(MemberFactory)
    body = factory.Sequence(lambda number: f"What I think, number {number}.")
    state = Comment.State.PUBLISHED
    published_at = factory.LazyAttribute(
        lambda comment: (
            timezone.now()
            if comment.state in {Comment.State.PUBLISHED, Comment.State.HIDDEN}
            else None
        )
    )
    waiting_since = factory.LazyAttribute(lambda comment: comment.created_at)
    created_at = factory.LazyFunction(timezone.now)


# Feedback -------------------------------------------------------------------


class FeedbackItemFactory(factory.django.DjangoModelFactory):
    """A new message; pass `state` for another."""

    class Meta:
        model = FeedbackItem

    message = factory.Sequence(lambda number: f"Something is missing, number {number}.")
    shown_message = factory.SelfAttribute("message")
    fingerprint = factory.Sequence(lambda number: f"fingerprint {number}")


class FeedbackMailFactory(factory.django.DjangoModelFactory):
    """An answer that waits to be sent; pass `state="received"` for what came back."""

    class Meta:
        model = FeedbackMail

    item = factory.SubFactory(FeedbackItemFactory)
    body = "We have put it right."
    shown_body = factory.SelfAttribute("body")
    message_id = factory.LazyFunction(lambda: f"<{uuid4()}@clic.example>")


class DoneNoteFactory(factory.django.DjangoModelFactory):
    """A published note; pass `page` or `item` for what it is about."""

    class Meta:
        model = DoneNote

    item = factory.SubFactory(FeedbackItemFactory)
    locale = factory.LazyFunction(Locale.get_default)
    said = factory.Sequence(lambda number: f"Page {number} was hard to find.")
    did = factory.Sequence(lambda number: f"The menu leads to page {number}.")


# Search --------------------------------------------------------------------


class LoggedSearchFactory(factory.django.DjangoModelFactory):
    """A search that found three things, none of which was opened."""

    class Meta:
        model = LoggedSearch

    words = factory.Sequence(lambda number: f"phrase {number}")
    folded = factory.LazyAttribute(lambda search: searchable(search.words))
    language = "en"
    found = 3


# Many rows ------------------------------------------------------------------


@contextmanager
def without_indexing():
    """What is made inside can't be searched for, and nobody notes what it refers to: far quicker."""
    backends = deepcopy(settings.WAGTAILSEARCH_BACKENDS)
    backends["default"]["AUTO_UPDATE"] = False
    with (
        override_settings(WAGTAILSEARCH_BACKENDS=backends),
        disable_reference_index_auto_update(),
        feeding.paused(),
    ):
        yield
