"""Timed jobs of what the site is made of, beside those of the safeguards."""

from datetime import timedelta

from django.core.management import call_command

from pages.scheduling import publish_due_pages
from safeguards.timed_jobs import timed_job


@timed_job("publish on schedule", every=timedelta(minutes=1))
def publish_on_schedule():
    """Pages go live and expire when their editors said."""
    publish_due_pages()
    call_command("publish_scheduled", verbosity=0)
