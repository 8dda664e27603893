"""pySHACL: the data conform to their own shapes; every deliberate fault is a violation and every gap a warning.

The faults are made in the small dataset of tests/fixtures/rdf, whose exports are checked in.
"""

import pathlib

import pyshacl
import rdflib
from rdflib.namespace import SH

from seen import found, load, none

FIXTURE = pathlib.Path(__file__).parents[2] / "fixtures/rdf/expected"
PREFIXES = """
PREFIX relata: <https://w3id.org/relata/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX org: <http://www.w3.org/ns/org#> PREFIX foaf: <http://xmlns.com/foaf/0.1/> PREFIX sdo: <http://schema.org/>
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX time: <http://www.w3.org/2006/time#>
PREFIX rec: <https://data.example.org/record/> PREFIX body: <https://data.example.org/body/>
PREFIX pers: <https://data.example.org/person/> PREFIX plc: <https://data.example.org/place/>
PREFIX psg: <https://data.example.org/passage/> PREFIX src: <https://data.example.org/source/>
PREFIX part: <https://data.example.org/part/> PREFIX vocab: <https://data.example.org/vocab#>
"""
VISIT, PLAIN, UNDATED, STRAINED = "rec:visit-2002", "rec:agreement-plain", "rec:membership-undated", "rec:relations-strained"


# rdflib forgets the prefixes of a request after its first update, so each is a request.
THEN = " ;; "


def out(pattern):
    return f"DELETE WHERE {{ {pattern} }}"


def put(triples):
    return f"INSERT DATA {{ {triples} }}"


def swap(subject, prop, value):
    return out(f"{subject} {prop} ?any") + THEN + put(f"{subject} {prop} {value}")


