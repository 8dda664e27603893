"""GraphML by written rules: items 1, 6, 18 to 21 and 32 of the checklist; 21 stands for Cytoscape."""

import re
import xml.etree.ElementTree as ElementTree

from rules import bad_names, graph_checks, owner, repeated, warned_checks, xml_checks
from seen import found, load, none

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
# Names that clients of GraphML are meant to find.
KEPT = {"label", "weight", "x", "y", "size", "color", "interaction", "name"}


def read(_, folder):
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
        "18 six types": none(
            {k.get("attr.type") for k in keys} - {"boolean", "int", "long", "float", "double", "string"}
        ),
        "18 names and ids are unique": none(repeated(domains) + repeated(key.get("id") for key in keys)),
        "18 every key is declared": none(used - set(names)),
        "19 no direction on edges": none(e for e in graph.iter(f"{GRAPHML}edge") if "directed" in e.attrib),
        "19 no desc, default or nested graph": none(re.findall(r"<(?:desc|default|port|hyperedge)\b", text)),
        "19 one graph": found(1, len(list(root.iter(f"{GRAPHML}graph")))),
        "19 data of the graph come first": found(
            True, children == sorted(children, key=["data", "node", "edge"].index)
        ),
        "20 namespace within 20 lines": found(
            True, any('xmlns="http://graphml' in line for line in text.split("\n")[:20])
        ),
        "20 no prefix on tags": none(re.findall(r"</?[a-z]+:[a-z]+", text)),
        "21 Cytoscape: interaction and name of every edge": none(
            e["id"] for e in rows["edge"] if e.get("interaction") != e["relation"] or not e.get("name")
        ),
        "R4 good names": none(bad_names((name for _, name in domains), KEPT)),
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


load(read, "written")
