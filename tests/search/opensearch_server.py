"""Stands in for OpenSearch: it takes the requests that we send, as its documentation describes them.

It refuses what it does not know, so that a request with a wrong name in it fails its test. What it
knows of language is a few small words and the plural's “s”.
"""

import json
import math
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit

SMALL_WORDS = {"the", "a", "and", "of"}
MOST_CONDITIONS = 1024


class Refused(Exception):
    """What OpenSearch answers with a status of 400 and above."""

    def __init__(self, status, reason):
        super().__init__(reason)
        self.status = status


@dataclass
class Index:
    """One index: its fields and its documents."""

    fields: dict
    documents: dict = field(default_factory=dict)


class OpenSearchServer:
    """An OpenSearch on a port of this computer, as a context manager."""

    def __init__(self):
        self.indexes = {}
        self.aliases = {}
        self.requests = []
        # Answer this status to everything.
        self.fails_with = None
        # Answer as if a part of the index were away.
        self.is_partial = False

    def __enter__(self):
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self):
                stand_in._answer(self)

            do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.thread = Thread(target=self.server.serve_forever, args=(0.02,))
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def documents(self, name):
        """The documents of an index, by its name or its alias."""
        return self._index(name).documents

    def _answer(self, handler):
        parts = urlsplit(handler.path)
        length = int(handler.headers.get("Content-Length") or 0)
        body = handler.rfile.read(length).decode()
        options = {name: values[0] for name, values in parse_qs(parts.query).items()}
        steps = unquote(parts.path).strip("/").split("/")
        self.requests.append((handler.command, "/".join(steps), body))
        try:
            if self.fails_with:
                raise Refused(self.fails_with, "away")
            status, answer = 200, self._do(handler.command, steps, options, body)
        except Refused as refused:
            status = refused.status
            answer = {"error": {"type": "refused", "reason": str(refused)}}
        text = json.dumps(answer).encode()
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(text)))
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(text)

    def _do(self, method, steps, options, body):
        match (method, *steps):
            case ("PUT", name):
                return self._create(name, json.loads(body))
            case ("DELETE", "_search", "scroll"):
                return {"succeeded": True}
            case ("DELETE", name):
                if name in self.aliases:
                    raise Refused(400, "an alias can't be deleted so")
                self.indexes.pop(name, None)
                self.aliases = {
                    alias: index
                    for alias, index in self.aliases.items()
                    if index != name
                }
                return {"acknowledged": True}
            case ("GET", pattern):
                return {name: {} for name in self.indexes if fnmatchcase(name, pattern)}
            case ("HEAD", "_alias", name):
                if name not in self.aliases:
                    raise Refused(404, "no such alias")
                return {}
            case ("POST", "_aliases"):
                return self._change_aliases(json.loads(body)["actions"])
            case ("POST", name, "_refresh"):
                self._index(name)
                return {"_shards": {"failed": 0}}
            case ("POST" | "PUT", name, "_bulk"):
                return self._bulk(name, options, body)
            case ("POST", name, "_search") if "scroll" in options:
                hits = [{"_id": key} for key in self.documents(name)]
                return {**self._whole(hits, len(hits)), "_scroll_id": "more"}
            case ("POST", "_search", "scroll"):
                return {**self._whole([], 0), "_scroll_id": "more"}
            case ("POST", name, "_search"):
                return self._search(name, json.loads(body))
            case ("POST", name, "_msearch"):
                lines = [json.loads(line) for line in body.splitlines()]
                return {"responses": [self._search(name, line) for line in lines[1::2]]}
        raise Refused(400, f"unknown request {method} {steps}")

    def _index(self, name):
        index = self.indexes.get(self.aliases.get(name, name))
        if index is None:
            raise Refused(404, f"no such index {name}")
        return index

    def _create(self, name, body):
        if name in self.indexes or name in self.aliases:
            raise Refused(400, "it exists")
        if body["mappings"]["dynamic"] != "strict":
            raise Refused(400, "this stand-in has no dynamic fields")
        self.indexes[name] = Index(_flat(body["mappings"]["properties"]))
        return {"acknowledged": True}

    def _change_aliases(self, actions):
        aliases = dict(self.aliases)
        for action in actions:
            ((verb, what),) = action.items()
            if verb == "add":
                self._index(what["index"])
                aliases[what["alias"]] = what["index"]
            elif not fnmatchcase(aliases.pop(what["alias"], ""), what["index"]):
                raise Refused(404, "aliases_not_found_exception")
        self.aliases = aliases
        return {"acknowledged": True}

    def _bulk(self, name, options, body):
        if options.get("require_alias") == "true" and name not in self.aliases:
            raise Refused(404, "require_alias is set and there is none")
        index = self._index(name)
        lines = iter(body.splitlines())
        items = []
        for line in lines:
            ((verb, action),) = json.loads(line).items()
            key = action["_id"]
            if verb == "delete":
                known = index.documents.pop(key, None) is not None
                outcome = ("deleted", 200) if known else ("not_found", 404)
            else:
                document = _flat_document(json.loads(next(lines)))
                if unknown := document.keys() - index.fields.keys():
                    raise Refused(400, f"fields {sorted(unknown)} aren't mapped")
                index.documents[key] = document
                outcome = ("created", 201)
            result, status = outcome
            items.append({verb: {"_id": key, "result": result, "status": status}})
        return {"errors": False, "items": items}

    def _search(self, name, body):
        index = self._index(name)
        if _conditions_in(body["query"]) > MOST_CONDITIONS:
            raise Refused(400, "too_many_nested_clauses")
        search = _Search(index.fields)
        found = [
            (key, document, search.score(body["query"], document))
            for key, document in index.documents.items()
        ]
        found = [hit for hit in found if hit[2] is not None]
        aggregations = {
            name: search.aggregate(agg, [document for _key, document, _score in found])
            for name, agg in body.get("aggs", {}).items()
        }
        narrowed = [
            hit
            for hit in found
            if search.score(body.get("post_filter", {"match_all": {}}), hit[1])
            is not None
        ]
        for order in reversed(body.get("sort", ["_score"])):
            _sort(narrowed, order)
        start, size = body.get("from", 0), body["size"]
        if start + size > 10_000:
            raise Refused(400, "Result window is too large")
        hits = []
        for key, document, score in narrowed[start : start + size]:
            shown = body.get("_source", True)
            source = {name: document[name] for name in shown} if shown else {}
            hits.append({"_id": key, "_score": score, "_source": source})
        total = len(narrowed)
        most = body["track_total_hits"]
        if most is not True:
            total = min(total, most)
        return {**self._whole(hits, total), "aggregations": aggregations}

    def _whole(self, hits, total):
        return {
            "timed_out": False,
            "_shards": {
                "total": 1,
                "successful": int(not self.is_partial),
                "skipped": 0,
                "failed": int(self.is_partial),
            },
            "hits": {"total": {"value": total, "relation": "eq"}, "hits": hits},
        }


