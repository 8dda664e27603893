import java.io.File;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedPseudograph;
import org.jgrapht.nio.graphml.GraphMLImporter;

/** JGraphT's GraphML reader, which validates a file against the schema of GraphML 1.0 before it reads it. */
public final class JGraphT {
    public static void main(String[] args) throws Exception {
        Map<String, Map<String, Object>> nodes = new LinkedHashMap<>();
        Map<DefaultEdge, Map<String, Object>> edges = new LinkedHashMap<>();
        GraphMLImporter<String, DefaultEdge> importer = new GraphMLImporter<>();
        importer.setSchemaValidation(true);
        importer.setVertexFactory(id -> id);
        importer.addVertexAttributeConsumer((of, value) ->
            nodes.computeIfAbsent(of.getFirst(), id -> new HashMap<>()).put(of.getSecond(), value.getValue()));
        importer.addEdgeAttributeConsumer((of, value) ->
            edges.computeIfAbsent(of.getFirst(), edge -> new HashMap<>()).put(of.getSecond(), value.getValue()));
        Graph<String, DefaultEdge> graph = new DirectedPseudograph<>(DefaultEdge.class);
        importer.importGraph(graph, new File(args[1], "graph.graphml"));

        Seen seen = new Seen("1.5.3");
        seen.lacks("start", "end");
        for (String id : graph.vertexSet()) {
            Map<String, Object> row = nodes.getOrDefault(id, new HashMap<>());
            row.put("id", id);
            seen.nodes.add(row);
        }
        for (DefaultEdge edge : graph.edgeSet()) {
            Map<String, Object> row = edges.getOrDefault(edge, new HashMap<>());
            row.put("source", graph.getEdgeSource(edge));
            row.put("target", graph.getEdgeTarget(edge));
            seen.edges.add(row);
        }
        seen.write(args[2]);
    }
}