DAY = '"2002-04-01"^^xsd:date'
FAULTS = {
    "record without a label": out(f"{VISIT} rdfs:label ?any"),
    "record of two kinds": put(f"{VISIT} relata:kind relata:Meeting"),
    "record without its kind as a type": out(f"{VISIT} a relata:Visit"),
    "record without its standard type": out(f"{VISIT} a sdo:Event"),
    "record that is a blank node": put('[] relata:kind relata:Agreement'),
    "record that is an activity": put(f"{VISIT} a prov:Activity"),
    "record that is a change event": put(f"{VISIT} a org:ChangeEvent"),
    "bound left out": out(f"{VISIT} relata:latestStart ?any"),
    "bound twice": put(f'{VISIT} relata:latestStart "2002-05-30"^^xsd:date'),
    "bound with a time": swap(VISIT, "relata:latestStart", '"2002-04-30T00:00:00"^^xsd:dateTime'),
    "bound with a zone": swap(VISIT, "relata:latestStart", '"2002-04-30Z"^^xsd:date'),
    "bounds in the wrong order": swap(VISIT, "relata:earliestStart", '"2003-04-01"^^xsd:date'),
    "end before its earliest": swap(VISIT, "relata:latestEnd", '"2002-03-01"^^xsd:date'),
    "sentinel without a status": out(f"{UNDATED} relata:startStatus ?any"),
    "status without a sentinel": put(f"{VISIT} relata:endStatus relata:open"),
    "status that is none": swap(UNDATED, "relata:endStatus", "relata:strained"),
    "undated with a bound": swap(UNDATED, "relata:latestStart", DAY),
    "undated with a precision": put(f"{UNDATED} relata:precision time:unitYear"),
    "undated with another status": swap(UNDATED, "relata:startStatus", "relata:open"),
    "precision that is none": swap(VISIT, "relata:precision", "time:unitDay"),
    "quality that is none": put(f"{VISIT} relata:dateQuality relata:open"),
    "date as a plain text": swap(VISIT, "relata:when", '"2002-04"'),
    "date with words": swap(VISIT, "relata:when", '"April 2002"^^<http://id.loc.gov/datatypes/edtf/EDTF>'),
    "place that is none": put(f"{VISIT} sdo:location body:dgb"),
    "series that is false": put(f"{VISIT} relata:series false"),
    "series of one": put(f"{VISIT} relata:series true ; relata:seriesCount 1"),
    "size with limits in the wrong order": swap(VISIT, "relata:sizeMin", "2000"),
    "size as a text": swap(VISIT, "relata:sizeMax", '"many"'),
    "flag that is false": swap(VISIT, "relata:first", "false"),
    "amount as a whole number": swap("rec:project-1997", "relata:amountMin", "1200"),
    "role with a place in it": put(f"{VISIT} relata:visitor plc:china"),
    "role of another kind": put(f"{VISIT} relata:publisher body:dgb"),
    "person's role with a body in it": put(f"{VISIT} relata:leader body:dgb"),
    "agent by a property that is no role": put(f"{VISIT} dcterms:creator body:dgb"),
    "record that names nobody": out(f"{PLAIN} relata:party ?any"),
    "membership of two members": put(f"{UNDATED} org:member body:tuc"),
    "membership of two bodies": put(f"{UNDATED} org:organization body:ilo"),
    "membership held at bodies": put(f"{UNDATED} relata:heldAt body:ilo , body:tuc"),
    "office held at one body": out("rec:office-two-bodies relata:heldAt body:ilo"),
    "office of one body and of several": put("rec:office-two-bodies org:organization body:ilo"),
    "relations of three": put(f"{STRAINED} relata:party body:ilo"),
    "state that is none": swap(STRAINED, "relata:state", "relata:open"),
    "two states": put(f"{STRAINED} relata:state relata:active"),
    "departure from two bodies": put("rec:departure-1977 relata:leftBody body:icftu"),
    "evidence that is no passage": put(f"{VISIT} prov:wasDerivedFrom src:s1"),
    "added kind with a place in a role": put("rec:award-2001 vocab:giver plc:china"),
    "added kind with a value that is none": swap("rec:award-2001", "vocab:grade", "relata:open"),
    "direct triple left out": out("body:tuc relata:agreedWith body:acftu"),
    "direct triple of an added kind left out": out("?a vocab:honoured ?b"),
    "direct triple without a record": put("body:tuc relata:visited body:ilo"),
    "link one way only": out("body:tuc relata:linkedWith body:acftu"),
    "link without a tie": put("body:tuc relata:linkedWith body:dgb-youth . body:dgb-youth relata:linkedWith body:tuc"),
    "link by strained relations": put("body:acftu relata:linkedWith body:afl-cio . body:afl-cio relata:linkedWith body:acftu"),
    "link by a departure": put("body:ilo relata:linkedWith body:afl-cio . body:afl-cio relata:linkedWith body:ilo"),
    "tie without a link": out("body:tuc relata:linkedWith body:acftu") + THEN + out("body:acftu relata:linkedWith body:tuc"),
    "onset without a link": out("body:dgb relata:linkedWith body:acftu") + THEN + out("body:acftu relata:linkedWith body:dgb"),
    "who acts for a body is not tied to it": out("pers:person-one relata:actedFor body:dgb"),
    "participation named and unnamed": put("part:visit-2002-1 relata:unnamedCount 1"),
    "participation that says nothing": out("part:visit-2002-1 relata:inferred ?any") + THEN + out("part:visit-2002-1 relata:onBehalfOf ?any"),
    "participation of no record": out("?r relata:qualifiedParticipation part:visit-2002-1"),
    "participation without its plain role": out(f"{VISIT} relata:host ?any"),
    "participation without a role": out("part:visit-2002-1 relata:asRole ?any"),
    "participation that is not inferred": put("part:visit-2002-1 relata:inferred false"),
    "nobody counted": swap("part:membership-unnamed-1", "relata:unnamedCount", "0"),
    "passage without a source": out("psg:s1-88-140 oa:hasSource ?any"),
    "passage that ends before it starts": swap("psg:s1-88-140", "oa:end", '"80"^^xsd:nonNegativeInteger'),
    "passage without a start": out("psg:s1-88-140 oa:start ?any"),
    "digest in capitals": swap("psg:s1-88-140", "sdo:sha256", f'"{"A" * 64}"'),
    "words of a source": put('psg:s1-88-140 oa:exact "words"'),
    "entity without a label": out("body:tuc rdfs:label ?any"),
    "entity with two labels": put('body:tuc rdfs:label "Other"'),
    "two preferred names in a language": put('body:tuc skos:prefLabel "Other"@en'),
    "preferred name without a language": put('body:tuc skos:prefLabel "Other"'),
    "country in small letters": put('body:tuc relata:countryCode "gb"'),
    "entity the same as another": put("body:tuc owl:sameAs body:ilo"),
    "body that is a person": put("body:tuc a foaf:Person"),
    "body that is no agent": out("body:dgb-youth a foaf:Agent"),
    "type that is no concept": put("body:dgb-youth org:classification body:tuc"),
    "part of a place": swap("body:dgb-youth", "org:subOrganizationOf", "plc:china"),
    "founding as a plain text": swap("body:acftu", "sdo:foundingDate", '"1925"'),
    "place within a body": put("plc:beijing sdo:containedInPlace body:tuc"),
    "place with two countries": put('plc:beijing relata:countryCode "GB"'),
    "source without a title": out("src:s1 dcterms:title ?any"),
    "source with a digest that is none": swap("src:s1", "sdo:sha256", '"0"'),
}
GAPS = {
    "no evidence": out(f"{PLAIN} prov:wasDerivedFrom ?any"),
    "no digest": out("psg:s1-88-140 sdo:sha256 ?any"),
    "no state": out(f"{STRAINED} relata:state ?any")
    + THEN + put("body:acftu relata:linkedWith body:afl-cio . body:afl-cio relata:linkedWith body:acftu"),
    "one-sided": put('rec:x a relata:Agreement ; relata:kind relata:Agreement ; rdfs:label "x" ; relata:party body:tuc ;'
                     f' relata:earliestStart {DAY} ; relata:latestStart {DAY} ; relata:earliestEnd {DAY} ; relata:latestEnd {DAY} ;'
                     ' relata:when "2002-04-01"^^<http://id.loc.gov/datatypes/edtf/EDTF> ; prov:wasDerivedFrom psg:s1-88-140'),
    "role left out": put('rec:x a relata:Departure ; relata:kind relata:Departure ; rdfs:label "x" ; relata:leaver body:tuc ;'
                         f' relata:earliestStart {DAY} ; relata:latestStart {DAY} ; relata:earliestEnd {DAY} ; relata:latestEnd {DAY} ;'
                         ' relata:when "2002-04-01"^^<http://id.loc.gov/datatypes/edtf/EDTF> ; prov:wasDerivedFrom psg:s1-88-140'),
}


