// graphology's readers, and what sigma asks of every node: items 16 and 17 of the checklist.
import {readFileSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";

const require = createRequire(import.meta.url);
const Graph = require("graphology");
const readers = {gexf: require("graphology-gexf"), graphml: require("graphology-graphml")};

const [form, folder, out] = process.argv.slice(2);
const graph = readers[form].parse(Graph, readFileSync(`${folder}/graph.${form}`, "utf8"));
const nodes = graph.mapNodes((id, attributes) => ({...attributes, id}));
const edges = graph.mapEdges((key, attributes, source, target) => ({...attributes, key, source, target}));

const none = (rows) => (rows.length === 0 ? true : `${rows.length}, first ${JSON.stringify(rows[0])}`);
const numeric = (node) => ["x", "y", "size"].every((name) => Number.isFinite(node[name]));

const seen = {
  version: require(`graphology-${form}/package.json`).version,
  nodes,
  edges,
  lacks: ["start", "end"],
  checks: {
    "a directed multigraph": graph.multi && graph.type === "directed",
    "edge keys are edge ids": none(edges.filter((edge) => edge.key !== edge.edge_id)),
    "sigma: x, y and size of every node": none(nodes.filter((node) => !numeric(node))),
    "sigma: a colour of every node": none(nodes.filter((node) => typeof node.color !== "string")),
    "sigma: no attribute type": none([...nodes, ...edges].filter((row) => "type" in row)),
    "numbers are numbers": none(
      [...nodes.map((node) => node.degree), ...edges.map((edge) => edge.weight)].filter((n) => typeof n !== "number"),
    ),
    "booleans are booleans": none(edges.filter((edge) => typeof edge.symmetric !== "boolean")),
  },
};
writeFileSync(out, JSON.stringify(seen));
