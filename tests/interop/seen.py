"""What a Python client saw, in the form that check.py judges.

A client is called as `client FORMAT FOLDER OUT`: it loads one format's files from the folder and writes to OUT

    {"version": "…", "nodes": [row], "edges": [row], "lacks": [column], "checks": {sentence: true or what was found}}

A node row has `id`, an edge row `edge_id`; all else is named as in the model. An absent value is None, "" or missing.
An engine of RDF adds `triples`, how many it read from a file, and `answers`, the rows of each exported question.

`lacks` names columns that the client or its format cannot carry; every other column of the model is compared. With
`partial` a format may leave out any column that does not say what an edge is. A client that finds routes adds `hops`
or `routes`, by pair.
"""

import json
import os
import pathlib
import sys


def load(reader, version):
    """Runs `reader(format, folder)`, which returns a dictionary as above, and writes what it saw."""
    form, folder, out = sys.argv[1:4]
    seen = {"version": version} | reader(form, folder)
    with open(out, "w", encoding="utf-8") as file:
        json.dump(seen, file, ensure_ascii=False, default=str)


def pairs():
    """The pairs of nodes whose routes are compared with those of `relata path`."""
    model = pathlib.Path(os.environ["INTEROP_MODEL"])
    return [line.split() for line in model.with_name("pairs").read_text(encoding="utf-8").splitlines()]


def is_fixture(folder):
    """Whether these are the exports of the data that the deliberate faults are made in."""
    return pathlib.Path(folder).parent.name == "fixture"


def tables(folder):
    """Where the tables of the data package stand, by name."""
    package = pathlib.Path(folder, "datapackage.json")
    resources = json.loads(package.read_text(encoding="utf-8"))["resources"]
    return {resource["name"]: package.parent / resource["path"] for resource in resources}


def found(expectation, value):
    """The outcome of a check: true, or what was found instead."""
    return True if expectation == value else f"{value!r}, not {expectation!r}"


def none(values):
    """The outcome of a check that nothing is wrong: true, or the first few that are."""
    values = list(values)
    return True if not values else f"{len(values)}, first {values[:3]!r}"
