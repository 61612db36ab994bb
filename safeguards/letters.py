"""Mails, written once as plain text in templates."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string

from .mail_layout import lay_out


def send_letter(name, context, *, to, headers=None, forget=False):
    """Send one mail, as `letter` writes it."""
    letter(name, context, to=to, headers=headers, forget=forget).send()


def send_letters(letters):
    """Send what `letter` wrote: many mails at the cost of one in the database."""
    if letters:
        get_connection().send_messages(letters)


def letter(name, context, *, to, headers=None, forget=False):
    """The mail of this name, such as "feedback/receipt": `email/<name>_subject.txt` and `_message.txt`.

    It is in the language in use; `headers` are more than those that every mail has. With
    `forget` no trace of it stays once it has left.
    """
    context = {"PUBLIC_URL": settings.PUBLIC_URL, **context}
    subject = render_to_string(f"email/{name}_subject.txt", context)
    mail = EmailMultiAlternatives(
        # A header has one line, whatever a page or a kind of feedback is called.
        subject=" ".join(subject.split()),
        body=render_to_string(f"email/{name}_message.txt", context),
        to=[to],
        headers=headers,
    )
    lay_out(mail)
    # The outbox's report names the kind of each mail, never what it says.
    mail.kind = name.replace("/", "_")
    mail.forget = forget
    return mail
