import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Literal;
import org.eclipse.rdf4j.model.Statement;
import org.eclipse.rdf4j.model.Value;
import org.eclipse.rdf4j.model.ValueFactory;
import org.eclipse.rdf4j.model.impl.SimpleValueFactory;
import org.eclipse.rdf4j.model.vocabulary.SHACL;
import org.eclipse.rdf4j.query.BindingSet;
import org.eclipse.rdf4j.query.GraphQueryResult;
import org.eclipse.rdf4j.query.TupleQueryResult;
import org.eclipse.rdf4j.repository.Repository;
import org.eclipse.rdf4j.repository.RepositoryConnection;
import org.eclipse.rdf4j.repository.sail.SailRepository;
import org.eclipse.rdf4j.repository.sparql.SPARQLRepository;
import org.eclipse.rdf4j.rio.RDFParser;
import org.eclipse.rdf4j.rio.Rio;
import org.eclipse.rdf4j.rio.helpers.AbstractRDFHandler;
import org.eclipse.rdf4j.rio.helpers.BasicParserSettings;
import org.eclipse.rdf4j.rio.helpers.ParseErrorCollector;
import org.eclipse.rdf4j.sail.memory.MemoryStore;
import org.eclipse.rdf4j.sail.shacl.ShaclValidator;
import org.eclipse.rdf4j.sail.shacl.results.ValidationReport;

/** RDF4J reads every syntax without an error, answers the questions, its SHACL finds the faults, its client asks. */
public final class RDF4J {
    private static final ValueFactory VALUES = SimpleValueFactory.getInstance();
    private static final String LINKED = "CONSTRUCT WHERE { ?a <https://w3id.org/relata/ns#linkedWith> ?b }";

    public static void main(String[] args) throws Exception {
        Seen seen = Seen.ofTriples(MemoryStore.class.getPackage().getImplementationVersion());
        switch (args[0]) {
            case "rdf-shapes" -> shapes(args[1], seen);
            case "serve" -> serve(args[1], System.getenv("INTEROP_ENDPOINT"), seen);
            default -> read(args[1], seen);
        }
        seen.write(args[2]);
    }

    /** The triples of a file by the name of their graph, that of the default graph empty. */
    private static Map<String, Set<Statement>> parsed(String folder, String name, List<String> errors) throws Exception {
        Map<String, Set<Statement>> graphs = new LinkedHashMap<>();
        ParseErrorCollector told = new ParseErrorCollector();
        RDFParser parser = Rio.createParser(Rio.getParserFormatForFileName(name).orElseThrow());
        parser.getParserConfig().set(BasicParserSettings.VERIFY_DATATYPE_VALUES, true);
        parser.getParserConfig().set(BasicParserSettings.VERIFY_LANGUAGE_TAGS, true);
        parser.setParseErrorListener(told);
        parser.setRDFHandler(new AbstractRDFHandler() {
            @Override
            public void handleStatement(Statement read) {
                String graph = read.getContext() == null ? "" : read.getContext().stringValue();
                graphs.computeIfAbsent(graph, any -> new HashSet<>())
                    .add(VALUES.createStatement(read.getSubject(), read.getPredicate(), read.getObject()));
            }
        });
        try (InputStream file = Files.newInputStream(Path.of(folder, name))) {
            parser.parse(file, "https://base.invalid/");
        }
        told.getWarnings().forEach(warning -> errors.add(name + ": " + warning));
        told.getErrors().forEach(error -> errors.add(name + ": " + error));
        told.getFatalErrors().forEach(error -> errors.add(name + ": " + error));
        return graphs;
    }

    private static void read(String folder, Seen seen) throws Exception {
        List<String> errors = new ArrayList<>();
        Set<Statement> expected = parsed(folder, "data.nt", errors).get("");
        seen.put("triples", Map.of("data.nt", expected.size()));
        for (String name : List.of("data.ttl", "data.jsonld")) {
            seen.check(name + " holds the same", Map.of("", expected), parsed(folder, name, errors));
        }
        Set<Statement> carried = expected.stream().map(RDF4J::inXml).collect(Collectors.toSet());
        seen.check("data.rdf holds the same, but for characters that XML has not",
            Map.of("", carried), parsed(folder, "data.rdf", errors));
        Set<Statement> vocabulary = parsed(folder, "vocabulary.ttl", errors).get("");
        for (String name : List.of("data.trig", "data.nq")) {
            Map<String, Set<Statement>> graphs = parsed(folder, name, errors);
            seen.check(name + " holds the same", expected, graphs.remove(""));
            seen.check(name + " holds the vocabulary", List.of(vocabulary), List.copyOf(graphs.values()));
        }
        seen.check("no errors", List.of(), errors);
        seen.put("answers", answers(new SailRepository(store(folder, "data.nt", "vocabulary.ttl")), folder));
    }

