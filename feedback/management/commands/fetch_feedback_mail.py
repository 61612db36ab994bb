from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ...incoming.mailbox import MailboxUnreachable
from ...services.fetching import Outcome, fetch_mail

WORDS = {
    Outcome.THREADED: "given to their messages",
    Outcome.DOUBTED: "kept apart: the sender is in doubt",
    Outcome.BOUNCED: "answers that came back",
    Outcome.AUTOMATIC: "written by programs",
    Outcome.KNOWN: "known already",
    Outcome.UNKNOWN: "left in the mailbox with a star: they belong to no message",
    Outcome.UNREADABLE: "left in the mailbox with a star: they can't be read",
    Outcome.TOO_MANY: "left in the mailbox with a star: too many to one message",
}


class Command(BaseCommand):
    """Fetch what came back to answers, and give it to the messages."""

    help = "Fetches answers to feedback from the mailbox that FEEDBACK_IMAP_URL names."

    def handle(self, *args, **options):
        if settings.FEEDBACK_MAILBOX is None:
            self.stdout.write(
                "No mailbox is set up, so there is nothing to fetch. Set FEEDBACK_IMAP_URL and"
                " FEEDBACK_REPLY_ADDRESS first: docs/operators.md says how."
            )
            return
        try:
            counted = fetch_mail()
        except MailboxUnreachable as error:
            raise CommandError(
                f"The mailbox could not be read ({error}). Nothing was lost:"
                " what is in it is fetched the next time."
            ) from error
        if not counted:
            self.stdout.write("No new mail.")
        for outcome in Outcome:
            if counted[outcome]:
                self.stdout.write(f"{counted[outcome]} {WORDS[outcome]}")
