"""Graphviz: the picture it draws of the DOT file, and the graph it read for that."""

import json
import os
import re
import subprocess
import xml.etree.ElementTree as ElementTree

from seen import found, load, none

SVG = "{http://www.w3.org/2000/svg}"


def read(_, folder):
    path = f"{folder}/{os.environ['INTEROP_FILES'].split()[0]}"
    read = dot("json0", path)
    graph = json.loads(read.stdout)
    nodes = [thing for thing in graph["objects"] if "nodes" not in thing and not thing["name"].startswith("cluster")]
    ids = {thing["_gvid"]: thing["name"] for thing in nodes}
    picture = ElementTree.fromstring(dot("svg", path).stdout)
    classes = [group.get("class") for group in picture.iter(f"{SVG}g")]
    drawn = "".join(picture.itertext())
    chinese = [word for node in nodes for word in re.findall("[\u4e00-\u9fff]+", node.get("label", ""))]
    ends = [edge | {"source": ids[edge["tail"]], "target": ids[edge["head"]]} for edge in graph["edges"]]
    return {
        "nodes": [{"id": node["name"]} for node in nodes],
        "edges": [edge | {"edge_id": edge.get("edge_id") or edge.get("id")} for edge in ends],
        "lacks": LACKS,
        "checks": {
            "directed, parallel edges kept": found((True, False), (graph["directed"], graph["strict"])),
            "no warning": none(read.stderr.decode().splitlines()),
            "all is drawn": found((len(nodes), len(ends)), (classes.count("node"), classes.count("edge"))),
            "Chinese is drawn": none(word for word in chinese if word not in drawn),
        },
    }


# A picture tells names and relations in its own way; who stands where is what can be compared.
LACKS = """label label_en label_zh node_kind country note date_text date_min date_max date_precision date_quality
    relation record_id record_kind symmetric end_derived start end""".split()


def dot(form, path):
    return subprocess.run(["dot", f"-T{form}", path], check=True, capture_output=True)


load(read, re.search(r"[\d.]+", subprocess.run(["dot", "-V"], check=True, capture_output=True).stderr.decode())[0])
