"""igraph: items 13 and 14 of the checklist."""

import os
import warnings

import igraph

from seen import found, load, none


def read(form, folder):
    file = os.environ["INTEROP_FILES"].split()[0]
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        graph = igraph.Graph.Read_GraphML(f"{folder}/{file}")
    ids = graph.vs["id"]
    ends = ({"source": ids[edge.source], "target": ids[edge.target]} for edge in graph.es)
    return {
        "nodes": [vertex.attributes() for vertex in graph.vs],
        "edges": [edge.attributes() | end for edge, end in zip(graph.es, ends)],
        "lacks": ["start", "end"],
        "checks": {
            "directed": found(True, graph.is_directed()),
            # The keys that only yEd reads have no type that igraph knows.
            "no warning": none(str(warning.message) for warning in warned if form != "yed"),
            "parallel edges": found(True, graph.has_multiple()),
            "weights are above 0": none(weight for weight in graph.es["weight"] if not weight > 0),
        },
    }


load(read, igraph.__version__)