    /** The triple without the control characters that XML cannot spell. */
    private static Statement inXml(Statement read) {
        if (!(read.getObject() instanceof Literal literal)) {
            return read;
        }
        String text = literal.getLabel().replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "");
        Literal carried = literal.getLanguage().map(tag -> VALUES.createLiteral(text, tag))
            .orElseGet(() -> VALUES.createLiteral(text, literal.getDatatype()));
        return VALUES.createStatement(read.getSubject(), read.getPredicate(), carried);
    }

    private static MemoryStore store(String folder, String... names) throws Exception {
        MemoryStore store = new MemoryStore();
        try (RepositoryConnection connection = new SailRepository(store).getConnection()) {
            for (String name : names) {
                connection.add(Path.of(folder, name).toFile());
            }
        }
        return store;
    }

    private static Map<String, Object> answers(Repository asked, String folder) throws Exception {
        Map<String, Object> answers = new LinkedHashMap<>();
        try (RepositoryConnection connection = asked.getConnection()) {
            for (Map.Entry<String, String> question : Blocks.questions(folder).entrySet()) {
                List<List<String>> rows = new ArrayList<>();
                try (TupleQueryResult found = connection.prepareTupleQuery(question.getValue()).evaluate()) {
                    List<String> names = found.getBindingNames();
                    found.forEach(row -> rows.add(names.stream().map(name -> text(row, name)).collect(Collectors.toList())));
                }
                answers.put(question.getKey(), rows);
            }
        }
        return answers;
    }

    private static String text(BindingSet row, String name) {
        return row.hasBinding(name) ? row.getValue(name).stringValue() : null;
    }

    private static void shapes(String folder, Seen seen) throws Exception {
        MemoryStore data = store(folder, "data.nt", "vocabulary.ttl");
        MemoryStore shapes = store(folder, "shapes.ttl");
        Set<String> severities = severities(data, shapes);
        seen.check("the data conform", false, severities.contains("Violation"));
        if (!Blocks.isFixture(folder)) {
            return;
        }
        seen.check("without a warning", Set.of(), severities);
        int faults = 0;
        List<String> missed = new ArrayList<>();
        for (Map.Entry<String, String> fault : Blocks.faults().entrySet()) {
            MemoryStore changed = store(folder, "data.nt", "vocabulary.ttl");
            try (RepositoryConnection connection = new SailRepository(changed).getConnection()) {
                connection.prepareUpdate(fault.getValue()).execute();
            }
            Set<String> found = severities(changed, shapes);
            boolean hit = fault.getKey().startsWith("violation:")
                ? found.contains("Violation")
                : found.equals(Set.of("Warning"));
            if (!hit) {
                missed.add(fault.getKey() + ": " + found);
            }
            faults++;
        }
        seen.check(faults + " faults are found", List.of(), missed);
    }

    private static Set<String> severities(MemoryStore data, MemoryStore shapes) {
        ValidationReport report = ShaclValidator.validate(data, shapes);
        return report.asModel().filter(null, SHACL.RESULT_SEVERITY, null).objects().stream()
            .map(severity -> ((IRI) severity).getLocalName())
            .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void serve(String folder, String endpoint, Seen seen) throws Exception {
        SPARQLRepository remote = new SPARQLRepository(endpoint);
        Repository local = new SailRepository(store(folder, "data.nt", "vocabulary.ttl"));
        seen.put("answers", answers(remote, folder));
        try (RepositoryConnection asked = remote.getConnection(); RepositoryConnection own = local.getConnection()) {
            seen.check("ASK", true, asked.prepareBooleanQuery("ASK { ?a ?b ?c }").evaluate());
            seen.check("ASK that is false", false, asked.prepareBooleanQuery("ASK { ?a <urn:b> ?c }").evaluate());
            seen.check("CONSTRUCT", constructed(own, LINKED), constructed(asked, LINKED));
            List<String> wrong = new ArrayList<>();
            for (String body : bodies(own)) {
                String expected = "CONSTRUCT { <" + body + "> ?p ?o } WHERE { <" + body + "> ?p ?o }";
                if (!constructed(asked, "DESCRIBE <" + body + ">").equals(constructed(own, expected))) {
                    wrong.add(body);
                }
            }
            seen.check("DESCRIBE tells what is said of a body", List.of(), wrong);
        }
        remote.shutDown();
    }

    private static List<String> bodies(RepositoryConnection own) {
        String agents = "SELECT ?a { ?a a <http://xmlns.com/foaf/0.1/Agent> FILTER(CONTAINS(STR(?a), \"/body/\")) }";
        try (TupleQueryResult found = own.prepareTupleQuery(agents).evaluate()) {
            return found.stream().map(row -> row.getValue("a").stringValue()).toList();
        }
    }

    /** The triples of an answer as a store shows them: languages in small letters. */
    private static Set<String> constructed(RepositoryConnection connection, String query) {
        Set<String> shown = new HashSet<>();
        try (GraphQueryResult found = connection.prepareGraphQuery(query).evaluate()) {
            found.forEach(told -> shown.add(told.getSubject() + " " + told.getPredicate() + " " + shown(told.getObject())));
        }
        return shown;
    }

    private static String shown(Value value) {
        String tag = value instanceof Literal literal ? literal.getLanguage().orElse("").toLowerCase() : "";
        return tag.isEmpty() ? value.toString() : value.stringValue() + "@" + tag;
    }
}
