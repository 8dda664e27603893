import java.io.File;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Element;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Interval;
import org.gephi.graph.api.Node;
import org.gephi.graph.api.TimeFormat;
import org.gephi.graph.api.types.IntervalSet;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.importer.api.Report;
import org.gephi.io.processor.plugin.AppendProcessor;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.io.processor.spi.Processor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/** Gephi itself, without its window: the importers and the processors that its import dialog runs, as it sets them. */
public final class Gephi {
    private final ImportController importer = Lookup.getDefault().lookup(ImportController.class);
    private final Workspace workspace;
    private final List<String> issues = new ArrayList<>();

    private Gephi() {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        workspace = projects.getCurrentWorkspace();
    }

    public static void main(String[] args) throws Exception {
        String form = args[0];
        Gephi gephi = new Gephi();
        if (form.equals("gephi-csv")) {
            gephi.load(new File(args[1], "gephi-nodes.csv"), new DefaultProcessor(), false);
            gephi.load(new File(args[1], "gephi-edges.csv"), new AppendProcessor(), false);
        } else {
            // Gephi reads no kind from GraphML, so parallel edges live only when its user chooses not to merge.
            gephi.load(new File(args[1], "graph." + form), new DefaultProcessor(), form.equals("graphml"));
        }
        Seen seen = gephi.see(form);
        seen.write(args[2]);
        System.exit(0);
    }

    private void load(File file, Processor processor, boolean keepParallel) throws Exception {
        Container container = importer.importFile(file);
        if (keepParallel) {
            container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
        }
        collect(container.getReport());
        importer.process(container, processor, workspace);
        collect(container.getReport());
        collect(processor.getReport());
    }

    private void collect(Report report) {
        Iterator<Issue> all = report == null ? List.<Issue>of().iterator() : report.getIssues(Integer.MAX_VALUE);
        while (all.hasNext()) {
            Issue issue = all.next();
            // GraphML keeps the title of the graph for its other readers; Gephi says that it does not.
            boolean known = issue.getMessage().startsWith("Graph attributes 'title' ignored");
            if (issue.getLevel() != Issue.Level.INFO && !known) {
                issues.add(issue.getLevel() + ": " + issue.getMessage());
            }
        }
    }

    private Seen see(String form) {
        GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
        Seen seen = new Seen("0.10.1");
        seen.check("no issue worse than info", List.of(), issues);
        seen.check("directed", true, model.isDirected());
        boolean timed = !form.equals("graphml");
        if (timed) {
            Interval bounds = model.getTimeBounds();
            seen.put("timeline", List.of(day(bounds.getLow()), day(bounds.getHigh())));
        } else {
            seen.lacks("start", "end");
        }
        if (form.equals("gexf")) {
            seen.check("the timeline shows dates", TimeFormat.DATE, model.getTimeFormat());
            seen.check("days do not move", "UTC", model.getTimeZone().getID());
        }
        List<String> unlike = new ArrayList<>();
        for (Node node : model.getGraph().getNodes()) {
            seen.nodes.add(row(node));
        }
        for (Edge edge : model.getGraph().getEdges()) {
            Map<String, Object> row = row(edge);
            row.put("source", edge.getSource().getId());
            row.put("target", edge.getTarget().getId());
            seen.edges.add(row);
            String kind = String.valueOf(edge.getTypeLabel()).replaceFirst("#\\d+$", "");
            if (edge.getWeight() <= 0 || timed && !kind.equals(edge.getAttribute("relation"))) {
                unlike.add(edge.getId() + " " + kind);
            }
        }
        seen.check("weights above 0, kinds as relations", List.of(), unlike);
        return seen;
    }

    private static Map<String, Object> row(Element element) {
        Map<String, Object> row = new HashMap<>();
        for (String key : element.getAttributeKeys()) {
            // Of GraphML, Gephi shows ids of keys, and nodes and edges may not share one.
            row.put(key.replaceFirst("^e_", ""), element.getAttribute(key));
        }
        row.put("id", element.getId());
        row.put("label", element.getLabel());
        if (row.remove("timeset") instanceof IntervalSet set) {
            Interval interval = set.toArray()[0];
            row.put("start", day(interval.getLow()));
            row.put("end", day(interval.getHigh()));
        }
        return row;
    }

    private static String day(double milliseconds) {
        if (Double.isInfinite(milliseconds)) {
            return "";
        }
        return LocalDate.ofInstant(Instant.ofEpochMilli((long) milliseconds), ZoneOffset.UTC).toString();
    }
}
