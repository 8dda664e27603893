"""rdflib's client of endpoints asks `relata serve`: every question in each way of sending it, ASK, CONSTRUCT, DESCRIBE;
and rdflib reads what stands behind the address of each body."""

import os
import re
import urllib.parse
import urllib.request

import rdflib
from rdflib.namespace import FOAF, RDF
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from blocks import questions
from check import FORBIDDEN
from seen import found, load, none

ENDPOINT = os.environ["INTEROP_ENDPOINT"]
LINKED = "CONSTRUCT WHERE { ?a <https://w3id.org/relata/ns#linkedWith> ?b }"
# The zeros that a store may leave out at the end of a decimal.
ZEROS = re.compile(r"^(-?\d+\.\d+?)0+$")
FORMS = {"text/turtle": "turtle", "application/n-triples": "nt", "application/ld+json": "json-ld",
         "application/rdf+xml": "xml"}


def rows(store, text):
    return [[value if value is None else str(value) for value in row] for row in store.query(text)]


def text(value, form):
    """A value as a store shows it: numbers without zeros at the end, in XML without what that cannot spell."""
    value = ZEROS.sub(r"\1", str(value))
    return FORBIDDEN.sub("", value) if "xml" in form else value


def shown(triples, form):
    """Triples as a store shows them: languages in small letters."""
    return {(str(s), str(p), text(o, form), (getattr(o, "language", None) or "").lower()) for s, p, o in triples}


def plain(triples, form):
    """Triples as rows; CSV tells neither language nor type."""
    return {row[:3] for row in shown(triples, form)}


def every(store, form, data, vocabulary):
    """The triples that the rows of all are without, and those that they should be without."""
    rows = plain(store.query("SELECT ?s ?p ?o { ?s ?p ?o }"), form)
    return sorted((plain(data, form) - rows) | (rows - plain(data, form) - plain(vocabulary, form)))


def behind(address, media_type):
    request = urllib.request.Request(address, headers={"Accept": media_type})
    with urllib.request.urlopen(request) as answer:
        told = answer.headers.get_content_type()
        text = answer.read().decode("utf-8")
    return told, text


def address(iri):
    """Where an IRI of the dataset is served."""
    return urllib.parse.urljoin(ENDPOINT, urllib.parse.urlsplit(iri).path)


def described(local, store):
    """What is not told as it should be of each body, by DESCRIBE and behind its address."""
    bodies = [agent for agent in local.subjects(RDF.type, FOAF.Agent) if "/body/" in agent]
    wrong = [] if bodies else ["no body"]
    for body in bodies:
        if shown(store.query(f"DESCRIBE <{body}>").graph, "xml") != shown(local.triples((body, None, None)), "xml"):
            wrong.append(f"DESCRIBE {body}")
        for media_type, form in FORMS.items():
            told, text = behind(address(body), media_type)
            expected = shown(local.triples((body, None, None)), media_type)
            if told != media_type or shown(rdflib.Graph().parse(data=text, format=form), media_type) != expected:
                wrong.append(f"{media_type} of {body}")
        told, page = behind(address(body), "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")
        if told != "text/html" or f"<code>{body}</code>" not in page:
            wrong.append(f"page of {body}")
    return wrong


def stores(*forms):
    """A store for each way of sending a query, with the form in which it wants the answer."""
    return [SPARQLStore(ENDPOINT, method=method, returnFormat=form)
            for method, form in zip(("GET", "POST", "POST_FORM"), forms)]


def read(_, folder):
    local, vocabulary = (rdflib.Graph().parse(f"{folder}/{name}") for name in ("data.nt", "vocabulary.ttl"))
    tables, graphs = stores("json", "xml", "csv"), stores("xml", "turtle", "json-ld")
    answers = [{name: rows(store, text) for name, text in questions(folder).items()} for store in tables]
    linked = local.query(LINKED).graph
    return {
        "answers": answers[0],
        "checks": {
            "the same by POST, as XML": found(True, answers[1] == answers[0]),
            "the same by a form, as CSV": found(True, answers[2] == answers[0]),
            "every triple is found, as JSON": none(every(tables[0], "json", local, vocabulary)),
            "every triple is found, as XML": none(every(tables[1], "xml", local, vocabulary)),
            "every triple is found, as CSV": none(every(tables[2], "csv", local, vocabulary)),
            "ASK": none(store for store in tables[:2] if not store.query("ASK { ?a ?b ?c }").askAnswer),
            "ASK that is false": none(store for store in tables[:2] if store.query("ASK { ?a <urn:b> ?c }").askAnswer),
            "CONSTRUCT": none(store for store in graphs if set(store.query(LINKED).graph) != set(linked)),
            "DESCRIBE and addresses tell what is said of a body": none(described(local, graphs[0])),
        },
    }


load(read, rdflib.__version__)
