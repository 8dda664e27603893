"""What a Python client saw, in the form that check.py judges.

A client is called as `client FORMAT FOLDER OUT`: it loads one format's files from the folder and writes to OUT

    {"version": "…", "nodes": [row], "edges": [row], "lacks": [column], "checks": {sentence: true or what was found}}

A node row has `id`, an edge row `edge_id`; all else is named as in the model. An absent value is None, "" or missing.
`lacks` names columns that the client or its format cannot carry; every other column of the model is compared.
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


def expected():
    """The model's own nodes and edges, for what only a client can ask: a route, a picture."""
    with open(os.environ["INTEROP_MODEL"], encoding="utf-8") as file:
        return json.load(file)


def absent(columns):
    """The columns of the model's edges that a table leaves out, which it may, but for ends and relation."""
    edges = expected()["edges"].values()
    return sorted({column for row in edges for column in row} - set(columns) - {"source", "target", "relation"})


def table(folder, name):
    """Where a table of the data package stands."""
    package = pathlib.Path(folder, "datapackage.json")
    resources = json.loads(package.read_text(encoding="utf-8"))["resources"]
    return package.with_name(next(r["path"] for r in resources if r["name"] == name))


def found(expectation, value):
    """The outcome of a check: true, or what was found instead."""
    return True if expectation == value else f"{value!r}, not {expectation!r}"


def none(values):
    """The outcome of a check that nothing is wrong: true, or the first few that are."""
    values = list(values)
    return True if not values else f"{len(values)}, first {values[:3]!r}"
