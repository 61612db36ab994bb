"""The timed jobs of pages."""

from datetime import timedelta

from safeguards.timed_jobs import timed_job

from . import video_checks


@timed_job("ask about videos elsewhere", every=timedelta(hours=1))
def ask_about_videos_elsewhere():
    """Each about once a week, a few an hour."""
    video_checks.check_external_videos()
