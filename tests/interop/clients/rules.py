"""What clients that cannot be run here ask of the files, as written rules: items 1 to 7, 18 to 21, 24 to 28 and 32.

Cytoscape: item 21, from its reader's source. Gephi's guess at the types of columns: item 25, likewise.
"""

import collections
import csv
import datetime
import io
import json
import re
import xml.etree.ElementTree as ElementTree

from seen import found, load, none

RESERVED = set(
    """id source target type kind start end timeset key networkx_key selected suid z r g b shape thickness hidden
    highlighted zindex forcelabel pid parents spells slices viz src dst attr new_id edge node_for_adding u_for_edge
    v_for_edge""".split()
)
GOOD_NAME = re.compile(r"(?!.*(interval|timestamp))[a-z][a-z0-9_]*$")
GEXF = "{http://gexf.net/1.3}"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def rules(form, folder):
    return {"gexf": gexf, "graphml": graphml, "gephi-csv": gephi_csv}[form](folder)


# XML


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


# GEXF


def gexf(folder):
    text, checks = xml_checks(f"{folder}/graph.gexf")
    root = ElementTree.fromstring(text)
    graph = root.find(f"{GEXF}graph")
    blocks = graph.findall(f"{GEXF}attributes")
    declared = {block.get("class"): block.findall(f"{GEXF}attribute") for block in blocks}
    elements = {tag: list(graph.iter(f"{GEXF}{tag}")) for tag in ("node", "edge")}
    rows = {tag: [gexf_row(element) for element in elements[tag]] for tag in elements}
    tags = [element.tag.removeprefix(GEXF) for element in graph.iter() if element.tag in (f"{GEXF}node", f"{GEXF}edge")]
    times = [element for element in graph.iter() if element.tag in (f"{GEXF}node", f"{GEXF}edge", f"{GEXF}spell")]
    checks |= graph_checks(rows["node"], rows["edge"], tags) | {
        "2 namespaces, version and prefix": found(
            ("http://gexf.net/1.3", "http://gexf.net/1.3/viz", "1.3"),
            tuple((re.search(rf'<gexf[^>]* {name}="([^"]*)"', text) or [None, None])[1] for name in ("xmlns", "xmlns:viz", "version")),
        ),
        "3 one block a class": found(["edge", "node"], sorted(block.get("class") for block in blocks)),
        "3 blocks are static": found({"static"}, {block.get("mode") for block in blocks}),
        "3 every value is declared": none(undeclared(elements, declared)),
        "3 id is title": none(a.get("id") for block in blocks for a in block if a.get("id") != a.get("title")),
        "3 good names": none(bad_names(a.get("id") for block in blocks for a in block)),
        "3 types every client knows": none(
            {a.get("type") for block in blocks for a in block} - {"string", "integer", "long", "double", "boolean"}
        ),
        "4 bounds are days in order": none(element.attrib for element in times if not ordered(element)),
        "4 no other way to tell time": none(re.findall(r"<[^>]* (startopen|endopen|intervals|timestamps?)=", text)),
        "5 time and direction": found(
            ["date", "interval", "UTC", "directed", "dynamic"],
            [graph.get(n) for n in ("timeformat", "timerepresentation", "timezone", "defaultedgetype", "mode")],
        ),
        "7 source, target and kind are unique": none(repeated((e["source"], e["target"], e["kind"]) for e in rows["edge"])),
        "7 kind without its number is the relation": none(
            e["kind"] for e in rows["edge"] if re.sub(r"#\d+$", "", e["kind"]) != e["relation"]
        ),
        "R8 weights above 0": none(e["weight"] for e in rows["edge"] if not float(e["weight"]) > 0),
        "1.7 x, y and size of every node": none(n.get("id") for n in elements["node"] if not drawn(n)),
    }
    owned = [row | {"owner": owner(row)} for row in rows["node"] + rows["edge"]]
    return {"nodes": rows["node"], "edges": rows["edge"], "checks": checks | warned_checks(folder, owned)}


def gexf_row(element):
    values = {value.get("for"): value.get("value") for value in element.iter(f"{GEXF}attvalue")}
    return dict(element.attrib) | values


def undeclared(elements, declared):
    for tag, block in declared.items():
        names = {attribute.get("id") for attribute in block}
        used = {value.get("for") for element in elements[tag] for value in element.iter(f"{GEXF}attvalue")}
        yield from used - names


def bad_names(names, allowed=()):
    names = [name for name in names if name not in allowed]
    return [name for name in names if not GOOD_NAME.match(name) or name in RESERVED]


def ordered(element):
    bounds = [element.get(name) for name in ("start", "end") if element.get(name) is not None]
    return all(is_day(bound) for bound in bounds) and bounds == sorted(bounds)


def is_day(text):
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text)) and bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False


