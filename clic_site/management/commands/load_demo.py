from django.core.management import call_command
from django.core.management.base import BaseCommand

from clic_site.demo.loader import load_demo
from search.services import feeding


class Command(BaseCommand):
    """Fill the site with demo content. What stands already is left as it is."""

    help = "Load the demo site: pages, files, people, comments and feedback. Safe to repeat."

    def handle(self, **options):
        # All at once is quicker than with each page that is saved.
        with feeding.paused():
            count = load_demo()
        call_command("rebuild_search", verbosity=0, stdout=self.stdout)
        self.stdout.write(f"The demo site has {count} pages.")
