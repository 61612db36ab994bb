import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Build the stylesheet again whenever one of its sources changes."

    def handle(self, *args, **options):
        seen = self.source_times()
        while True:
            time.sleep(0.5)
            now = self.source_times()
            if now != seen:
                seen = now
                call_command("build_styles", stdout=self.stdout)

    def source_times(self):
        sources = Path(settings.BASE_DIR, "static", "css").rglob("*.css")
        return {path: path.stat().st_mtime_ns for path in sources}
