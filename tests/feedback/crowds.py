"""As much feedback as a busy site has after years, made in a few seconds."""

from django.db import connection

SEND = """
INSERT INTO feedback_feedbackitem (
    reference, kind_id, source, message, shown_message, details, is_at_risk, picture,
    name, email, language, page_id, state, version, assignee_id, due_on, waits_for,
    fingerprint, created_at, answered_at, handled_at
)
SELECT
    'FB-' || lpad(translate(number::text, '01', 'AB'), 8, 'C'),
    (%(kinds)s::bigint[])[1 + number %% %(kind_count)s],
    CASE WHEN number %% 97 = 0 THEN 'document' WHEN number %% 3 = 0 THEN 'beside' ELSE 'form' END,
    words, words,
    CASE WHEN number %% 211 = 0 THEN '{phone}'::varchar[] ELSE '{}' END,
    number %% 1009 = 0, '',
    CASE WHEN number %% 5 < 3 THEN 'Sender ' || number ELSE '' END,
    CASE WHEN number %% 5 < 3 THEN 'sender' || number || '@readers.example' ELSE '' END,
    CASE WHEN number %% 151 = 0 THEN 'pl' ELSE 'en-gb' END,
    (%(pages)s::bigint[])[1 + number %% %(page_count)s],
    state, 1,
    CASE WHEN state IN ('in_hand', 'waiting', 'done')
        THEN (%(people)s::bigint[])[1 + number %% %(people_count)s] END,
    (now() - make_interval(mins => number * 10))::date + 7,
    CASE WHEN state = 'waiting' THEN 'the print room' ELSE '' END,
    'crowd ' || number,
    now() - make_interval(mins => number * 10),
    CASE WHEN state = 'done' THEN now() END,
    CASE WHEN state IN ('done', 'spam') THEN now() END
FROM (
    SELECT number,
        CASE WHEN lot %% 20 = 1 THEN 'new' WHEN lot %% 20 = 2 THEN 'in_hand'
            WHEN lot %% 40 = 3 THEN 'waiting' WHEN lot %% 10 = 4 THEN 'spam'
            ELSE 'done' END AS state,
        'I looked for the ' || (%(things)s::text[])[1 + number %% 7] || ' on ward ' || number %% 400
            || ' and could not find what I need, whatever I tried. Case ' || number
            || repeat(' It would help everybody who works at night.', number %% 5) AS words
    FROM generate_series(1, %(count)s) AS number, abs(hashint4(number)) AS lot
) AS sent
"""
TAG = """
INSERT INTO feedback_taggedfeedback (tag_id, content_object_id)
SELECT %(tag)s, id FROM feedback_feedbackitem WHERE id %% 500 = 0
"""
SEEN_BY_ALL = """
SELECT pg_restore_relation_stats(
    'schemaname', 'public', 'relname', 'feedback_feedbackitem', 'relallvisible', relpages
)
FROM pg_class WHERE relname = 'feedback_feedbackitem'
"""
THINGS = ["template", "film", "poster", "checklist", "story", "chart", "guide"]


def send(count, *, pages, people, kinds, tag=None):
    """So many messages, most of them dealt with, about these pages and with these colleagues."""
    values = {
        "count": count,
        "things": THINGS,
        "kinds": [kind.pk for kind in kinds],
        "kind_count": len(kinds),
        "pages": [page.pk for page in pages],
        "page_count": len(pages),
        "people": [person.pk for person in people],
        "people_count": len(people),
    }
    with connection.cursor() as cursor:
        cursor.execute(SEND, values)
        if tag:
            cursor.execute(TAG, {"tag": tag.pk})
        # What PostgreSQL does by itself after a while: it counts, and notes that everybody
        # can see all of it, which it can't know of rows that are not kept.
        cursor.execute("ANALYZE feedback_feedbackitem, feedback_taggedfeedback")
        cursor.execute(SEEN_BY_ALL)
