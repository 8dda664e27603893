import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Files of SPARQL in blocks that begin with {@code #### TITLE}; blocks.py tells of them. */
final class Blocks {
    private static final Pattern SELECT = Pattern.compile("(?m)^SELECT\\b");

    private Blocks() {}

    /** Each block by its title, below what stands before the first. */
    private static Map<String, String> of(Path path, boolean withHead) throws IOException {
        String[] parts = Files.readString(path).split("(?m)^#### ");
        Map<String, String> blocks = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] block = parts[i].split("\n", 2);
            blocks.put(block[0], withHead ? parts[0] + block[1] : block[1]);
        }
        return blocks;
    }

    /** The exported questions by their names, without those that the vocabulary leaves out. */
    static Map<String, String> questions(String folder) throws IOException {
        Map<String, String> questions = new LinkedHashMap<>();
        of(Path.of(folder, "queries.rq"), false).forEach((title, text) -> {
            if (SELECT.matcher(text).find()) {
                questions.put(title.split(" ")[0], text);
            }
        });
        return questions;
    }

    /** Each deliberate fault by its title, {@code violation: NAME} or {@code warning: NAME}. */
    static Map<String, String> faults() throws IOException {
        return of(Path.of(System.getenv("INTEROP_FAULTS")), true);
    }

    /** Whether these are the exports of the data that the deliberate faults are made in. */
    static boolean isFixture(String folder) {
        return Path.of(folder).toAbsolutePath().getParent().endsWith("fixture");
    }
}
