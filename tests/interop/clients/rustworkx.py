"""rustworkx: item 15 of the checklist."""

import rustworkx

from seen import found, load, none


def read(_, folder):
    graphs = rustworkx.read_graphml(f"{folder}/graph.graphml")
    graph = graphs[0]
    ids = {index: graph[index]["id"] for index in graph.node_indices()}
    edges = graph.weighted_edge_list()
    return {
        "nodes": graph.nodes(),
        "edges": [data | {"source": ids[source], "target": ids[target]} for source, target, data in edges],
        "lacks": ["start", "end"],
        "checks": {
            "one graph": found(1, len(graphs)),
            "directed": found("PyDiGraph", type(graph).__name__),
            "a multigraph": found(True, graph.multigraph),
            "weights are above 0": none(data["weight"] for *_, data in edges if not data["weight"] > 0),
        },
    }


load(read, rustworkx.__version__)
