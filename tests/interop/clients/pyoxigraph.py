"""Oxigraph: every syntax reads back equal, each query gives the rows that rdflib gives, and the two rules of the RDF
contract make the direct layer again."""

import pathlib
import re

import pyoxigraph as ox
import rdflib

from seen import found, load, none

RELATA = "https://w3id.org/relata/ns#"
BODY = """WHERE { ?p relata:shortcutKind ?k ; relata:shortcutFrom ?f ; relata:shortcutTo ?t . ?r a ?k ; ?f ?s ; ?t ?o . FILTER(?s != ?o)
  FILTER NOT EXISTS { ?p a owl:SymmetricProperty . ?r relata:qualifiedParticipation ?q . ?q relata:agent ?s ; relata:onBehalfOf ?o }
  FILTER NOT EXISTS { ?p a owl:SymmetricProperty . ?r relata:qualifiedParticipation ?q . ?q relata:agent ?o ; relata:onBehalfOf ?s }
  FILTER NOT EXISTS { ?p a owl:SymmetricProperty . ?r relata:qualifiedParticipation ?q1 , ?q2 .
    ?q1 relata:agent ?s ; relata:onBehalfOf ?b . ?q2 relata:agent ?o ; relata:onBehalfOf ?b }"""
HEAD = f"PREFIX relata: <{RELATA}> PREFIX owl: <http://www.w3.org/2002/07/owl#> CONSTRUCT"
DIRECT = f"{HEAD} {{ ?s ?p ?o }} {BODY} }}"
LINKED = f"""{HEAD} {{ ?s relata:linkedWith ?o . ?o relata:linkedWith ?s }} {BODY}
  FILTER NOT EXISTS {{ ?p relata:tie false }} FILTER NOT EXISTS {{ ?r ?a ?v . ?v relata:tie false }} }}"""


def triples(path):
    """The triples of the default graph."""
    return {str(q.triple) for q in ox.parse(path=path) if isinstance(q.graph_name, ox.DefaultGraph)}


def queries(path):
    for block in re.split(r"(?m)^#### ", path.read_text(encoding="utf-8"))[1:]:
        title, text = block.split("\n", 1)
        yield title.split()[0], text


def read(_, folder):
    folder = pathlib.Path(folder)
    expected = triples(folder / "data.nt")
    others = ("data.ttl", "data.trig", "data.nq", "data.jsonld")
    store, graph = ox.Store(), rdflib.Graph()
    for name in ("data.nt", "vocabulary.ttl"):
        store.load(path=folder / name)
        graph.parse(folder / name)
    differing = []
    for name, text in queries(folder / "queries.rq"):
        rows = [tuple(value and value.value for value in row) for row in store.query(text)]
        if rows != [tuple(value if value is None else str(value) for value in row) for row in graph.query(text)]:
            differing.append(name)
    of = {str(row[0]) for row in store.query(f"SELECT DISTINCT ?p {{ ?p <{RELATA}shortcutKind> ?k }}")}
    written = [triple for triple in ox.parse(path=folder / "data.nt")]
    direct = {str(q.triple) for q in written if str(q.predicate) in of}
    linked = {str(q.triple) for q in written if q.predicate.value == f"{RELATA}linkedWith"}
    return {
        "checks": {
            "every syntax holds the same": none(name for name in others if triples(folder / name) != expected),
            "each query gives the rows of rdflib": none(differing),
            "the rule makes the direct layer": found(set(), {str(t) for t in store.query(DIRECT)} ^ direct),
            "the rule of ties makes linkedWith": found(set(), {str(t) for t in store.query(LINKED)} ^ linked),
        }
    }


if __name__ == "__main__":
    load(read, ox.__version__)
