"""What is looked after by the clock."""

from datetime import timedelta

from safeguards.timed_jobs import timed_job

from .services import words


@timed_job("build word list of search", every=timedelta(minutes=5))
def build_word_list():
    """The words from which slips of the pen are corrected, after the index has changed."""
    words.build_words_if_stale()
