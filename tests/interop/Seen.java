import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a Java client saw, in the form that check.py judges; seen.py tells of it. */
final class Seen {
    final List<Map<String, Object>> nodes = new ArrayList<>();
    final List<Map<String, Object>> edges = new ArrayList<>();
    private final Map<String, Object> all = new LinkedHashMap<>();
    private final Map<String, Object> checks = new LinkedHashMap<>();

    Seen(String version) {
        all.put("version", version);
        all.put("nodes", nodes);
        all.put("edges", edges);
        all.put("checks", checks);
    }

    /** Of a client that sees triples instead of nodes and edges. */
    static Seen ofTriples(String version) {
        Seen seen = new Seen(version);
        seen.all.remove("nodes");
        seen.all.remove("edges");
        return seen;
    }

    /** Names columns that the client cannot carry. */
    void lacks(String... columns) {
        all.put("lacks", List.of(columns));
    }

    void put(String name, Object value) {
        all.put(name, value);
    }

    /** A check of the client's own: what it expects and what it found. */
    void check(String sentence, Object expected, Object found) {
        checks.put(sentence, expected.equals(found) ? true : found + ", not " + expected);
    }

    void write(String path) throws IOException {
        Files.writeString(Path.of(path), json(all));
    }

    private static String json(Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return String.valueOf(value);
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                .map(entry -> json(entry.getKey()) + ":" + json(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Seen::json).collect(Collectors.joining(",", "[", "]"));
        }
        StringBuilder text = new StringBuilder("\"");
        for (char c : value.toString().toCharArray()) {
            text.append(c == '"' || c == '\\' ? "\\" + c : c < ' ' ? String.format("\\u%04x", (int) c) : c);
        }
        return text.append('"').toString();
    }
}
