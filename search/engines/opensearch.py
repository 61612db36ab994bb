"""The index asked in OpenSearch, which holds a copy of the heads: docs/adr/0033."""

import logging
import re
import time
from datetime import date
from functools import cached_property

from django.conf import settings
from django.db import connection, transaction
from opensearchpy import OpenSearch
from opensearchpy.exceptions import OpenSearchException, TransportError
from opensearchpy.helpers import bulk, scan

from ..asking.question import Facet, Found, Hit
from ..models import Findable, IndexState, OverdueCopy
from .base import MOST_RANKED, CopyUnreachable, Engine
from .database import DatabaseEngine
from .opensearch_documents import SUGGESTED, document_of, index_body
from .opensearch_queries import FACETS, MOST_COUNTED, counting, finding, suggesting

logger = logging.getLogger(__name__)

ASKING_SECONDS = 2
TELLING_SECONDS = 10
LOADING_SECONDS = 120
# So long nobody waits for one that does not answer.
REST_SECONDS = 30
AT_ONCE = 200
MOST_BYTES_AT_ONCE = 5 * 1024 * 1024
# Copies are made one after another: an older one can't overtake a newer one.
LOCK = 0x5EA2C6
REFUSED = 400


class CopyRefused(OpenSearchException):
    """OpenSearch answered, and did not take all of what it was told."""


class AnswerIncomplete(OpenSearchException):
    """OpenSearch answered from a part of its index only."""


