"""The tables for Neo4j by written rules: items 29 and 30 of the checklist."""

import csv
import io
import os
import re

from rules import is_day, repeated
from seen import found, load, none

TYPES = set(
    """int long float double boolean byte short char string point date localtime time localdatetime datetime
    duration""".split()
)
KEY = re.compile(r"(?P<name>\w*):(?P<type>[A-Za-z_]+)(?P<list>\[\])?(?:\((?P<group>\w+)\))?$")
SPECIAL = {"ID", "LABEL", "START_ID", "END_ID", "TYPE"}


def read(_, folder):
    files = [name for name in os.environ["INTEROP_FILES"].split() if name.endswith(".csv")]
    raw = {name: open(f"{folder}/{name}", "rb").read() for name in files}
    nodes, edges = (columns(raw, what) for what in ("node", "rel"))
    ids = [row[":ID"] for row in nodes["rows"]]
    ends = {row[end] for row in edges["rows"] for end in (":START_ID", ":END_ID")}
    every = [(key, row[key["column"]]) for table in (nodes, edges) for key in table["keys"] for row in table["rows"]]
    groups = {
        key["group"] for table in (nodes, edges) for key in table["keys"] if key["type"] in SPECIAL & set(ID_TYPES)
    }
    return {
        "nodes": [row | {"id": row[":ID"]} for row in nodes["rows"]],
        "edges": [
            row | {"source": row[":START_ID"], "target": row[":END_ID"], "relation": row[":TYPE"].lower()}
            for row in edges["rows"]
        ],
        "partial": True,
        "checks": {
            "29 no mark in front": none(name for name, text in raw.items() if text.startswith(b"\xef\xbb\xbf")),
            "29 types are known": none(key["column"] for key, _ in every if key["type"] not in TYPES | SPECIAL),
            "29 one group of ids": found(1, len(groups)),
            "29 every end exists": none(ends - set(ids)),
            "29 ids are unique": none(repeated(ids)),
            "29 types of relationships": none(t for t in relations(edges) if not re.fullmatch(r"[A-Z][A-Z0-9_]*", t)),
            "29 no line break in a cell": none(cell for _, cell in every if "\n" in cell or "\r" in cell),
            "29 absent cells are not quoted": none(
                name for name, text in raw.items() if re.search(rb'(^|,)""(,|\r?$)', text, re.M)
            ),
            "30 days": none(cell for key, cell in every if key["type"] == "date" and cell and not is_day(cell)),
            "30 booleans": none(c for key, c in every if key["type"] == "boolean" and c not in ("true", "false", "")),
            "30 dates without a zone": none(key["column"] for key, _ in every if key["type"] in ("datetime", "time")),
        },
    }


ID_TYPES = ("ID", "START_ID", "END_ID")


def relations(edges):
    return {row[":TYPE"] for row in edges["rows"]}


def columns(raw, what):
    """A table with its header, the columns that make the graph under the names that Neo4j gives them."""
    (table,) = (name for name in raw if what in name)
    rows = csv.reader(io.StringIO(raw[table].decode("utf-8"), newline=""))
    cells = next(rows)
    keys = [{"column": cell} | match.groupdict() for cell in cells if (match := KEY.match(cell))]
    for key in keys:
        key["column"] = f":{key['type']}" if key["type"] in SPECIAL else key["name"]
    return {"keys": keys, "rows": [dict(zip((key["column"] for key in keys), row, strict=True)) for row in rows]}


load(read, "written")
