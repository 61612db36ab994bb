"""What OpenSearch holds of each head of the index, and how it reads the words of each language."""

from django.conf import settings
from wagtail.models import Collection, Page

from ..languages import config_of
from ..words import searchable

# Configurations of PostgreSQL for whose languages OpenSearch has no analyzer of its own.
AS_WRITTEN = "simple"
UNKNOWN_TO_OPENSEARCH = {"nepali", "serbian", "tamil", "yiddish", AS_WRITTEN}
# Longer names are nobody's exact words; OpenSearch refuses keywords of 32 KB.
LONGEST_NAME = 1000
TEXTS = ("names", "headings", "summary", "text")
# Words that nobody types: between them stands the whole of a name, without its endings.
TITLE_BEGINS, OTHER_NAME_BEGINS, NAME_ENDS = "qqtitle", "qqname", "qqend"
# What a suggestion shows.
SUGGESTED = ["key", "kind", "title", "other_names", "language", "address"]

KEYWORD = {"type": "keyword"}
INTEGER = {"type": "integer"}
DATE = {"type": "date", "format": "strict_date"}
SHOWN = {"type": "keyword", "index": False, "doc_values": False}


def readings():
    """How words are read, by the names of PostgreSQL's configurations: those of the site's languages, and as written."""
    known = {config_of(code) for code, _name in settings.LANGUAGES}
    return [*sorted(known - UNKNOWN_TO_OPENSEARCH), AS_WRITTEN]


def reading_of(language):
    """The reading for one language: as it is written where it is none of the site's own."""
    config = config_of(language)
    return config if config in readings() else AS_WRITTEN


def index_body():
    """The settings and fields of a new index; anything else that a document holds is refused."""
    return {
        "settings": {"index": {"number_of_shards": 1}},
        "mappings": {
            "dynamic": "strict",
            "properties": {
                "key": KEYWORD,
                "kind": KEYWORD,
                "language": KEYWORD,
                "date": DATE,
                "year": INTEGER,
                "topics": INTEGER,
                "settings": INTEGER,
                # Each with those above it, so that any number of closed ones is one condition.
                "paths": KEYWORD,
                "collection_paths": KEYWORD,
                "until": DATE,
                # For suggestions.
                "starts": {"type": "keyword", "ignore_above": LONGEST_NAME},
                "begins": {"type": "text", "analyzer": "whitespace"},
                "length": INTEGER,
                "title": SHOWN,
                "other_names": SHOWN,
                "address": SHOWN,
                **{reading: _read(reading) for reading in readings()},
            },
        },
    }


def _read(reading):
    # The words are folded already (search/words.py): what is left is to take endings off.
    analyzer = "whitespace" if reading == AS_WRITTEN else reading
    text = {"type": "text", "analyzer": analyzer}
    whole = {**text, "copy_to": f"{reading}.all"}
    fields = {"all": text, "called": text, **dict.fromkeys(TEXTS, whole)}
    return {"properties": fields}


def document_of(row):
    """One head as OpenSearch holds it."""
    return {
        "key": row.key,
        "kind": row.kind,
        "language": row.language,
        "date": row.date and row.date.isoformat(),
        "year": row.date and row.date.year,
        "topics": row.topics,
        "settings": row.settings,
        "paths": _way_down_to(row.path, Page.steplen),
        "collection_paths": _way_down_to(row.collection_path, Collection.steplen),
        "until": row.until and row.until.isoformat(),
        "starts": searchable(row.title),
        "begins": searchable(f"{row.title}\n{row.other_names}"),
        "length": len(row.title),
        "title": row.title,
        "other_names": row.other_names,
        "address": row.address,
        # What is in another language often has a name in the site's own.
        reading_of(settings.LANGUAGE_CODE): _names_of(row),
        reading_of(row.language): {
            **_names_of(row),
            "headings": searchable(row.headings),
            "summary": searchable(row.summary),
            "text": searchable(row.text),
        },
    }


def title_mark(words):
    """A whole title, as it is held and asked for."""
    return f"{TITLE_BEGINS} {words} {NAME_ENDS}"


def other_name_mark(words):
    """A whole name beside the title."""
    return f"{OTHER_NAME_BEGINS} {words} {NAME_ENDS}"


def _names_of(row):
    others = row.other_names.splitlines()
    return {
        "names": searchable(f"{row.title}\n{row.other_names}"),
        "called": [
            title_mark(searchable(row.title)),
            *(other_name_mark(searchable(name)) for name in others),
        ],
    }


def _way_down_to(path, step):
    return [path[:end] for end in range(step, len(path) + 1, step)]
