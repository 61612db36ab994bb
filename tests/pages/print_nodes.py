"""Whether something is what pages/blocks/printing.py promises to whoever puts it on paper."""

NUMBER_OR_NONE = (int, type(None))
FIELDS = {
    "heading": {"level": int, "text": str},
    "paragraph": {"runs": list},
    "list": {"ordered": bool, "items": list},
    "image": {"image_id": int, "alt": str, "caption": str},
    "quote": {"text": str, "by": str},
    "box": {"style": str, "title": str, "nodes": list},
    "table": {"caption": str, "header_row": bool, "header_column": bool, "rows": list},
    "steps": {"steps": list},
    "statistic": {"number": str, "label": str, "source": str},
    "link": {"text": str, "url": str},
}
RUN = {"text": str, "bold": bool, "italic": bool, "link": str}
STEP = {
    "title": str,
    "minutes": NUMBER_OR_NONE,
    "materials": str,
    "note": str,
    "nodes": list,
}
BOXES = {"inset", "warning", "do", "dont", "card"}


def mistakes(nodes):
    """What is wrong with these nodes, a sentence each; empty when nothing is."""
    return [mistake for node in nodes for mistake in _mistakes_of(node)]


def _mistakes_of(node):
    kind = node.get("kind")
    if kind not in FIELDS:
        return [f"unknown kind: {node!r}"]
    found = _misfits({**node}, {"kind": str, **FIELDS[kind]})
    if found:
        return found
    if kind == "heading" and node["level"] not in {2, 3}:
        found.append(f"no such level: {node!r}")
    if kind == "box" and node["style"] not in BOXES:
        found.append(f"no such style: {node!r}")
    if kind == "paragraph":
        found += [fault for run in node["runs"] for fault in _misfits(run, RUN)]
    if kind == "steps":
        found += [fault for step in node["steps"] for fault in _misfits(step, STEP)]
    if kind == "table":
        cells = [cell for row in node["rows"] for cell in row]
        found += [f"no text: {cell!r}" for cell in cells if type(cell) is not str]
        if len({len(row) for row in node["rows"]}) > 1:
            found.append(f"rows of several lengths: {node!r}")
    inner = [
        *node.get("nodes", []),
        *(part for item in node.get("items", []) for part in item),
        *(part for step in node.get("steps", []) for part in step["nodes"]),
    ]
    return found + mistakes(inner)


def _misfits(found, wanted):
    if set(found) != set(wanted):
        return [f"wrong parts: {found!r}"]
    return [
        f"{key} is no {kind}: {found!r}"
        for key, kind in wanted.items()
        # A bool is an int to Python, not to the reader of JSON.
        if type(found[key]) not in (kind if isinstance(kind, tuple) else (kind,))
    ]
