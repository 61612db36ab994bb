from django.core.management.base import BaseCommand

from clic_site.demo.loader import load_demo


class Command(BaseCommand):
    """Fill the site with demo content. What stands already is left as it is."""

    help = "Load the demo site: pages, files, people, comments and feedback. Safe to repeat."

    def handle(self, **options):
        count = load_demo()
        self.stdout.write(f"The demo site has {count} pages.")
