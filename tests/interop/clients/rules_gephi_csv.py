"""The tables for Gephi by written rules: items 24 to 28 and 32 of the checklist, Gephi's guess at types among them."""

import csv
import io
import re

from rules import is_day, repeated, warned_checks
from seen import found, load, none


def read(_, folder):
    tables, checks = {}, {}
    for name in ("nodes", "edges"):
        with open(f"{folder}/gephi-{name}.csv", "rb") as file:
            raw = file.read()
        tables[name] = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), escapechar="\\"))
        checks |= table_checks(name, raw, tables[name])
    nodes, edges = ([dict(zip(table[0], row)) for row in table[1:]] for table in tables.values())
    heads = {name: {cell.lower() for cell in table[0]} for name, table in tables.items()}
    checks |= {
        "26 the nodes have no source or target": none(heads["nodes"] & {"source", "target"}),
        "26 the edges have both": none({"source", "target"} - heads["edges"]),
        "28 source, target and kind are unique": none(repeated((e["Source"], e["Target"], e["Kind"]) for e in edges)),
        "28 kind without its number is the relation": none(
            e for e in edges if re.sub(r"#\d+$", "", e["Kind"]) != e["relation"]
        ),
        "28 directed": found({"Directed"}, {edge["Type"] for edge in edges}),
        "28 ids are unique": none(repeated(e["Id"] for e in edges) + repeated(n["Id"] for n in nodes)),
        "28 weights above 0": none(e["Weight"] for e in edges if not float(e["Weight"]) > 0),
        "27 time sets": none(e["Timeset"] for e in edges + nodes if e.get("Timeset") and not time_set(e["Timeset"])),
    }
    rows = [lowered(node) | {"owner": node["Id"]} for node in nodes] + [
        lowered(e) | {"owner": e["record_id"]} for e in edges
    ]
    nulls = [{k: v for k, v in row.items() if "INF" not in v} for row in rows]
    edges = [edge | lowered(edge) | bounds(edge["Timeset"]) for edge in edges]
    nodes = [node | lowered(node) for node in nodes]
    return {"nodes": nodes, "edges": edges, "checks": checks | warned_checks(folder, nulls)}


def lowered(row):
    return {name.lower(): cell for name, cell in row.items()}


def table_checks(name, raw, table):
    head, *rows = table
    types = {column: guess([row[n] for row in rows if row[n]][:25]) for n, column in enumerate(head)}
    whole = {column: guess([row[n] for row in rows if row[n]]) for n, column in enumerate(head)}
    wanted = {"Weight": {"double"}, "Timeset": {"intervals"}}
    numbers = {"boolean", "integer", "long", "double", "string"}
    kept = {"Id", "Label", "Source", "Target", "Type", "Kind"}
    return {
        f"24 {name}: a mark in front": found(True, raw.startswith(b"\xef\xbb\xbf") and not raw[3:].startswith(b"\xef")),
        f"24 {name}: every row as long as the head": none(row for row in rows if len(row) != len(head)),
        f"24 {name}: every cell on one line": none(
            cell for row in rows for cell in row if "\n" in cell or "\r" in cell
        ),
        f"25 {name}: types as Gephi guesses them": none(
            (column, kind) for column, kind in types.items() if rows and kind not in wanted.get(column, numbers)
        ),
        f"25 {name}: texts stay texts": none(
            (column, kind) for column, kind in types.items() if textual(column) and kind != "string"
        ),
        f"25 {name}: all rows agree with the guess": none(
            (column, types[column], kind)
            for column, kind in whole.items()
            if column not in kept and kind != types[column]
        ),
        f"26 {name}: heads are unique": none(repeated(column.lower() for column in head)),
        f"26 {name}: no head that Gephi takes for time": none(
            c for c in head if re.search("interval|timestamp", c, re.I)
        ),
        f"3.1 {name}: plain heads": none(column for column in head if not re.fullmatch(r"\w+", column)),
    }


def textual(column):
    """Columns that hold text whatever they look like; the others may be numbers or booleans."""
    return column.startswith(("date_", "label_")) or column in (
        "aliases", "abbreviations", "country", "note", "part_of", "relation", "edge_id", "record_id", "record_label",
        "record_note", "record_summary", "record_place", "record_purpose", "record_subject", "record_title", "evidence",
    )  # fmt: skip


def guess(cells):
    """The type Gephi gives a column, in its own order."""
    tests = [
        ("boolean", r"(?i)true|false"),
        ("integer", r"[+-]?\d{1,9}"),
        ("long", r"[+-]?\d{1,19}"),
        ("double", r"[+-]?(NaN|Infinity|((\d+\.?\d*|\.\d+)([eE][+-]?\d+)?)[fFdD]?)"),
        ("intervals", r"<?\[.*\]>?"),
        ("timestamps", r"\d{4}-\d\d-\d\d(T.*)?|<.*>"),
    ]
    if not cells:
        return "string"
    return next((kind for kind, test in tests if all(re.fullmatch(test, cell.strip()) for cell in cells)), "string")


def time_set(cell):
    if not re.fullmatch(r"<\[[^\[\]]*\](; \[[^\[\]]*\])*>", cell):
        return False
    pairs = [pair.split(", ") for pair in re.findall(r"\[([^\[\]]*)\]", cell)]
    known = all(low == "-Infinity" or is_day(low) for low, _ in pairs) and all(
        high == "Infinity" or is_day(high) for _, high in pairs
    )
    flat = [{"-Infinity": "", "Infinity": "~"}.get(bound, bound) for pair in pairs for bound in pair]
    apart = all(flat[n] < flat[n + 1] for n in range(1, len(flat) - 1, 2))
    return known and apart and flat == sorted(flat)


def bounds(cell):
    low, high = re.fullmatch(r"<\[(.*), (.*)\]>", cell).groups() if cell else ("", "")
    return {"start": low.replace("-Infinity", ""), "end": high.replace("Infinity", "")}


load(read, "written")
