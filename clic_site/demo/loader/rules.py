"""Words to look at, a member on watch, and pages with rules of their own."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import AccountEvent
from accounts.services.people import set_watched
from comments.models import HeldWord, PagePolicy
from comments.services.policies import set_policy

from ..content import rules


def load_rules(demo):
    """What stands before anybody has said anything."""
    for words, note in rules.HELD_WORDS:
        HeldWord.objects.get_or_create(words=words, defaults={"note": note})
    watched = demo.people[rules.WATCHED]
    if not AccountEvent.objects.about(watched).exists():
        demo.people[rules.WATCHED] = set_watched(
            watched, True, by=demo.people["admin@demo.example"]
        )
    _load_policies(demo, rules.FIRST_POLICIES)


def load_later_rules(demo):
    """What was decided about pages where people had written before."""
    _load_policies(demo, rules.LATER_POLICIES)


def _load_policies(demo, policies):
    for policy in policies:
        page = demo.pages[policy.page]
        if PagePolicy.objects.filter(page_id=page.pk).exists():
            continue
        days = policy.closes_in_days
        set_policy(
            page,
            policy.mode,
            user=demo.publisher,
            closes_on=days and timezone.localdate() + timedelta(days=days),
            approves_first=policy.approves_first,
            allows_hidden_names=policy.allows_hidden_names,
        )
