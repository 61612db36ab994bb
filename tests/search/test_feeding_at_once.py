"""Two who change the same page at the same time: what only separate connections show."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from django.db import connection, transaction
from django.test import TransactionTestCase

from pages.models import PageTopic
from search.models import Findable
from tests.factories import InformationPageFactory, TopicFactory

PATIENCE_SECONDS = 10


def somebody_waits():
    """Whether another connection waits for what this one holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_stat_activity"
            " WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid)))"
        )
        return cursor.fetchone()[0]


class AtOnceTests(TransactionTestCase):
    serialized_rollback = True

    def test_a_page_that_is_being_unpublished_is_not_put_back(self):
        page, topic = InformationPageFactory(), TopicFactory()
        PageTopic.objects.create(page=page, topic=topic)
        is_unpublished = Event()

        def unpublish():
            try:
                with transaction.atomic():
                    page.unpublish()
                    is_unpublished.set()
                    end = time.monotonic() + PATIENCE_SECONDS
                    while not somebody_waits() and time.monotonic() < end:
                        time.sleep(0.01)
            finally:
                connection.close()

        def rename():
            try:
                is_unpublished.wait(PATIENCE_SECONDS)
                topic.name = "Another name"
                topic.save()
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as threads:
            for done in [threads.submit(unpublish), threads.submit(rename)]:
                done.result()
        self.assertFalse(Findable.objects.filter(key=f"page:{page.pk}").exists())
