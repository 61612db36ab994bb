"""Mails, written once as plain text in templates."""

from contextlib import nullcontext

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from .mail_layout import lay_out


def send_letter(name, context, *, to, language="", forget=False):
    """Send the mail of this name, such as "feedback/receipt": `email/<name>_subject.txt` and `_message.txt`.

    `language` is the reader's, where it is known; else the one in use. With `forget` no trace
    of the mail stays once it has left.
    """
    with translation.override(language) if language else nullcontext():
        context = {
            "PUBLIC_URL": settings.PUBLIC_URL,
            "site_address": settings.PUBLIC_URL,
            **context,
        }
        subject = render_to_string(f"email/{name}_subject.txt", context)
        mail = EmailMultiAlternatives(
            # A header has one line, whatever a page or a kind of feedback is called.
            subject=" ".join(subject.split()),
            body=render_to_string(f"email/{name}_message.txt", context),
            to=[to],
        )
        lay_out(mail)
    # The outbox's report names the kind of each mail, never what it says.
    mail.kind = name.replace("/", "_")
    mail.forget = forget
    mail.send()
