"""What is looked after by the clock."""

from datetime import timedelta

from safeguards.timed_jobs import timed_job

from .services import feeding, logging_searches, rebuilding, weekly_mails, words


@timed_job("build word list of search", every=timedelta(minutes=5))
def build_word_list():
    """The words from which slips of the pen are corrected, after the index has changed."""
    words.build_words_if_stale()


@timed_job("forget old searches", every=timedelta(days=1))
def forget_old_searches():
    """What was searched for goes after settings.SEARCH_LOG_KEPT_DAYS."""
    logging_searches.forget_old_searches()


@timed_job("write weekly mail of searches", every=timedelta(hours=1))
def write_weekly_mail_of_searches():
    """What readers looked for in vain, to those who publish pages; once a week, on Monday morning."""
    weekly_mails.write_weekly_mails()


@timed_job("clear away unfinished search index", every=timedelta(days=1))
def clear_unfinished_index():
    """What a building of the index that was killed has left."""
    rebuilding.clear_unfinished()


@timed_job("forget words without consent in search", every=timedelta(hours=1))
def forget_words_without_consent():
    """What is said in videos whose consent has ended, so that their pages are found by the rest."""
    feeding.feed_what_consent_has_ended_for()


@timed_job("tell OpenSearch what it missed", every=timedelta(minutes=1))
def tell_opensearch_what_it_missed():
    """Changes of which it could not be told, or all of the index; nothing where it isn't asked."""
    rebuilding.keep_copy()
