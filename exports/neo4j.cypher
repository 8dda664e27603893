// Make the database from the two tables, in the folder that holds them (Neo4j 5.19 or later):
//
//   neo4j-admin database import full neo4j --overwrite-destination --array-delimiter=U+001F \
//     --nodes=neo4j-nodes.csv --relationships=neo4j-relationships.csv
//
// Then start it and run this file:

CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.node_id IS UNIQUE;
CREATE CONSTRAINT record_id IF NOT EXISTS FOR (n:Record) REQUIRE n.node_id IS UNIQUE;
CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:Entity) ON EACH [n.label, n.label_en, n.label_zh, n.aliases, n.abbreviations];

// Who linked one to the other:
//
//   MATCH p = allShortestPaths((a:Entity {node_id: $from})-[*..4]-(b:Entity {node_id: $to}))
//   WHERE all(r IN relationships(p) WHERE r.tie)
//   RETURN [n IN nodes(p) | n.label], [r IN relationships(p) | [type(r), r.date_text, r.evidence]];