def graphs(folder):
    data = rdflib.Graph().parse(f"{folder}/data.nt").parse(f"{folder}/vocabulary.ttl")
    return data, rdflib.Graph().parse(f"{folder}/shapes.ttl")


def severities(data, shapes, **options):
    _, report, text = pyshacl.validate(data, shacl_graph=shapes, advanced=True, inference="none", **options)
    if not isinstance(report, rdflib.Graph):
        raise report
    return {str(value).rsplit("#")[-1] for value in report.objects(None, SH.resultSeverity)}, text


def outcome(data, shapes, update):
    """What becomes of a fault: it has to change something, and to be seen."""
    changed = rdflib.Graph() + data
    for step in update.split(THEN):
        changed.update(PREFIXES + step)
    if set(changed) == set(data):
        return {"nothing changed"}
    return severities(changed, shapes)[0]


def read(_, folder):
    data, shapes = graphs(folder)
    seen, text = severities(data, shapes, meta_shacl=True)
    checks = {"the data conform": none([text] if "Violation" in seen else [])}
    if pathlib.Path(folder).parent.name == "nasty":
        fixture, shapes = graphs(FIXTURE)
        checks["the fixture conforms without a warning"] = found(set(), severities(fixture, shapes)[0])
        missed = [name for name, fault in FAULTS.items() if "Violation" not in outcome(fixture, shapes, fault)]
        checks[f"{len(FAULTS)} faults are violations"] = none(missed)
        missed = [name for name, gap in GAPS.items() if outcome(fixture, shapes, gap) != {"Warning"}]
        checks[f"{len(GAPS)} gaps are warnings"] = none(missed)
    return {"checks": checks}


if __name__ == "__main__":
    load(read, pyshacl.__version__)
