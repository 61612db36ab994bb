"""What the outbox tells of answers, and what it means for notes when a page goes."""

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.models import Page

from safeguards.signals import mail_settled

from .services import telling
from .services.answering import settle


@receiver(mail_settled)
def note_what_became_of_answer(number, has_left, **_kwargs):
    settle(number, has_left=has_left)


@receiver(pre_delete, sender=Page)
def notes_go_with_page(instance, **_kwargs):
    telling.page_goes(instance)