def drawn(node):
    viz = "{http://gexf.net/1.3/viz}"
    place, size = node.find(f"{viz}position"), node.find(f"{viz}size")
    return place is not None and size is not None and {"x", "y"} <= set(place.attrib) and float(size.get("value")) > 0


# GraphML


def graphml(folder):
    text, checks = xml_checks(f"{folder}/graph.graphml")
    root = ElementTree.fromstring(text)
    keys = root.findall(f"{GRAPHML}key")
    graph = root.find(f"{GRAPHML}graph")
    names = {key.get("id"): key.get("attr.name") for key in keys}
    children = [child.tag.removeprefix(GRAPHML) for child in graph]
    rows = {tag: [graphml_row(e, names) for e in graph.findall(f"{GRAPHML}{tag}")] for tag in ("node", "edge")}
    used = {data.get("key") for data in root.iter(f"{GRAPHML}data")}
    domains = [(key.get("for"), key.get("attr.name")) for key in keys]
    tags = [tag for tag in children if tag in ("node", "edge")]
    checks |= graph_checks(rows["node"], rows["edge"], tags) | {
        "18 keys are for graph, node or edge": none({key.get("for") for key in keys} - {"graph", "node", "edge"}),
        "18 six types": none({k.get("attr.type") for k in keys} - {"boolean", "int", "long", "float", "double", "string"}),
        "18 names and ids are unique": none(repeated(domains) + repeated(key.get("id") for key in keys)),
        "18 every key is declared": none(used - set(names)),
        "19 no direction on edges": none(e for e in graph.iter(f"{GRAPHML}edge") if "directed" in e.attrib),
        "19 no desc, default or nested graph": none(re.findall(r"<(?:desc|default|port|hyperedge)\b", text)),
        "19 one graph": found(1, len(list(root.iter(f"{GRAPHML}graph")))),
        "19 data of the graph come first": found(True, children == sorted(children, key=["data", "node", "edge"].index)),
        "20 namespace within 20 lines": found(True, any('xmlns="http://graphml' in line for line in text.split("\n")[:20])),
        "20 no prefix on tags": none(re.findall(r"</?[a-z]+:[a-z]+", text)),
        "21 Cytoscape: interaction and name of every edge": none(
            e["id"] for e in rows["edge"] if e.get("interaction") != e["relation"] or not e.get("name")
        ),
        "R4 good names": none(bad_names((name for _, name in domains), allowed={"x", "y", "size", "color", "title"} | {"interaction", "name"})),
        "2.2 key ids are names, but for what nodes and edges share": none(
            key.get("id") for key in keys if key.get("id").removeprefix("e_") != key.get("attr.name")
        ),
        "2.6 no empty value": none(data.get("key") for data in root.iter(f"{GRAPHML}data") if not data.text),
    }
    owned = [row | {"owner": owner(row)} for row in rows["node"] + rows["edge"]]
    checks |= warned_checks(folder, [{k: v for k, v in row.items() if k != "name"} for row in owned])
    return {"nodes": rows["node"], "edges": rows["edge"], "lacks": ["start", "end"], "checks": checks}


def graphml_row(element, names):
    return dict(element.attrib) | {names[data.get("key")]: data.text for data in element.iter(f"{GRAPHML}data")}


# CSV for Gephi


def gephi_csv(folder):
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
        "28 kind without its number is the relation": none(e for e in edges if re.sub(r"#\d+$", "", e["Kind"]) != e["relation"]),
        "28 directed": found({"Directed"}, {edge["Type"] for edge in edges}),
        "28 ids are unique": none(repeated(e["Id"] for e in edges) + repeated(n["Id"] for n in nodes)),
        "28 weights above 0": none(e["Weight"] for e in edges if not float(e["Weight"]) > 0),
        "27 time sets": none(e["Timeset"] for e in edges + nodes if e.get("Timeset") and not time_set(e["Timeset"])),
    }
    rows = [lowered(node) | {"owner": node["Id"]} for node in nodes] + [lowered(e) | {"owner": e["record_id"]} for e in edges]
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
        f"24 {name}: every cell on one line": none(cell for row in rows for cell in row if "\n" in cell or "\r" in cell),
        f"25 {name}: types as Gephi guesses them": none(
            (column, kind) for column, kind in types.items() if rows and kind not in wanted.get(column, numbers)
        ),
        f"25 {name}: texts stay texts": none(
            (column, kind) for column, kind in types.items() if textual(column) and kind != "string"
        ),
        f"25 {name}: all rows agree with the guess": none(
            (column, types[column], kind) for column, kind in whole.items() if column not in kept and kind != types[column]
        ),
        f"26 {name}: heads are unique": none(repeated(column.lower() for column in head)),
        f"26 {name}: no head that Gephi takes for time": none(c for c in head if re.search("interval|timestamp", c, re.I)),
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


load(rules, "written")
