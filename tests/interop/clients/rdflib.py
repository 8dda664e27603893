"""rdflib: every syntax of RDF holds the same graph, with every name in its language; the questions are answered."""

import json
import os

import rdflib

from blocks import questions
from check import FORBIDDEN
from seen import found, load, none


def in_xml(term):
    """The term without the control characters that XML cannot spell."""
    if not isinstance(term, rdflib.Literal):
        return term
    return rdflib.Literal(FORBIDDEN.sub("", term), lang=term.language, datatype=term.datatype, normalize=False)


def datasets(path):
    """The triples of the default graph and of the one named graph."""
    dataset = rdflib.Dataset(default_union=False)
    dataset.parse(path)
    named = [set(graph) for graph in dataset.graphs() if str(graph.identifier).endswith("/graph/vocabulary")]
    return [set(dataset.default_graph), *named]


def answers(folder):
    """The rows of each question, asked of the data and the vocabulary."""
    graph = rdflib.Graph().parse(f"{folder}/data.nt").parse(f"{folder}/vocabulary.ttl")
    rows = {name: graph.query(text) for name, text in questions(folder).items()}
    return {name: [[value if value is None else str(value) for value in row] for row in of] for name, of in rows.items()}


def read(_, folder):
    turtle, triples = (rdflib.Graph().parse(f"{folder}/{name}") for name in ("data.ttl", "data.nt"))
    others = {name: rdflib.Graph().parse(f"{folder}/{name}") for name in ("data.jsonld", "data.rdf")}
    quads = {name: datasets(f"{folder}/{name}") for name in ("data.trig", "data.nq")}
    vocabulary = set(rdflib.Graph().parse(f"{folder}/vocabulary.ttl"))
    carried = {tuple(map(in_xml, triple)) for triple in turtle}
    with open(os.environ["INTEROP_MODEL"], encoding="utf-8") as file:
        nodes = json.load(file)["nodes"].values()
    names = {(str(text), text.language.split("-")[0]) for text in turtle.objects() if getattr(text, "language", None)}
    wanted = {(node[f"label_{lang}"], lang) for node in nodes for lang in ("en", "zh") if node[f"label_{lang}"]}
    return {
        "triples": {"data.nt": len(triples)},
        "answers": answers(folder),
        "checks": {
            "Turtle and N-Triples are one graph": found(set(), set(turtle) ^ set(triples)),
            "JSON-LD holds the same": found(set(), set(turtle) ^ set(others["data.jsonld"])),
            "RDF/XML holds the same, but for characters that XML has not": found(
                set(), carried ^ set(others["data.rdf"])
            ),
            "TriG and N-Quads hold the same and the vocabulary": none(
                name for name, graphs in quads.items() if graphs != [set(turtle), vocabulary]
            ),
            "no blank node": none(node for triple in turtle for node in triple if isinstance(node, rdflib.BNode)),
            "names in their languages": none(wanted - names),
            "literals are as their types say": none(
                text for text in turtle.objects() if getattr(text, "ill_typed", None)
            ),
        },
    }


load(read, rdflib.__version__)
