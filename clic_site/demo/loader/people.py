"""Accounts, and the words that pages share: topics, teams, settings, organisations, gains."""

from datetime import datetime, time, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Locale

from accounts.models import AccountEvent, CareSetting, Organisation, User
from accounts.services.joining import begin_signup
from accounts.services.names import choose_name
from accounts.services.people import set_trusted
from accounts.services.suspension import suspend
from pages.models import Gain, Team, Topic

from ..content import conversations, words


def load_people(demo):
    known = User.objects.in_bulk(field_name="email")
    demo.people |= known
    missing = [one for one in conversations.PEOPLE if one.email not in known]
    if not missing:
        return
    # Hashing is slow on purpose, and all have the same password: once is enough.
    password = make_password(conversations.PASSWORD)
    for person in missing:
        user = User.objects.create(
            email=person.email,
            password=password,
            display_name=person.display_name,
            is_superuser=person.is_superuser,
            is_staff=person.is_superuser,
        )
        EmailAddress.objects.create(
            user=user, email=person.email, verified=True, primary=True
        )
        if person.group:
            user.groups.add(Group.objects.get(name=person.group))
        demo.people[person.email] = user


def load_decisions(demo):
    """What moderators meet: who is suspended, trusted, joining, or wants an odd name."""
    moderator = demo.moderator
    if AccountEvent.objects.done_by(moderator).exists():
        return
    begin_signup(conversations.JOINING)
    set_trusted(demo.people[conversations.TRUSTED], True, by=moderator)
    email, name = conversations.HELD_NAME
    choose_name(demo.people[email], name)
    email, reason, days = conversations.SUSPENDED
    end = timezone.localdate() + timedelta(days=days)
    suspend(
        demo.people[email],
        by=moderator,
        reason=reason,
        until=timezone.make_aware(datetime.combine(end, time.min)),
    )


def load_shared_words(demo):
    locale = Locale.get_default()
    for name in words.ORGANISATIONS:
        demo.organisations[name], _made = Organisation.objects.get_or_create(name=name)
    for slug, name in words.SETTINGS.items():
        demo.settings[slug], _made = CareSetting.objects.get_or_create(
            locale=locale, slug=slug, defaults={"name": name}
        )
    for slug, (name, unit) in words.GAINS.items():
        demo.gains[slug], _made = Gain.objects.get_or_create(
            locale=locale, slug=slug, defaults={"name": name, "unit": unit}
        )
    for slug, (name, description) in words.TOPICS.items():
        demo.topics[slug], _made = Topic.objects.get_or_create(
            locale=locale,
            slug=slug,
            defaults={"name": name, "description": description},
        )
    for key, (name, mailbox) in words.TEAMS.items():
        team, made = Team.objects.get_or_create(
            locale=locale, name=name, defaults={"mailbox": mailbox}
        )
        if made:
            team.members.add(demo.editor)
        demo.teams[key] = team