class _Search:
    """One search: which documents match a condition, and how well."""

    def __init__(self, fields):
        self.fields = fields

    def score(self, query, document):
        """How well a document matches; None where it doesn't."""
        ((kind, what),) = query.items()
        return getattr(self, f"_{kind}")(what, document)

    def _match_all(self, what, document):
        return 1.0

    def _match_none(self, what, document):
        return None

    def _bool(self, what, document):
        unknown = what.keys() - {"filter", "should", "must_not", "minimum_should_match"}
        if unknown:
            raise Refused(400, f"bool has no {unknown}")
        must, must_not = _listed(what.get("filter")), _listed(what.get("must_not"))
        if any(self.score(one, document) is None for one in must):
            return None
        if any(self.score(one, document) is not None for one in must_not):
            return None
        scores = [self.score(one, document) for one in what.get("should", [])]
        scores = [score for score in scores if score is not None]
        usual = 0 if must or "should" not in what else 1
        if len(scores) < what.get("minimum_should_match", usual):
            return None
        return sum(scores)

    def _constant_score(self, what, document):
        matches = self.score(what["filter"], document) is not None
        return what["boost"] if matches else None

    def _dis_max(self, what, document):
        scores = [self.score(one, document) for one in what["queries"]]
        return max((score for score in scores if score is not None), default=None)

    def _function_score(self, what, document):
        score = self.score(what["query"], document)
        if score is None or what["boost_mode"] != "multiply":
            return score
        factors = [
            function["weight"] * self._decayed(function.get("exp"), document)
            for function in what["functions"]
            if self.score(function["filter"], document) is not None
        ]
        if not factors:
            return score
        joined = sum(factors) if what["score_mode"] == "sum" else math.prod(factors)
        return score * joined

    def _decayed(self, exp, document):
        if exp is None:
            return 1
        ((name, how),) = exp.items()
        self._require(name, {"date"})
        if not document.get(name):
            return 1
        origin = date.fromisoformat(how["origin"])
        days = abs((origin - date.fromisoformat(document[name])).days)
        return how["decay"] ** (days / int(how["scale"].removesuffix("d")))

    def _term(self, what, document):
        ((name, value),) = what.items()
        return self._terms({name: [value]}, document)

    def _terms(self, what, document):
        ((name, values),) = what.items()
        self._require(name, {"keyword", "integer"})
        return 1.0 if set(_listed(document.get(name))) & set(values) else None

    def _prefix(self, what, document):
        ((name, beginning),) = what.items()
        values = self._words(name, document)
        return 1.0 if any(word.startswith(beginning) for word in values) else None

    def _range(self, what, document):
        ((name, limits),) = what.items()
        self._require(name, {"date"})
        if limits.keys() - {"lt"}:
            raise Refused(400, "this stand-in knows “lt” only")
        value = document.get(name)
        return 1.0 if value and value < limits["lt"] else None

    def _match_phrase(self, what, document):
        ((name, asked),) = what.items()
        words = self._analysed(name, asked["query"])
        if not words:
            return 1.0 if asked["zero_terms_query"] == "all" else None
        held = self._words(name, document)
        places = range(len(held) - len(words) + 1)
        found = any(held[place : place + len(words)] == words for place in places)
        return 1.0 if found else None

    def _multi_match(self, what, document):
        if what["type"] != "most_fields":
            raise Refused(400, "this stand-in knows most_fields only")
        score = 0
        for weighed in what["fields"]:
            name, weight = weighed.split("^")
            held = Counter(self._words(name, document))
            asked = self._analysed(name, what["query"])
            score += sum(min(held[word], 1) for word in asked) * float(weight)
        return score or None

    def _words(self, name, document):
        field = self._require(name, {"text", "keyword"})
        if field["type"] == "keyword":
            return _listed(document.get(name))
        sources = [
            source
            for source, its in self.fields.items()
            if its.get("copy_to") == name or source == name
        ]
        # Where one text ends and the next begins no phrase goes on.
        words = []
        for source in sources:
            for text in _listed(document.get(source)):
                words += [*self._analysed(name, text), ""]
        return words

    def _analysed(self, name, text):
        words = text.split()
        if self._require(name, {"text"})["analyzer"] == "english":
            words = [word for word in words if word not in SMALL_WORDS]
            words = [re.sub(r"(?<=..)s$", "", word) for word in words]
        return words

    def _require(self, name, types):
        field = self.fields.get(name)
        if field is None or field["type"] not in types or field.get("index") is False:
            raise Refused(400, f"{name} can't be asked so")
        return field

    def aggregate(self, what, documents):
        """The answer to an aggregation over some documents."""
        within = [
            one for one in documents if self.score(what["filter"], one) is not None
        ]
        answer = {"doc_count": len(within)}
        for name, inner in what["aggs"].items():
            ((kind, asked),) = inner.items()
            self._require(asked["field"], {"keyword", "integer", "date"})
            values = [
                value for one in within for value in _listed(one.get(asked["field"]))
            ]
            if kind == "terms":
                counted = Counter(values).most_common(asked["size"])
                buckets = [{"key": key, "doc_count": number} for key, number in counted]
                answer[name] = {"buckets": buckets}
            elif values:
                answer[name] = {"value": 0.0, "value_as_string": max(values)}
            else:
                answer[name] = {"value": None}
        return answer


