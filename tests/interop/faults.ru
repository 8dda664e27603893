# Deliberate faults in the data of tests/fixtures/rdf, each an update of one operation, and what a validator has to make
# of each: a violation, or no more than a warning.
PREFIX relata: <https://w3id.org/relata/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX sdo: <http://schema.org/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX time: <http://www.w3.org/2006/time#>
PREFIX rec: <https://data.example.org/record/>
PREFIX body: <https://data.example.org/body/>
PREFIX pers: <https://data.example.org/person/>
PREFIX plc: <https://data.example.org/place/>
PREFIX psg: <https://data.example.org/passage/>
PREFIX src: <https://data.example.org/source/>
PREFIX part: <https://data.example.org/part/>
PREFIX vocab: <https://data.example.org/vocab#>

#### violation: record without a label
DELETE WHERE { rec:visit-2002 rdfs:label ?any }

#### violation: record of two kinds
INSERT DATA { rec:visit-2002 relata:kind relata:Meeting }

#### violation: record without its kind as a type
DELETE WHERE { rec:visit-2002 a relata:Visit }

#### violation: record without its standard type
DELETE WHERE { rec:visit-2002 a sdo:Event }

#### violation: record that is a blank node
INSERT DATA { [] relata:kind relata:Agreement }

#### violation: record that is an activity
INSERT DATA { rec:visit-2002 a prov:Activity }

#### violation: record that is a change event
INSERT DATA { rec:visit-2002 a org:ChangeEvent }

#### violation: bound left out
DELETE WHERE { rec:visit-2002 relata:latestStart ?any }

#### violation: bound twice
INSERT DATA { rec:visit-2002 relata:latestStart "2002-05-30"^^xsd:date }

#### violation: bound with a time
DELETE { rec:visit-2002 relata:latestStart ?any }
INSERT { rec:visit-2002 relata:latestStart "2002-04-30T00:00:00"^^xsd:dateTime }
WHERE { rec:visit-2002 relata:latestStart ?any }

#### violation: bound with a zone
DELETE { rec:visit-2002 relata:latestStart ?any }
INSERT { rec:visit-2002 relata:latestStart "2002-04-30Z"^^xsd:date }
WHERE { rec:visit-2002 relata:latestStart ?any }

#### violation: bounds in the wrong order
DELETE { rec:visit-2002 relata:earliestStart ?any }
INSERT { rec:visit-2002 relata:earliestStart "2003-04-01"^^xsd:date }
WHERE { rec:visit-2002 relata:earliestStart ?any }

#### violation: end before its earliest
DELETE { rec:visit-2002 relata:latestEnd ?any }
INSERT { rec:visit-2002 relata:latestEnd "2002-03-01"^^xsd:date }
WHERE { rec:visit-2002 relata:latestEnd ?any }

#### violation: sentinel without a status
DELETE WHERE { rec:membership-undated relata:startStatus ?any }

#### violation: status without a sentinel
INSERT DATA { rec:visit-2002 relata:endStatus relata:open }

#### violation: status that is none
DELETE { rec:membership-undated relata:endStatus ?any }
INSERT { rec:membership-undated relata:endStatus relata:strained }
WHERE { rec:membership-undated relata:endStatus ?any }

#### violation: undated with a bound
DELETE { rec:membership-undated relata:latestStart ?any }
INSERT { rec:membership-undated relata:latestStart "2002-04-01"^^xsd:date }
WHERE { rec:membership-undated relata:latestStart ?any }

#### violation: undated with a precision
INSERT DATA { rec:membership-undated relata:precision time:unitYear }

#### violation: undated with another status
DELETE { rec:membership-undated relata:startStatus ?any }
INSERT { rec:membership-undated relata:startStatus relata:open }
WHERE { rec:membership-undated relata:startStatus ?any }

#### violation: precision that is none
DELETE { rec:visit-2002 relata:precision ?any }
INSERT { rec:visit-2002 relata:precision time:unitDay }
WHERE { rec:visit-2002 relata:precision ?any }

#### violation: quality that is none
INSERT DATA { rec:visit-2002 relata:dateQuality relata:open }

#### violation: date as a plain text
DELETE { rec:visit-2002 relata:when ?any }
INSERT { rec:visit-2002 relata:when "2002-04" }
WHERE { rec:visit-2002 relata:when ?any }

