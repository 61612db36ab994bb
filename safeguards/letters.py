"""Mails in plain text, written in templates."""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string


def send_letter(name, context, *, to, forget=False):
    """Send the mail of this name, such as "feedback/receipt": `email/<name>_subject.txt` and `_message.txt`.

    With `forget` no trace of it stays once it has left.
    """
    subject = render_to_string(f"email/{name}_subject.txt", context)
    mail = EmailMessage(
        # A header has one line, whatever a page or a kind of feedback is called.
        subject=" ".join(subject.split()),
        body=render_to_string(f"email/{name}_message.txt", context),
        to=[to],
    )
    # The outbox's report names the kind of each mail, never what it says.
    mail.kind = name.replace("/", "_")
    mail.forget = forget
    mail.send()
