from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from accounts.services.merging import CannotMerge, merge_people


class Command(BaseCommand):
    help = (
        "Give all that one account wrote, saved and follows to another of the same person, "
        "and erase the empty one. There is no way back."
    )

    def add_arguments(self, parser):
        parser.add_argument("kept", help="E-mail address of the account that stays.")
        parser.add_argument("merged", help="E-mail address of the account that goes.")
        parser.add_argument(
            "--no-input",
            action="store_false",
            dest="asks",
            help="Don’t ask whether it is meant.",
        )

    def handle(self, *args, kept, merged, asks, **options):
        kept, merged = self._find(kept), self._find(merged)
        if asks:
            self.stdout.write(f"Kept: {kept.display_name} <{kept.email}>")
            self.stdout.write(f"Erased: {merged.display_name} <{merged.email}>")
            if input("Type “merge” to go on: ").strip() != "merge":
                self.stdout.write("Nothing was changed.")
                return
        try:
            counts = merge_people(kept=kept, merged=merged)
        except CannotMerge as refused:
            raise CommandError(str(refused)) from refused
        for key, count in counts.items():
            self.stdout.write(f"{key}: {count}")
        self.stdout.write("The two accounts are one now.")

    def _find(self, address):
        person = User.objects.filter(email=address.strip().lower()).first()
        if person is None:
            raise CommandError(f"There is no account with the address {address}.")
        return person