#### violation: date with words
DELETE { rec:visit-2002 relata:when ?any }
INSERT { rec:visit-2002 relata:when "April 2002"^^<http://id.loc.gov/datatypes/edtf/EDTF> }
WHERE { rec:visit-2002 relata:when ?any }

#### violation: place that is none
INSERT DATA { rec:visit-2002 sdo:location body:dgb }

#### violation: series that is false
INSERT DATA { rec:visit-2002 relata:series false }

#### violation: series of one
INSERT DATA { rec:visit-2002 relata:series true ; relata:seriesCount 1 }

#### violation: size with limits in the wrong order
DELETE { rec:visit-2002 relata:sizeMin ?any }
INSERT { rec:visit-2002 relata:sizeMin 2000 }
WHERE { rec:visit-2002 relata:sizeMin ?any }

#### violation: size as a text
DELETE { rec:visit-2002 relata:sizeMax ?any }
INSERT { rec:visit-2002 relata:sizeMax "many" }
WHERE { rec:visit-2002 relata:sizeMax ?any }

#### violation: flag that is false
DELETE { rec:visit-2002 relata:first ?any }
INSERT { rec:visit-2002 relata:first false }
WHERE { rec:visit-2002 relata:first ?any }

#### violation: amount as a whole number
DELETE { rec:project-1997 relata:amountMin ?any }
INSERT { rec:project-1997 relata:amountMin 1200 }
WHERE { rec:project-1997 relata:amountMin ?any }

#### violation: role with a place in it
INSERT DATA { rec:visit-2002 relata:visitor plc:china }

#### violation: role of another kind
INSERT DATA { rec:visit-2002 relata:publisher body:dgb }

#### violation: person's role with a body in it
INSERT DATA { rec:visit-2002 relata:leader body:dgb }

#### violation: agent by a property that is no role
INSERT DATA { rec:visit-2002 dcterms:creator body:dgb }

#### violation: record that names nobody
DELETE WHERE { rec:agreement-plain relata:party ?any }

#### violation: membership of two members
INSERT DATA { rec:membership-undated org:member body:tuc }

#### violation: membership of two bodies
INSERT DATA { rec:membership-undated org:organization body:ilo }

#### violation: membership held at bodies
INSERT DATA { rec:membership-undated relata:heldAt body:ilo , body:tuc }

#### violation: office held at one body
DELETE WHERE { rec:office-two-bodies relata:heldAt body:ilo }

#### violation: office of one body and of several
INSERT DATA { rec:office-two-bodies org:organization body:ilo }

#### violation: relations of three
INSERT DATA { rec:relations-strained relata:party body:ilo }

#### violation: state that is none
DELETE { rec:relations-strained relata:state ?any }
INSERT { rec:relations-strained relata:state relata:open }
WHERE { rec:relations-strained relata:state ?any }

#### violation: two states
INSERT DATA { rec:relations-strained relata:state relata:active }

#### violation: departure from two bodies
INSERT DATA { rec:departure-1977 relata:leftBody body:icftu }

#### violation: evidence that is no passage
INSERT DATA { rec:visit-2002 prov:wasDerivedFrom src:s1 }

#### violation: added kind with a place in a role
INSERT DATA { rec:award-2001 vocab:giver plc:china }

#### violation: added kind with a value that is none
DELETE { rec:award-2001 vocab:grade ?any }
INSERT { rec:award-2001 vocab:grade relata:open }
WHERE { rec:award-2001 vocab:grade ?any }

#### violation: direct triple left out
DELETE WHERE { body:tuc relata:agreedWith body:acftu }

#### violation: direct triple of an added kind left out
DELETE WHERE { ?a vocab:honoured ?b }

#### violation: direct triple without a record
INSERT DATA { body:tuc relata:visited body:ilo }

#### violation: link one way only
DELETE WHERE { body:tuc relata:linkedWith body:acftu }

#### violation: link without a tie
INSERT DATA { body:tuc relata:linkedWith body:dgb-youth . body:dgb-youth relata:linkedWith body:tuc }

#### violation: link by strained relations
INSERT DATA { body:acftu relata:linkedWith body:afl-cio . body:afl-cio relata:linkedWith body:acftu }

#### violation: link by a departure
INSERT DATA { body:ilo relata:linkedWith body:afl-cio . body:afl-cio relata:linkedWith body:ilo }

#### violation: tie without a link
DELETE DATA { body:tuc relata:linkedWith body:acftu . body:acftu relata:linkedWith body:tuc }

#### violation: onset without a link
DELETE DATA { body:dgb relata:linkedWith body:acftu . body:acftu relata:linkedWith body:dgb }

#### violation: who acts for a body is not tied to it
DELETE WHERE { pers:person-one relata:actedFor body:dgb }

#### violation: participation named and unnamed
INSERT DATA { part:visit-2002-1 relata:unnamedCount 1 }

#### violation: participation that says nothing
DELETE WHERE { part:visit-2002-1 relata:inferred ?any }

#### violation: participation of no record
DELETE WHERE { ?r relata:qualifiedParticipation part:visit-2002-1 }

#### violation: participation without its plain role
DELETE WHERE { rec:visit-2002 relata:host ?any }

#### violation: participation without a role
DELETE WHERE { part:visit-2002-1 relata:asRole ?any }

#### violation: participation that is not inferred
INSERT DATA { part:visit-2002-1 relata:inferred false }

#### violation: nobody counted
DELETE { part:membership-unnamed-1 relata:unnamedCount ?any }
INSERT { part:membership-unnamed-1 relata:unnamedCount 0 }
WHERE { part:membership-unnamed-1 relata:unnamedCount ?any }

#### violation: passage without a source
DELETE WHERE { psg:s1-88-140 oa:hasSource ?any }

#### violation: passage that ends before it starts
DELETE { psg:s1-88-140 oa:end ?any }
INSERT { psg:s1-88-140 oa:end "80"^^xsd:nonNegativeInteger }
WHERE { psg:s1-88-140 oa:end ?any }

#### violation: passage without a start
DELETE WHERE { psg:s1-88-140 oa:start ?any }

#### violation: digest in capitals
DELETE { psg:s1-88-140 sdo:sha256 ?any }
INSERT { psg:s1-88-140 sdo:sha256 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }
WHERE { psg:s1-88-140 sdo:sha256 ?any }

#### violation: words of a source
INSERT DATA { psg:s1-88-140 oa:exact "words" }

#### violation: entity without a label
DELETE WHERE { body:tuc rdfs:label ?any }

#### violation: entity with two labels
INSERT DATA { body:tuc rdfs:label "Other" }

#### violation: two preferred names in a language
INSERT DATA { body:tuc skos:prefLabel "Other"@en }

#### violation: preferred name without a language
INSERT DATA { body:tuc skos:prefLabel "Other" }

#### violation: country in small letters
INSERT DATA { body:tuc relata:countryCode "gb" }

#### violation: entity the same as another
INSERT DATA { body:tuc owl:sameAs body:ilo }

#### violation: body that is a person
INSERT DATA { body:tuc a foaf:Person }

#### violation: body that is no agent
DELETE WHERE { body:dgb-youth a foaf:Agent }

#### violation: type that is no concept
INSERT DATA { body:dgb-youth org:classification body:tuc }

#### violation: part of a place
DELETE { body:dgb-youth org:subOrganizationOf ?any }
INSERT { body:dgb-youth org:subOrganizationOf plc:china }
WHERE { body:dgb-youth org:subOrganizationOf ?any }

#### violation: founding as a plain text
DELETE { body:acftu sdo:foundingDate ?any }
INSERT { body:acftu sdo:foundingDate "1925" }
WHERE { body:acftu sdo:foundingDate ?any }

#### violation: place within a body
INSERT DATA { plc:beijing sdo:containedInPlace body:tuc }

#### violation: place with two countries
INSERT DATA { plc:beijing relata:countryCode "GB" }

#### violation: source without a title
DELETE WHERE { src:s1 dcterms:title ?any }

#### violation: source with a digest that is none
DELETE { src:s1 sdo:sha256 ?any } INSERT { src:s1 sdo:sha256 "0" } WHERE { src:s1 sdo:sha256 ?any }

#### warning: no evidence
DELETE WHERE { rec:agreement-plain prov:wasDerivedFrom ?any }

#### warning: no digest
DELETE WHERE { psg:s1-88-140 sdo:sha256 ?any }

#### warning: no state
DELETE { rec:relations-strained relata:state ?any }
INSERT { body:acftu relata:linkedWith body:afl-cio . body:afl-cio relata:linkedWith body:acftu }
WHERE { rec:relations-strained relata:state ?any }

#### warning: one-sided
INSERT DATA {
    rec:x a relata:Agreement ; relata:kind relata:Agreement ; rdfs:label "x" ; relata:party body:tuc ;
        relata:earliestStart "2002-04-01"^^xsd:date ; relata:latestStart "2002-04-01"^^xsd:date ;
        relata:earliestEnd "2002-04-01"^^xsd:date ; relata:latestEnd "2002-04-01"^^xsd:date ;
        relata:when "2002-04-01"^^<http://id.loc.gov/datatypes/edtf/EDTF> ; prov:wasDerivedFrom psg:s1-88-140
}

#### warning: role left out
INSERT DATA {
    rec:x a relata:Departure ; relata:kind relata:Departure ; rdfs:label "x" ; relata:leaver body:tuc ;
        relata:earliestStart "2002-04-01"^^xsd:date ; relata:latestStart "2002-04-01"^^xsd:date ;
        relata:earliestEnd "2002-04-01"^^xsd:date ; relata:latestEnd "2002-04-01"^^xsd:date ;
        relata:when "2002-04-01"^^<http://id.loc.gov/datatypes/edtf/EDTF> ; prov:wasDerivedFrom psg:s1-88-140
}
