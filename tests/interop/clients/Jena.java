import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.jena.atlas.web.TypedInputStream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.http.HttpOp;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.ResultSet;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RDFParserBuilder;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.exec.http.QueryExecutionHTTP;
import org.apache.jena.sparql.exec.http.QuerySendMode;
import org.apache.jena.update.UpdateAction;
import org.apache.jena.vocabulary.RDFS;

/** Jena reads every syntax without a warning, ARQ answers the questions, its SHACL finds the faults, its clients ask. */
public final class Jena {
    public static void main(String[] args) throws Exception {
        Seen seen = Seen.ofTriples(ARQ.VERSION);
        switch (args[0]) {
            case "rdf-shapes" -> shapes(args[1], seen);
            case "serve" -> serve(args[1], System.getenv("INTEROP_ENDPOINT"), seen);
            default -> read(args[1], seen);
        }
        seen.write(args[2]);
    }

    /** The triples of a file: those of the default graph under the empty name. */
    private static Map<String, Set<Triple>> parsed(RDFParserBuilder source) {
        Map<String, Set<Triple>> graphs = new LinkedHashMap<>();
        source.errorHandler(ErrorHandlerFactory.errorHandlerStrictNoLogging).parse(new StreamRDFBase() {
            @Override
            public void triple(Triple triple) {
                graphs.computeIfAbsent("", name -> new HashSet<>()).add(triple);
            }

            @Override
            public void quad(Quad quad) {
                String name = quad.isDefaultGraph() ? "" : quad.getGraph().getURI();
                graphs.computeIfAbsent(name, any -> new HashSet<>()).add(quad.asTriple());
            }
        });
        return graphs;
    }

    private static Map<String, Set<Triple>> file(String folder, String name) {
        return parsed(RDFParser.source(folder + "/" + name));
    }

    private static void read(String folder, Seen seen) throws Exception {
        Set<Triple> expected = file(folder, "data.nt").get("");
        seen.put("triples", Map.of("data.nt", expected.size()));
        for (String name : List.of("data.ttl", "data.jsonld")) {
            seen.check(name + " holds the same", Map.of("", expected), file(folder, name));
        }
        Set<Triple> carried = expected.stream().map(Jena::inXml).collect(Collectors.toSet());
        seen.check("data.rdf holds the same, but for characters that XML has not",
            Map.of("", carried), file(folder, "data.rdf"));
        Set<Triple> vocabulary = file(folder, "vocabulary.ttl").get("");
        for (String name : List.of("data.trig", "data.nq")) {
            Map<String, Set<Triple>> graphs = file(folder, name);
            seen.check(name + " holds the same", expected, graphs.remove(""));
            seen.check(name + " holds the vocabulary", List.of(vocabulary), List.copyOf(graphs.values()));
        }
        Model model = model(folder);
        Map<String, Object> answers = new LinkedHashMap<>();
        for (Map.Entry<String, String> question : Blocks.questions(folder).entrySet()) {
            answers.put(question.getKey(), rows(QueryExecutionFactory.create(question.getValue(), model)));
        }
        seen.put("answers", answers);
    }

