"""GEXF by written rules: items 1 to 7 and 32 of the checklist."""

import re
import xml.etree.ElementTree as ElementTree

from rules import bad_names, graph_checks, is_day, owner, repeated, warned_checks, xml_checks
from seen import found, load, none

GEXF = "{http://gexf.net/1.3}"


def read(_, folder):
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
            tuple(
                (re.search(rf'<gexf[^>]* {name}="([^"]*)"', text) or [None, None])[1]
                for name in ("xmlns", "xmlns:viz", "version")
            ),
        ),
        "3 one block a class": found(["edge", "node"], sorted(block.get("class") for block in blocks)),
        "3 blocks are static": found({"static"}, {block.get("mode") for block in blocks}),
        "3 every value is declared": none(undeclared(elements, declared)),
        "3 id is title": none(a.get("id") for block in blocks for a in block if a.get("id") != a.get("title")),
        "3 good names": none(bad_names(a.get("id") for block in blocks for a in block)),
        "3 names are unique": none(repeated((b.get("class"), a.get("id").lower()) for b in blocks for a in b)),
        "3 types every client knows": none(
            {a.get("type") for block in blocks for a in block} - {"string", "integer", "long", "double", "boolean"}
        ),
        "4 bounds are days in order": none(element.attrib for element in times if not ordered(element)),
        "4 no other way to tell time": none(re.findall(r"<[^>]* (startopen|endopen|intervals|timestamps?)=", text)),
        "5 time and direction": found(
            ["date", "interval", "UTC", "directed", "dynamic"],
            [graph.get(n) for n in ("timeformat", "timerepresentation", "timezone", "defaultedgetype", "mode")],
        ),
        "7 source, target and kind are unique": none(
            repeated((e["source"], e["target"], e["kind"]) for e in rows["edge"])
        ),
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


def ordered(element):
    bounds = [element.get(name) for name in ("start", "end") if element.get(name) is not None]
    return all(is_day(bound) for bound in bounds) and bounds == sorted(bounds)


def drawn(node):
    viz = "{http://gexf.net/1.3/viz}"
    place, size = node.find(f"{viz}position"), node.find(f"{viz}size")
    return place is not None and size is not None and {"x", "y"} <= set(place.attrib) and float(size.get("value")) > 0


load(read, "written")
