"""Addresses that only one of a kind may have in a language."""

from django.core.exceptions import ValidationError


def refuse_taken_address(item, message):
    """Raise ValidationError beside the address where another of its kind and language has it.

    The database holds the same rule, but an editor's form has no field for the language, so
    that Django doesn't ask.
    """
    others = type(item)._default_manager.exclude(pk=item.pk)
    if others.filter(locale_id=item.locale_id, slug=item.slug).exists():
        raise ValidationError({"slug": message})
