"""What looks after people on the demo site: hospitals' numbers, and the safeguarding lead."""

from safeguards.models import NumberPattern, SafeguardingSettings

from ..content import safeguarding


def load_safeguarding():
    for name, pattern, example in safeguarding.NUMBER_PATTERNS:
        NumberPattern.objects.get_or_create(
            name=name, defaults={"pattern": pattern, "example": example}
        )
    current = SafeguardingSettings.current()
    if not current.mailboxes:
        for name, value in safeguarding.LEAD.items():
            setattr(current, name, value)
        current.save()
