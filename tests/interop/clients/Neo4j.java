import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.neo4j.cli.AdminTool;
import org.neo4j.cli.ExecutionContext;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.Entity;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;
import org.neo4j.kernel.internal.Version;

/** Neo4j: its own importer, as `neo4j-admin` runs it, then Cypher upon the database that came of it. */
public final class Neo4j {
    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[2] + ".home");
        Files.createDirectories(home.resolve("conf"));
        List<String> files = List.of(System.getenv("INTEROP_FILES").split(" "));
        Path folder = Path.of(args[1]);

        List<String> command = new ArrayList<>(List.of("database", "import", "full", "neo4j"));
        command.addAll(options(folder, files));
        int code = AdminTool.execute(new ExecutionContext(home, home.resolve("conf")), command.toArray(String[]::new));
        if (code != 0) {
            throw new IllegalStateException("the importer ended with " + code + ": " + command);
        }

        Seen seen = new Seen(Version.getNeo4jVersion());
        seen.put("partial", true);
        DatabaseManagementService server = new DatabaseManagementServiceBuilder(home).build();
        GraphDatabaseService database = server.database("neo4j");
        constrain(database, folder, files);
        try (Transaction reading = database.beginTx()) {
            reading.getAllNodes().forEach(node -> seen.nodes.add(row(node)));
            reading.getAllRelationships().forEach(edge -> seen.edges.add(row(edge)));
            seen.put("routes", routes(reading, Path.of(System.getenv("INTEROP_MODEL")).resolveSibling("pairs")));
        }
        server.shutdown();
        seen.write(args[2]);
        System.exit(0);
    }

    /** The options of the command that the export comes with; else those that graph-formats names. */
    private static List<String> options(Path folder, List<String> files) throws Exception {
        for (String file : files) {
            Matcher command = Pattern.compile("database import full((?:\\\\\\n|[^\\n])*)").matcher(text(folder, file));
            if (command.find()) {
                Matcher word = Pattern.compile("--(?:'[^']*'|\"[^\"]*\"|\\S)+").matcher(command.group(1));
                return word.results().map(found -> found.group().replaceAll("[\"']", "")).collect(Collectors.toList());
            }
        }
        return List.of(
            "--nodes=" + tables(files, "node"), "--relationships=" + tables(files, "rel"), "--array-delimiter=U+001F");
    }

    /** The header and the rows of a table, as the importer wants them named: from its own folder, header first. */
    private static String tables(List<String> files, String what) {
        return files.stream()
            .filter(file -> file.contains(what) && file.endsWith(".csv"))
            .sorted((a, b) -> Boolean.compare(b.contains("header"), a.contains("header")))
            .collect(Collectors.joining(","));
    }

    /** Makes the constraints that the export comes with. */
    private static void constrain(GraphDatabaseService database, Path folder, List<String> files) throws Exception {
        for (String file : files) {
            Matcher constraint = Pattern.compile("CREATE (CONSTRAINT|INDEX)[^;]*;").matcher(text(folder, file));
            while (constraint.find()) {
                database.executeTransactionally(constraint.group());
            }
        }
    }

    private static String text(Path folder, String file) throws Exception {
        return file.endsWith(".csv") ? "" : Files.readString(folder.resolve(file));
    }

    private static Map<String, Object> row(Node node) {
        Map<String, Object> row = properties(node);
        row.put("id", row.get("node_id"));
        return row;
    }

    private static Map<String, Object> row(Relationship edge) {
        Map<String, Object> row = properties(edge);
        row.put("source", edge.getStartNode().getProperty("node_id"));
        row.put("target", edge.getEndNode().getProperty("node_id"));
        row.put("relation", edge.getType().name().toLowerCase(Locale.ROOT));
        return row;
    }

    private static Map<String, Object> properties(Entity entity) {
        Map<String, Object> row = new HashMap<>(entity.getAllProperties());
        row.replaceAll((name, value) -> value instanceof Object[] list ? List.of(list) : value);
        return row;
    }

    private static Map<String, Object> routes(Transaction reading, Path pairs) throws Exception {
        String query = "MATCH (a {node_id: $a}), (b {node_id: $b}), p = allShortestPaths((a)-[*..12]-(b))"
            + " RETURN DISTINCT [n IN nodes(p) | n.node_id] AS route";
        Map<String, Object> routes = new LinkedHashMap<>();
        for (String pair : Files.readAllLines(pairs)) {
            String[] ends = pair.split(" ");
            routes.put(pair, reading.execute(query, Map.of("a", ends[0], "b", ends[1]))
                .stream().map(row -> row.get("route")).collect(Collectors.toList()));
        }
        return routes;
    }
}
