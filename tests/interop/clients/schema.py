"""libxml2 with the published schema of GEXF 1.3: item 2 of the checklist.

The schema declares colour, size and place in the main namespace and no title in `meta`, so it refuses what every client
writes and reads; both are taken out before.
"""

import os

from lxml import etree

from seen import load, none

VIZ = "{http://gexf.net/1.3/viz}"
UNKNOWN_TO_THE_SCHEMA = (VIZ, "{http://gexf.net/1.3}title")


def read(_, folder):
    schema = etree.XMLSchema(etree.parse(f"{os.environ['RELATA_SHARED']}/schemas/gexf-1.3/gexf.xsd"))
    tree = etree.parse(f"{folder}/graph.gexf")
    for element in list(tree.iter(etree.Element)):
        if element.tag.startswith(UNKNOWN_TO_THE_SCHEMA):
            element.getparent().remove(element)
    schema.validate(tree)
    return {"checks": {"valid": none(str(error) for error in schema.error_log)}}


load(read, "libxml2 " + ".".join(map(str, etree.LIBXML_VERSION)))
