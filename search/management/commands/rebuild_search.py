from django.core.management.base import BaseCommand, CommandError

from ...services.checking import differences
from ...services.rebuilding import AlreadyRebuilding, is_due, rebuild
from ...services.writing import NeverAlone

STEPS = 10  # lines a kind of thing, where each would be kept in a log


class Command(BaseCommand):
    """Build the search index beside the one in use, or tell where that one is wrong."""

    help = (
        "Builds the search index anew while the site runs, and puts it in place when it is whole."
        " Safe to stop and to repeat."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--check",
            action="store_true",
            help="Change nothing: name what is missing, left over or outdated in the index."
            " Ends with an error where something is.",
        )
        parser.add_argument(
            "--if-due",
            action="store_true",
            help="Do it only if this version of the site makes other rows than those that are"
            " there, and nobody else is at it.",
        )

    def handle(self, *, check, if_due, verbosity, **options):
        self.is_quiet = not verbosity
        if check:
            self._check()
        elif not if_due or is_due():
            self._rebuild(if_due)

    def _rebuild(self, is_enough_if_others_do):
        try:
            count = rebuild(self._tell)
        except AlreadyRebuilding as error:
            if is_enough_if_others_do:
                return
            raise CommandError(
                "The search index is being built already. Wait until that has finished."
            ) from error
        except NeverAlone as error:
            raise CommandError(
                "Something has been writing to the search index all the time. The index is as"
                " it was: try again when less is being published."
            ) from error
        self.stdout.write(f"The search index is new: {count} things can be found.")

    def _check(self):
        found = differences(self._tell)
        for difference in found:
            self.stdout.write(str(difference))
        if found:
            raise CommandError(
                f"The search index differs from the site in {len(found)} rows."
                " manage.py rebuild_search puts them right."
            )
        self.stdout.write("The search index is as the site is.")

    def _tell(self, kind, done, total):
        line = f"{kind}: {done} of {total}"
        if self.is_quiet:
            return
        if self.stdout.isatty():
            self.stdout.write(f"\r{line}", ending="\n" if done == total else "")
            self.stdout.flush()
        elif done == total or done * STEPS // total > self._step:
            self.stdout.write(line)
        self._step = done * STEPS // total % STEPS

    _step = 0
