"""A question as OpenSearch asks it: the same things are found as in PostgreSQL (search/engines/database.py)."""

from django.utils import timezone

from .base import MOST_RANKED
from .opensearch_documents import SUGGESTED, other_name_mark, readings, title_mark
from .ranking import DATED, IN_ANOTHER_LANGUAGE, KINDS, NAMED, NEWS, NEWS_DAYS

# More than this nobody needs to know of a question that is only weighed.
MOST_COUNTED = 300
# Where words stand and how much that counts.
WEIGHTS = {"names": 2, "headings": 0.8, "summary": 0.4, "text": 0.1}
# OpenSearch admits 1,024 conditions in all; these only decide what is first.
MOST_RANKING_WORDS = 20
# What the way in which the words stand in names is worth (ranking.py), measured in such points.
OF_A_NAME = 20
# More than words can earn.
PROMOTED = 10_000
PINNED = 1_000_000

# The field that each facet counts, and the most values that it has.
FACETS = {
    "kind": "kind",
    "topic": "topics",
    "setting": "settings",
    "language": "language",
    "year": "year",
}
MOST_VALUES = 500


def finding(question, reader, filters, steering, *, offset, limit):
    """The request for a page of hits with the facets' counts."""
    return {
        "from": min(offset, MOST_RANKED),
        "size": max(min(limit, MOST_RANKED - offset), 0),
        "track_total_hits": True,
        "_source": False,
        "query": {
            "bool": {
                **_open_to(reader, hidden=steering.hidden),
                "should": [
                    _ranked(question, reader),
                    *_pins(steering.pinned),
                    _worth(PROMOTED, {"terms": {"key": list(steering.promoted)}}),
                ],
                "minimum_should_match": 1,
            }
        },
        # After the facets were counted, each of which leaves out its own choice.
        "post_filter": _narrowed(filters),
        "sort": _order(filters.sort),
        "aggs": {
            **{facet: _counted(facet, filters) for facet in FACETS},
            "latest": _within(_narrowed(filters), {"date": {"max": {"field": "date"}}}),
        },
    }


def counting(question, reader):
    """The request for how much a question finds."""
    must = _open_to(reader)
    must["filter"].append(_matching(question))
    return {"size": 0, "track_total_hits": MOST_COUNTED, "query": {"bool": must}}


def suggesting(words, reader, *, limit):
    """The request for what some words may be the beginning of."""
    must = _open_to(reader)
    must["filter"] += [{"prefix": {"begins": word}} for word in words]
    must["should"] = [
        _worth(2, {"term": {"language": reader.language}}),
        _worth(1, {"prefix": {"starts": " ".join(words)}}),
    ]
    return {
        "size": limit,
        "track_total_hits": False,
        "_source": SUGGESTED,
        "query": {"bool": must},
        "sort": ["_score", {"length": "asc"}, {"key": "asc"}],
    }


def _matching(question):
    """All groups occur and none of the unwanted: by the reading of each thing's own language."""
    if question.is_empty:
        return {"match_none": {}}
    return _any(_in_reading(question, reading) for reading in readings())


def _in_reading(question, reading):
    text = f"{reading}.all"
    # Small words say nothing alone.
    must = [_any(_group(group, text, "none") for group in question.wanted)]
    if not question.is_any:
        # Beside others they stand in everything: no index holds them.
        must += [_group(group, text, "all") for group in question.wanted]
    unwanted = [_group(group, text, "none") for group in question.unwanted]
    return {"bool": {"filter": must, "must_not": unwanted}}


def _group(group, field, without_words="none"):
    return _any(_phrase(" ".join(way), field, without_words) for way in group.ways)


def _phrase(words, field, without_words="none"):
    asked = {"query": words, "zero_terms_query": without_words}
    return {"match_phrase": {field: asked}}


def _ranked(question, reader):
    """What matches, with what puts one thing before another."""
    found = {
        "bool": {"filter": [_matching(question)], "should": _ranking(question)},
    }
    elsewhere = {"bool": {"must_not": {"term": {"language": reader.language}}}}
    worth = [{"filter": elsewhere, "weight": IN_ANOTHER_LANGUAGE}]
    worth += [
        {"filter": {"term": {"kind": kind}}, "weight": weight}
        for kind, weight in KINDS.items()
    ]
    news = {
        "filter": {"terms": {"kind": list(DATED)}},
        "exp": {
            "date": {
                "origin": timezone.localdate().isoformat(),
                "scale": f"{NEWS_DAYS}d",
                "decay": 0.5,
            }
        },
        "weight": NEWS,
    }
    everything = {"filter": {"match_all": {}}, "weight": 1}
    return _times(_times(found, worth, "multiply"), [everything, news], "sum")


def _ranking(question):
    words = [word for group in question.wanted for way in group.ways for word in way]
    typed = [word for group in question.wanted for word in group.typed]
    said = " ".join(dict.fromkeys([*typed, *words][:MOST_RANKING_WORDS]))
    name = " ".join(typed)
    return [
        condition
        for reading in readings()
        for condition in (_weighed(said, reading), _named(question, name, reading))
    ]


def _named(question, name, reading):
    """How the words stand in names: the whole title, another whole name, among others."""
    _not, among, other_name, title = (points * OF_A_NAME for points in NAMED)
    called, names = f"{reading}.called", f"{reading}.names"
    all_words = [_group(group, names, "all") for group in question.wanted]
    return {
        "dis_max": {
            "queries": [
                _worth(title, _phrase(title_mark(name), called)),
                _worth(other_name, _phrase(other_name_mark(name), called)),
                _worth(among, {"bool": {"filter": all_words}}),
            ]
        }
    }


def _weighed(said, reading):
    fields = [f"{reading}.{name}^{weight}" for name, weight in WEIGHTS.items()]
    return {"multi_match": {"query": said, "type": "most_fields", "fields": fields}}


def _pins(pinned):
    return [
        _worth(PINNED * (len(pinned) - place), {"term": {"key": key}})
        for place, key in enumerate(pinned)
    ]


def _open_to(reader, hidden=()):
    """What nothing closes to this reader today."""
    today = timezone.localdate().isoformat()
    closed = {
        "paths": reader.closed_paths,
        "collection_paths": reader.closed_collections,
        "key": hidden,
    }
    return {
        "filter": [],
        "must_not": [
            {"range": {"until": {"lt": today}}},
            *({"terms": {field: list(values)}} for field, values in closed.items()),
        ],
    }


def _narrowed(filters, but_by=None):
    """The filters as a condition, without that of the facet `but_by`."""
    return {
        "bool": {
            "filter": [
                {"term": {field: getattr(filters, facet)}}
                for facet, field in FACETS.items()
                if facet != but_by and getattr(filters, facet) not in ("", None)
            ]
        }
    }


def _counted(facet, filters):
    values = {"terms": {"field": FACETS[facet], "size": MOST_VALUES}}
    return _within(_narrowed(filters, but_by=facet), {"values": values})


def _within(condition, aggregations):
    return {"filter": condition, "aggs": aggregations}


def _order(sort):
    by_date = [{"date": {"order": "desc", "missing": "_last"}}]
    return [*(by_date if sort == "date" else []), "_score", {"key": "asc"}]


def _any(conditions):
    return {"bool": {"should": list(conditions), "minimum_should_match": 1}}


def _times(query, functions, score_mode):
    return {
        "function_score": {
            "query": query,
            "functions": functions,
            "score_mode": score_mode,
            "boost_mode": "multiply",
        }
    }


def _worth(points, condition):
    return {"constant_score": {"filter": condition, "boost": points}}
