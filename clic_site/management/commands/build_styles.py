from django.core.management.base import BaseCommand

from clic_site.styles import write_stylesheet


class Command(BaseCommand):
    help = "Build the site's one stylesheet from NHS.UK frontend and static/css/."
    requires_system_checks = []

    def handle(self, *args, **options):
        path = write_stylesheet()
        self.stdout.write(f"Styles built: {path} ({path.stat().st_size // 1024} KB)")
