"""As many comments as a busy site has, made in a second or two."""

from django.db import connection

SPEAK = """
INSERT INTO comments_comment (
    page_id, author_id, parent_id, body, original_body, state, version, held_for,
    hides_name, is_question, badge, is_locked, helpful_count, submission,
    created_at, published_at, waiting_since, answered_at
)
SELECT
    thread.page_id, (%(authors)s::bigint[])[1 + number %% %(people)s], thread.id,
    'What I think, number ' || number || repeat(' and so on', 20), '',
    CASE WHEN number %% 50 = 0 THEN 'hidden' ELSE 'published' END, 1, '{}',
    false, number %% 10 = 0, '', false, number %% 7, gen_random_uuid(),
    now() - make_interval(secs => %(count)s - number),
    now() - make_interval(secs => %(count)s - number), now(),
    CASE WHEN number %% 20 = 0 THEN now() END
FROM generate_series(1, %(count)s) AS number
"""
SEEN_BY_ALL = """
SELECT pg_restore_relation_stats(
    'schemaname', 'public', 'relname', 'comments_comment', 'relallvisible', relpages
)
FROM pg_class WHERE relname = 'comments_comment'
"""
UNDER_PAGES = """
CROSS JOIN (SELECT unnest(%(pages)s) AS page_id, NULL::bigint AS id) AS thread
"""
UNDER_THREADS = """
CROSS JOIN LATERAL (
    SELECT page_id, id FROM comments_comment
    WHERE parent_id IS NULL AND page_id = ANY(%(pages)s)
    ORDER BY page_id, created_at LIMIT %(threads)s
) AS thread
"""


def speak(pages, authors, count):
    """So many threads under each of these pages; one in fifty was hidden."""
    _insert(UNDER_PAGES, pages, authors, count)


def answer(pages, authors, count, *, threads=None):
    """So many replies in each of the first threads under these pages."""
    _insert(UNDER_THREADS, pages, authors, count, threads)


def _insert(under, pages, authors, count, threads=None):
    values = {
        "pages": [page.pk for page in pages],
        "authors": [author.pk for author in authors],
        "people": len(authors),
        "count": count,
        "threads": threads,
    }
    with connection.cursor() as cursor:
        cursor.execute(SPEAK + under, values)
        # What PostgreSQL does by itself after a while: it counts, and notes that
        # everybody can see all of it, which it can't know of rows that are not kept.
        cursor.execute("ANALYZE comments_comment")
        cursor.execute(SEEN_BY_ALL)
