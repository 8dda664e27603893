"""GraphML for yEd by written rules: item 23 of the checklist, and that it holds all that the plain file does."""

import re
import xml.etree.ElementTree as ElementTree

from rules import xml_checks
from seen import found, load, none

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
Y = "{http://www.yworks.com/xml/graphml}"


def read(_, folder):
    text, checks = xml_checks(f"{folder}/graph.yed.graphml")
    graph = ElementTree.fromstring(text).find(f"{GRAPHML}graph")
    nodes, edges = (graph.findall(f"{GRAPHML}{tag}") for tag in ("node", "edge"))
    with open(f"{folder}/graph.graphml", encoding="utf-8") as file:
        plain = file.read()
    bare = re.sub(r'  *<(?:key|data)[^>]*"y_.*\n', "", text).replace(' xmlns:y="http://www.yworks.com/xml/graphml"', "")
    return {
        "partial": True,
        "checks": checks
        | {
            "23 one label a node": none(e.get("id") for e in nodes if len(list(e.iter(f"{Y}NodeLabel"))) != 1),
            "23 the label is the name": none(e.get("id") for e in nodes if label(e) != data(e, "label")),
            "23 one label an edge": none(e.get("id") for e in edges if len(list(e.iter(f"{Y}EdgeLabel"))) != 1),
            "23 an arrow unless it is symmetric": none(e.get("id") for e in edges if arrow(e) != expected(e)),
            "23 a place and a size": none(e.get("id") for e in nodes if not is_placed(e)),
            "otherwise the plain file": found(True, bare == plain),
        },
    }


def label(element):
    return next(element.iter(f"{Y}NodeLabel")).text


def data(element, key):
    return next((data.text for data in element.iter(f"{GRAPHML}data") if data.get("key") == key), None)


def arrow(edge):
    return next(edge.iter(f"{Y}Arrows")).get("target")


def expected(edge):
    return "none" if data(edge, "symmetric") == "true" else "standard"


def is_placed(node):
    geometry = next(node.iter(f"{Y}Geometry"))
    return all(float(geometry.get(side)) == float(geometry.get(side)) for side in ("x", "y", "width", "height"))


load(read, "written")
