"""Oxigraph: every syntax reads back equal, the questions are answered, and the two rules of the RDF contract make the
direct layer again."""

import pathlib

import pyoxigraph as ox

from blocks import questions
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


def read(_, folder):
    folder = pathlib.Path(folder)
    expected = triples(folder / "data.nt")
    others = ("data.ttl", "data.trig", "data.nq", "data.jsonld")
    store = ox.Store()
    for name in ("data.nt", "vocabulary.ttl"):
        store.load(path=folder / name)
    rows = {name: store.query(text) for name, text in questions(folder).items()}
    of = {str(row[0]) for row in store.query(f"SELECT DISTINCT ?p {{ ?p <{RELATA}shortcutKind> ?k }}")}
    written = [triple for triple in ox.parse(path=folder / "data.nt")]
    direct = {str(q.triple) for q in written if str(q.predicate) in of}
    linked = {str(q.triple) for q in written if q.predicate.value == f"{RELATA}linkedWith"}
    return {
        "triples": {"data.nt": len(expected)},
        "answers": {name: [[value and value.value for value in row] for row in of] for name, of in rows.items()},
        "checks": {
            "every syntax holds the same": none(name for name in others if triples(folder / name) != expected),
            "the rule makes the direct layer": found(set(), {str(t) for t in store.query(DIRECT)} ^ direct),
            "the rule of ties makes linkedWith": found(set(), {str(t) for t in store.query(LINKED)} ^ linked),
        },
    }


if __name__ == "__main__":
    load(read, ox.__version__)
