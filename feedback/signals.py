"""What the outbox tells of answers."""

from django.dispatch import receiver

from safeguards.signals import mail_settled

from .services.answering import settle


@receiver(mail_settled)
def note_what_became_of_answer(number, has_left, **_kwargs):
    settle(number, has_left=has_left)