    /** The triple without the control characters that XML cannot spell. */
    private static Triple inXml(Triple triple) {
        Node node = triple.getObject();
        if (!node.isLiteral()) {
            return triple;
        }
        String text = node.getLiteralLexicalForm().replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "");
        Node carried = node.getLiteralLanguage().isEmpty()
            ? NodeFactory.createLiteralDT(text, node.getLiteralDatatype())
            : NodeFactory.createLiteralLang(text, node.getLiteralLanguage());
        return Triple.create(triple.getSubject(), triple.getPredicate(), carried);
    }

    /** The data with the vocabulary. */
    private static Model model(String folder) {
        Model model = ModelFactory.createDefaultModel();
        RDFDataMgr.read(model, folder + "/data.nt");
        RDFDataMgr.read(model, folder + "/vocabulary.ttl");
        return model;
    }

    private static List<List<String>> rows(QueryExecution asked) {
        try (asked) {
            ResultSet found = asked.execSelect();
            List<List<String>> rows = new ArrayList<>();
            found.forEachRemaining(row -> rows.add(
                found.getResultVars().stream().map(name -> text(row.get(name))).collect(Collectors.toList())));
            return rows;
        }
    }

    private static String text(RDFNode value) {
        return value == null ? null : value.isLiteral() ? value.asLiteral().getLexicalForm() : value.asNode().getURI();
    }

    private static void shapes(String folder, Seen seen) throws Exception {
        Graph data = model(folder).getGraph();
        Shapes shapes = Shapes.parse(folder + "/shapes.ttl");
        Set<String> severities = severities(shapes, data);
        seen.check("the data conform", false, severities.contains("Violation"));
        if (!Blocks.isFixture(folder)) {
            return;
        }
        seen.check("without a warning", Set.of(), severities);
        int faults = 0;
        List<String> missed = new ArrayList<>();
        for (Map.Entry<String, String> fault : Blocks.faults().entrySet()) {
            Model changed = ModelFactory.createDefaultModel().add(ModelFactory.createModelForGraph(data));
            UpdateAction.parseExecute(fault.getValue(), changed);
            Set<String> found = severities(shapes, changed.getGraph());
            boolean hit = fault.getKey().startsWith("violation:")
                ? found.contains("Violation")
                : found.equals(Set.of("Warning"));
            if (!hit || changed.getGraph().isIsomorphicWith(data)) {
                missed.add(fault.getKey() + ": " + found);
            }
            faults++;
        }
        seen.check(faults + " faults are found", List.of(), missed);
    }

    private static Set<String> severities(Shapes shapes, Graph data) {
        return ShaclValidator.get().validate(shapes, data).getEntries().stream()
            .map(entry -> entry.severity().level().getLocalName())
            .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void serve(String folder, String endpoint, Seen seen) throws Exception {
        Map<String, Object> answers = new LinkedHashMap<>();
        List<String> differing = new ArrayList<>();
        for (Map.Entry<String, String> question : Blocks.questions(folder).entrySet()) {
            List<List<String>> rows = rows(QueryExecutionHTTP.service(endpoint, question.getValue()));
            answers.put(question.getKey(), rows);
            for (String form : List.of("application/sparql-results+xml", "text/tab-separated-values")) {
                List<List<String>> others = rows(QueryExecutionHTTP.service(endpoint)
                    .query(question.getValue()).acceptHeader(form).build());
                if (!others.equals(rows)) {
                    differing.add(question.getKey() + " as " + form);
                }
            }
        }
        seen.put("answers", answers);
        seen.check("answers in other forms are the same", List.of(), differing);
        Model local = model(folder);
        for (QuerySendMode mode : QuerySendMode.values()) {
            try (QueryExecution asked = QueryExecutionHTTP.service(endpoint)
                .query("ASK { ?s <" + RDFS.label + "> ?label }").sendMode(mode).build()) {
                seen.check("ASK, sent " + mode, true, asked.execAsk());
            }
        }
        constructed(endpoint, local, seen);
        described(endpoint, local, seen);
    }

    private static void constructed(String endpoint, Model local, Seen seen) {
        String linked = "CONSTRUCT WHERE { ?a <https://w3id.org/relata/ns#linkedWith> ?b }";
        Model expected = QueryExecutionFactory.create(linked, local).execConstruct();
        for (String form : List.of("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")) {
            try (QueryExecution asked = QueryExecutionHTTP.service(endpoint).query(linked).acceptHeader(form).build()) {
                seen.check("CONSTRUCT as " + form, true, expected.isIsomorphicWith(asked.execConstruct()));
            }
        }
    }

    /** What is said of each agent, by DESCRIBE and behind its own address. */
    private static void described(String endpoint, Model local, Seen seen) throws Exception {
        List<String> wrong = new ArrayList<>();
        List<Node> agents = local.getGraph().stream(null, null, NodeFactory.createURI("http://xmlns.com/foaf/0.1/Agent"))
            .map(Triple::getSubject).filter(agent -> agent.getURI().contains("/body/")).toList();
        for (Node agent : agents) {
            List<Triple> said = local.getGraph().find(agent, null, null).toList();
            try (QueryExecution asked = QueryExecutionHTTP.service(endpoint, "DESCRIBE <" + agent + ">")) {
                if (!shown(asked.execDescribe().getGraph().find().toList(), false).equals(shown(said, false))) {
                    wrong.add("DESCRIBE " + agent);
                }
            }
            String address = endpoint.replace("/sparql", "") + agent.getURI().replaceFirst("^https?://[^/]+", "");
            for (String form : List.of("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")) {
                try (TypedInputStream told = HttpOp.httpGet(address, form)) {
                    boolean isXml = form.endsWith("xml");
                    Set<Triple> triples = parsed(RDFParser.source(told).lang(RDFLanguages.contentTypeToLang(form))).get("");
                    if (!told.getContentType().equals(form) || !shown(triples, isXml).equals(shown(said, isXml))) {
                        wrong.add(form + " of " + agent + ": " + told.getContentType());
                    }
                }
            }
        }
        seen.check("something is described", true, !agents.isEmpty());
        seen.check("DESCRIBE and addresses tell what is said of an agent", List.of(), wrong);
    }

    /** Triples as a store shows them: languages in small letters; in XML without the characters that it cannot spell. */
    private static Set<String> shown(Iterable<Triple> triples, boolean isXml) {
        Set<String> shown = new HashSet<>();
        for (Triple triple : triples) {
            Node object = isXml ? inXml(triple).getObject() : triple.getObject();
            String tag = object.isLiteral() ? object.getLiteralLanguage() : "";
            shown.add(triple.getSubject() + " " + triple.getPredicate() + " "
                + (tag.isEmpty() ? object.toString() : object.getLiteralLexicalForm() + "@" + tag.toLowerCase()));
        }
        return shown;
    }
}
