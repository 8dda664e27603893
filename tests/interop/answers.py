"""Adds to the model what every engine has to answer: the rows of the exported questions, and how many triples there are.

    answers.py MODEL RELATA DATA LANGUAGE EXPORTS [SNAPSHOTS]

The rows are those of `relata sparql`; where they are checked in, in the folder SNAPSHOTS, they have to be the same.
"""

import csv
import json
import pathlib
import subprocess
import sys

from blocks import questions

# The base under which the checked-in rows were asked.
BASE = "https://data.example.org/"


def rows(relata, data, language, text):
    """The rows of a question, each value as a text, None where there is none."""
    command = [relata, "sparql", text, "--data", data, "--lang", language, "--format", "json"]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    names = answer["head"]["vars"]
    return [[row.get(name, {}).get("value") for name in names] for row in answer["results"]["bindings"]]


def checked_in(path, base):
    """The rows of a snapshot, under the base of the data."""
    with open(path, encoding="utf-8", newline="") as file:
        return [[value.replace(BASE, base) or None for value in row] for row in csv.reader(file)][1:]


def base_of(exports):
    """What the IRIs of the dataset begin with."""
    account = pathlib.Path(exports, "dataset.ttl").read_text(encoding="utf-8")
    return account.split("void:uriSpace", 1)[1].split('"')[1]


if __name__ == "__main__":
    path, relata, data, language, exports, *snapshots = sys.argv[1:]
    model = json.load(open(path, encoding="utf-8"))
    model["answers"] = {name: rows(relata, data, language, text) for name, text in questions(exports).items()}
    for name, answer in model["answers"].items() if snapshots else ():
        snapshot = pathlib.Path(snapshots[0], f"sparql-{name[1:]}.csv")
        if checked_in(snapshot, base_of(exports)) != answer:
            sys.exit(f"{name} differs from {snapshot}")
    with open(f"{exports}/data.nt", encoding="utf-8") as file:
        model["triples"] = sum(1 for _ in file)
    pathlib.Path(path).write_text(json.dumps(model, ensure_ascii=False, indent=1), encoding="utf-8")