class OpenSearchEngine(Engine):
    """Asks OpenSearch while its copy is known to be as the table is, and PostgreSQL otherwise.

    What changes is noted in the transaction that changes it, told as soon as that is saved, and
    told again by the clock where that failed. Until it has arrived the table is asked: nothing
    that was removed can be found in between.
    """

    has_copy = True

    def __init__(self):
        self.table = DatabaseEngine()
        self.name = settings.SEARCH_SERVICE.name
        self._rests_until = 0
        self._loaded = None

    @cached_property
    def client(self):
        """The connection, made when it is needed first."""
        service = settings.SEARCH_SERVICE
        return OpenSearch(
            hosts=[{"host": service.host, "port": service.port}],
            http_auth=(service.user, service.password) if service.user else None,
            use_ssl=service.is_safe,
            verify_certs=service.is_safe,
            timeout=ASKING_SECONDS,
            max_retries=0,
        )

    # Asking ------------------------------------------------------------------

    def find(self, question, reader, filters, steering, *, offset, limit):
        asked = finding(question, reader, filters, steering, offset=offset, limit=limit)
        answer = self._search(asked)
        if answer is None:
            return self.table.find(
                question, reader, filters, steering, offset=offset, limit=limit
            )
        total = answer["hits"]["total"]["value"]
        keys = [hit["_id"] for hit in answer["hits"]["hits"]]
        return Found(
            hits=[Hit(key, key in steering.pinned) for key in keys],
            total=total,
            is_cut=total > MOST_RANKED,
            facets=_facets(answer["aggregations"]),
            latest=_latest(answer["aggregations"]),
        )

    def count_each(self, questions, reader):
        lines = []
        for question in questions:
            lines += [{}, counting(question, reader)]
        answer = lines and self._ask(
            lambda: self.client.msearch(body=lines, index=self.name),
            parts=lambda answer: answer["responses"],
        )
        if not answer:
            return self.table.count_each(questions, reader)
        return [
            min(each["hits"]["total"]["value"], MOST_COUNTED)
            for each in answer["responses"]
        ]

    def suggest(self, words, reader, *, limit):
        answer = self._search(suggesting(words, reader, limit=limit)) if words else None
        if answer is None:
            return self.table.suggest(words, reader, limit=limit)
        sources = [hit["_source"] for hit in answer["hits"]["hits"]]
        return [Findable(**{name: row[name] for name in SUGGESTED}) for row in sources]

    def _search(self, body):
        return self._ask(lambda: self.client.search(body=body, index=self.name))

    def _ask(self, request, parts=lambda answer: [answer]):
        """What OpenSearch answers, or None where the table is to be asked."""
        if time.monotonic() < self._rests_until or not _is_copy_whole():
            return None
        try:
            answer = request()
            if not all(map(_is_complete, parts(answer))):
                raise AnswerIncomplete
        except OpenSearchException as error:
            self._note_failure(error)
            return None
        return answer

    def _note_failure(self, error):
        status = error.status_code if isinstance(error, TransportError) else ""
        # Its message might hold what somebody searched for.
        logger.warning(
            "OpenSearch failed (%s %s): PostgreSQL is asked instead",
            type(error).__name__,
            status,
        )
        if status != REFUSED:
            self._rests_until = time.monotonic() + REST_SECONDS

    # Following the table -------------------------------------------------------

    def rows_written(self, keys):
        self._note(keys)

    def rows_removed(self, keys):
        self._note(keys)

    def _note(self, keys):
        if not keys:
            return
        state = IndexState.objects.get(pk=1)
        OverdueCopy.objects.bulk_create(
            OverdueCopy(generation=generation, key=key)
            for generation in (state.generation, state.building)
            if generation is not None
            for key in keys
        )
        transaction.on_commit(self.catch_up, robust=True)

    def catch_up(self):
        """Tell what is overdue; what fails stays overdue."""
        if time.monotonic() < self._rests_until:
            return
        state = IndexState.objects.get(pk=1)
        if state.copied != state.generation:
            return
        try:
            self._tell(state.generation, self.name)
        except OpenSearchException as error:
            self._note_failure(error)

    @transaction.atomic
    def _tell(self, generation, target):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        overdue = OverdueCopy.objects.of_generation(generation)
        keys = dict(overdue.values_list("pk", "key"))
        if not keys:
            return
        rows = Findable.objects.of_generation(generation).with_keys(set(keys.values()))
        actions = {key: _deleting(key) for key in keys.values()}
        actions |= {row.key: _indexing(row) for row in rows.heads()}
        self._send(actions.values(), target, TELLING_SECONDS)
        self.client.indices.refresh(index=target)
        OverdueCopy.objects.filter(pk__in=keys).delete()

    def _send(self, actions, target, seconds):
        _done, errors = bulk(
            self.client,
            actions,
            index=target,
            # Else a missing index would be made, without our fields.
            require_alias=target == self.name,
            chunk_size=AT_ONCE,
            max_chunk_bytes=MOST_BYTES_AT_ONCE,
            raise_on_error=False,
            request_timeout=seconds,
        )
        if not all(map(_was_gone, errors)):
            raise CopyRefused

    # A whole new copy ----------------------------------------------------------

    def rebuild(self, rows, *, generation):
        self._loaded = None
        try:
            self._load(rows, generation)
        except OpenSearchException as error:
            self._note_failure(error)
        else:
            self._loaded = generation

    def _load(self, rows, generation):
        # What changes from here on is overdue in the new copy too.
        OverdueCopy.objects.of_generation(generation).delete()
        target = self._index_of(generation)
        self.client.indices.delete(index=target, ignore_unavailable=True)
        self.client.indices.create(index=target, body=index_body())
        with transaction.atomic():
            heads = rows.iterator(chunk_size=AT_ONCE)
            self._send(map(_indexing, heads), target, LOADING_SECONDS)
        self.client.indices.refresh(index=target)

    def switch_to(self, generation):
        copied = None
        if self._loaded == generation:
            try:
                self._tell(generation, self._index_of(generation))
                self._point_to(generation)
            except OpenSearchException as error:
                self._note_failure(error)
            else:
                copied = generation
                self._rests_until = 0
        IndexState.objects.filter(pk=1).update(copied=copied)

    def _point_to(self, generation):
        actions = [
            {"add": {"index": self._index_of(generation), "alias": self.name}},
        ]
        if self.client.indices.exists_alias(name=self.name):
            former = {"index": self._index_of("*"), "alias": self.name}
            actions.insert(0, {"remove": former})
        self.client.indices.update_aliases(body={"actions": actions})

    def clear_away(self, generation):
        OverdueCopy.objects.but_of([generation]).delete()
        ours = re.compile(re.escape(self._index_of("")) + r"\d+")
        try:
            for index in self.client.indices.get(index=self._index_of("*")):
                if ours.fullmatch(index) and index != self._index_of(generation):
                    self.client.indices.delete(index=index, ignore_unavailable=True)
        except OpenSearchException as error:
            self._note_failure(error)

    def copied_keys(self):
        everything = {"_source": False, "query": {"match_all": {}}}
        try:
            return {
                hit["_id"]
                for hit in scan(self.client, index=self.name, query=everything)
            }
        except OpenSearchException as error:
            raise CopyUnreachable from error

    def _index_of(self, generation):
        return f"{self.name}-{generation}"


def _is_copy_whole():
    """Whether the copy follows the table and has caught up with it: one query."""
    return IndexState.objects.with_whole_copy().exists()


def _is_complete(answer):
    return not ("error" in answer or answer["timed_out"] or answer["_shards"]["failed"])


def _indexing(row):
    return {"_op_type": "index", "_id": row.key, "_source": document_of(row)}


def _deleting(key):
    return {"_op_type": "delete", "_id": key}


def _was_gone(error):
    return error.get("delete", {}).get("result") == "not_found"


def _facets(aggregations):
    facets = {
        facet: [
            Facet(bucket["key"], bucket["doc_count"])
            for bucket in aggregations[facet]["values"]["buckets"]
        ]
        for facet in FACETS
    }
    for values in facets.values():
        values.sort(key=lambda facet: (-facet.count, facet.value))
    facets["year"].sort(key=lambda facet: -facet.value)
    return facets


def _latest(aggregations):
    latest = aggregations["latest"]["date"].get("value_as_string")
    return date.fromisoformat(latest) if latest else None
