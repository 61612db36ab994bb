from django.core.management.base import BaseCommand

from accounts.services.retention import apply_retention


class Command(BaseCommand):
    help = "Warn the owners of unused accounts, and erase what was kept long enough."

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="Only count; change nothing."
        )

    def handle(self, *args, dry_run, **options):
        run = apply_retention(dry_run=dry_run)
        if dry_run:
            self.stdout.write("Nothing was changed. It is time for:")
        for name, count in run.counts.items():
            self.stdout.write(f"{name.replace('_', ' ')}: {count}")
