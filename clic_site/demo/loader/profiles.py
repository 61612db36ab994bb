"""Where people work, what they agreed to, and the addresses that count as checked."""

from datetime import timedelta

from django.utils import timezone

from accounts import purposes
from accounts.models import Consent, EmailDomain
from accounts.services.consents import give, withdraw

from ..content import profiles


def load_profiles(demo):
    for domain, (is_nhs, name) in profiles.EMAIL_DOMAINS.items():
        EmailDomain.objects.get_or_create(
            domain=domain,
            defaults={"is_nhs": is_nhs, "organisation": demo.organisations[name]},
        )
    for profile in profiles.PROFILES:
        _load_profile(demo, profile)


def _load_profile(demo, profile):
    user = demo.people[profile.person]
    if user.organisation_id is None:
        user.organisation = demo.organisations[profile.organisation]
        user.care_setting = demo.settings[profile.setting]
        user.save(update_fields=["organisation", "care_setting"])
    if Consent.objects.of(user).exists():
        return
    for key, days_ago in profile.agreed + profile.took_back:
        consent = give(user, purposes.purpose(key))
        consent.given_at = timezone.now() - timedelta(days=days_ago)
        consent.save(update_fields=["given_at"])
    for key, _days_ago in profile.took_back:
        withdraw(user, purposes.purpose(key))