def _listed(value):
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _flat(properties, above=""):
    found = {}
    for name, what in properties.items():
        if "properties" in what:
            found |= _flat(what["properties"], f"{above}{name}.")
        else:
            found[f"{above}{name}"] = what
    return found


def _flat_document(document):
    found = {}
    for name, value in document.items():
        if isinstance(value, dict):
            found |= {f"{name}.{inner}": text for inner, text in value.items()}
        else:
            found[name] = value
    return found


def _sort(hits, order):
    if order == "_score":
        hits.sort(key=lambda hit: -hit[2])
        return
    ((name, how),) = order.items()
    if how == "asc":
        hits.sort(key=lambda hit: hit[1][name])
    else:
        # Newest first, those without a date last.
        hits.sort(key=lambda hit: hit[1].get(name) or "", reverse=True)


def _conditions_in(query):
    """How many conditions OpenSearch counts in a query: words of each field, not what joins them."""
    if isinstance(query, list):
        return sum(map(_conditions_in, query))
    if not isinstance(query, dict):
        return 0
    count = 0
    for name, what in query.items():
        if name in {"term", "terms", "prefix", "range", "match_phrase"}:
            count += 1
        elif name == "multi_match":
            count += len(what["fields"]) * len(what["query"].split())
        else:
            count += _conditions_in(what)
    return count
