"""The picture as any browser reads it: well-formed, every name drawn, nothing fetched from elsewhere."""

import json
import os
import re
import xml.etree.ElementTree as ElementTree

from seen import found, load, none

SVG = "{http://www.w3.org/2000/svg}"
OUTSIDE = re.compile(r"(?:href|src)=[\"'](?!#|data:)|url\((?!#|[\"']?data:)|<script|@import")


def read(_, folder):
    with open(f"{folder}/{os.environ['INTEROP_FILES'].split()[0]}", encoding="utf-8") as file:
        text = file.read()
    root = ElementTree.fromstring(text)
    told = squeezed("".join(root.itertext()))
    return {
        "checks": {
            "a picture with a size": found((f"{SVG}svg", True), (root.tag, "viewBox" in root.attrib)),
            "every node is named": none(name for name in names() if squeezed(name) not in told),
            "nothing from elsewhere": none(OUTSIDE.findall(text)),
            "no number is missing": none(re.findall(r'="[^"]*\b(?:NaN|inf)\b[^"]*"', text)),
        }
    }


def names():
    with open(os.environ["INTEROP_MODEL"], encoding="utf-8") as file:
        return [node["label"] for node in json.load(file)["nodes"].values()]


def squeezed(text):
    """Without blanks: a long name may be drawn in several lines."""
    return "".join(text.split())


load(read, "ElementTree")
