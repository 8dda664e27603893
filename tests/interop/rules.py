"""What the written rules of several formats share.

Rules stand for clients that cannot be run here, and for what no client would notice. Numbers are those of the
checklist in the design's page on graph formats.
"""

import collections
import datetime
import json
import re

from seen import found, none

# Names that one client or another keeps for itself (rule R4).
RESERVED = set(
    """id label source target type kind weight start end timeset key networkx_key name interaction selected suid x y z
    size color r g b shape thickness hidden highlighted zindex forcelabel pid parents spells slices viz src dst attr
    new_id edge node_for_adding u_for_edge v_for_edge""".split()
)
GOOD_NAME = re.compile(r"(?!.*(interval|timestamp))[a-z][a-z0-9_]*$")


def xml_checks(path):
    with open(path, "rb") as file:
        raw = file.read()
    text = raw.decode("utf-8")
    return text, {
        "1 declared UTF-8, no mark": found(True, raw.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')),
        "1 no forbidden character": none(re.findall(r"[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text)),
        "19 no CDATA, no comment": none(re.findall(r"<!\[CDATA\[|<!--", text)),
    }


def graph_checks(nodes, edges, tags):
    ids = [node["id"] for node in nodes]
    keys = [edge["id"] for edge in edges]
    return {
        "6 ids are unique": none(repeated(ids) + repeated(keys)),
        "6 every end exists": none({edge[end] for edge in edges for end in ("source", "target")} - set(ids)),
        "6 nodes come before edges": found(True, tags == sorted(tags, key=["node", "edge"].index)),
        "R2 edge ids have a letter in front and stand twice": none(
            key for key, edge in zip(keys, edges) if not re.match("e_", key) or edge["edge_id"] != key
        ),
    }


def repeated(values):
    return [value for value, count in collections.Counter(values).items() if count > 1]


def bad_names(names, allowed=()):
    """Names of attributes that a client would take for something else."""
    return [name for name in names if not GOOD_NAME.match(name) or name in RESERVED - set(allowed)]


def is_day(text):
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text)) and bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False


def warned_checks(folder, rows):
    """Values that Gephi changes have to be told of (item 32): in the report, each with its column and its owner."""
    with open(f"{folder}/report.json", encoding="utf-8") as file:
        messages = [re.findall("`([^`]*)`", warning["message"]) for warning in json.load(file)["warnings"]]
    told = {(quoted[0], quoted[1]) for quoted in messages if len(quoted) > 1}
    kept = {"id", "label", "source", "target", "kind", "owner"}
    risky = [
        (column, row["owner"])
        for row in rows
        for column, value in row.items()
        if column not in kept and ("INF" in value or value.lower() == "null")
    ]
    return {"32 values that Gephi changes are warned of": none(pair for pair in set(risky) if pair not in told)}


def owner(row):
    """Whom a warning names for a row: the record, the edge, or the entity."""
    return row.get("record_id") or row["id"]
