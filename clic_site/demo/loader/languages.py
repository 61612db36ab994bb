"""The part of the site that is also told in Polish."""

from wagtail.models import Locale
from wagtail.signal_handlers import disable_reference_index_auto_update

from accounts.models import CareSetting
from pages.models import Menu, MenuItem, PageTopic, StoryOutcome, Topic

from ..content import polish
from .places import note_references
from .streams import stream


def load_polish(demo):
    locale, _made = Locale.objects.get_or_create(language_code="pl")
    topics = _load_topics(demo, locale)
    _translate(demo, "home", locale, polish.HOME)
    stories = _translate(demo, "stories", locale, polish.STORIES)
    outcome = polish.STORY_OUTCOME
    _translate(
        demo,
        polish.STORY_SLUG,
        locale,
        {
            **polish.STORY,
            "body": stream(demo, polish.STORY_BODY),
            "care_setting": _load_setting(demo, locale),
            "outcomes": [
                StoryOutcome(
                    measure=outcome.measure,
                    before=outcome.before,
                    after=outcome.after,
                    unit=outcome.unit,
                    period=outcome.period,
                )
            ],
            # No tool is told in Polish yet.
            "tools_used": [],
            "page_topics": [
                PageTopic(sort_order=position, topic=topic)
                for position, topic in enumerate(topics)
            ],
        },
    )
    menu, made = Menu.objects.get_or_create(
        locale=locale, placement=Menu.Placement.HEADER
    )
    if made:
        MenuItem.objects.create(menu=menu, page_id=stories.pk)


def _translate(demo, slug, locale, fields):
    """The page in another language: what stands, or a copy with these fields."""
    page = demo.pages[slug]
    translated = page.get_translation_or_none(locale)
    if translated is None:
        with disable_reference_index_auto_update():
            translated = page.copy_for_translation(locale)
            for name, value in fields.items():
                setattr(translated, name, value)
            translated.save_revision(user=demo.editor).publish(user=demo.publisher)
        note_references(translated)
    demo.pages[f"{locale.language_code}:{slug}"] = translated
    return translated


def _load_topics(demo, locale):
    topics = []
    for english, (slug, name, description) in polish.TOPICS.items():
        topic, _made = Topic.objects.get_or_create(
            locale=locale,
            translation_key=demo.topics[english].translation_key,
            defaults={"slug": slug, "name": name, "description": description},
        )
        topics.append(topic)
    return topics


def _load_setting(demo, locale):
    english, slug, name = polish.SETTING
    setting, _made = CareSetting.objects.get_or_create(
        locale=locale,
        translation_key=demo.settings[english].translation_key,
        defaults={"slug": slug, "name": name},
    )
    return setting
