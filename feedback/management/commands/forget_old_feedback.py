from django.core.management.base import BaseCommand

from feedback.services.retention import forget_old_feedback


class Command(BaseCommand):
    help = "Take names off messages and delete messages that were kept long enough."

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="Only count; change nothing."
        )

    def handle(self, *args, dry_run, **options):
        counts = forget_old_feedback(dry_run=dry_run)
        if dry_run:
            self.stdout.write("Nothing was changed. It is time for:")
        for name, count in counts.items():
            self.stdout.write(f"{name.replace('_', ' ')}: {count}")
