"""What editors keep in lists changes what searches find."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from pages.models import GlossaryTerm

from .models import SteeredPhrase, SteeredResult, SynonymSet
from .services.lists import lists_changed


@receiver([post_save, post_delete], sender=SteeredPhrase)
@receiver([post_save, post_delete], sender=SteeredResult)
def steer_from_now_on(**_kwargs):
    lists_changed()


@receiver([post_save, post_delete], sender=SynonymSet)
@receiver([post_save, post_delete], sender=GlossaryTerm)
def name_from_now_on(**_kwargs):
    lists_changed()
