"""NetworkX: items 8 to 12 of the checklist."""

import networkx

from seen import found, load, none, pairs


def read(form, folder):
    if form == "gexf":
        graph = networkx.read_gexf(f"{folder}/graph.gexf")
        checks = gexf_checks(graph)
    else:
        graph = networkx.read_graphml(f"{folder}/graph.graphml", force_multigraph=True)
        checks = graphml_checks(graph)
    edges = list(graph.edges(keys=True, data=True))
    return {
        "nodes": [{"id": node} | data for node, data in graph.nodes(data=True)],
        "edges": [data | {"source": source, "target": target} for source, target, _, data in edges],
        "hops": {f"{a} {b}": hops(graph.to_undirected(as_view=True), a, b) for a, b in pairs()},
        "lacks": [] if form == "gexf" else ["start", "end"],
        "checks": checks
        | {
            "a directed multigraph": found("MultiDiGraph", type(graph).__name__),
            "keys are edge ids": none(key for *_, key, data in edges if key != data["edge_id"]),
            "weights are floats above 0": none(d["weight"] for *_, d in edges if not typed(d["weight"], float)),
            "booleans are booleans": none(d["symmetric"] for *_, d in edges if not isinstance(d["symmetric"], bool)),
            "dates are texts": none(d for *_, d in edges if not isinstance(d.get("date_text", ""), str)),
            "degrees are whole numbers": none(d for _, d in graph.nodes(data="degree") if not isinstance(d, int)),
        },
    }


def hops(graph, source, target):
    return networkx.shortest_path_length(graph, source, target) if networkx.has_path(graph, source, target) else 0


def typed(value, kind):
    return isinstance(value, kind) and value > 0


def gexf_checks(graph):
    everything = [data for _, data in graph.nodes(data=True)] + [data for *_, data in graph.edges(data=True)]
    viz = ({"color", "size", "position"} - set(data["viz"]) for _, data in graph.nodes(data=True))
    return {
        "no bound is the word None": none(data for data in everything if "None" in data.values()),
        "colour, size and place of every node": none(missing for missing in viz if missing),
    }


def graphml_checks(graph):
    return {
        "the graph has a title": none([] if graph.graph.get("title") else [graph.graph]),
        "no default is kept on the graph": none(v for k, v in graph.graph.items() if k.endswith("default") and v),
    }


load(read, networkx.__version__)
