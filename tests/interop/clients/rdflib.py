"""rdflib: both syntaxes of RDF hold the same graph, with every name in its language."""

import json
import os

import rdflib

from seen import found, load, none


def read(_, folder):
    turtle, triples = (rdflib.Graph().parse(f"{folder}/{name}") for name in ("data.ttl", "data.nt"))
    with open(os.environ["INTEROP_MODEL"], encoding="utf-8") as file:
        nodes = json.load(file)["nodes"].values()
    names = {(str(text), text.language.split("-")[0]) for text in turtle.objects() if getattr(text, "language", None)}
    wanted = {(node[f"label_{lang}"], lang) for node in nodes for lang in ("en", "zh") if node[f"label_{lang}"]}
    return {
        "checks": {
            "Turtle and N-Triples are one graph": found(set(), set(turtle) ^ set(triples)),
            "no blank node": none(node for triple in turtle for node in triple if isinstance(node, rdflib.BNode)),
            "names in their languages": none(wanted - names),
            "literals are as their types say": none(
                text for text in turtle.objects() if getattr(text, "ill_typed", None)
            ),
        }
    }


load(read, rdflib.__version__)
