"""Copies a dataset under other words: every kind of entity, every kind of record and every role is renamed, and the kinds
of records and their roles lose their terms in RDF, so that the export has to mint them.

    renamed.py DATA BUILTIN_VOCABULARY TO
"""

import csv
import json
import pathlib
import shutil
import sys


def other(name):
    return f"other-{name}"


def kind(own):
    """A kind of record under its own terms, with its roles renamed wherever they are named."""
    roles = {other(name): dict(role) for name, role in own["roles"].items()}
    for role in roles.values():
        role.pop("rdf", None)
        role.pop("rdf_many", None)
        if "kinds" in role:
            role["kinds"] = [other(name) for name in role["kinds"]]
    # What only checks read may go.
    kept = {key: value for key, value in own.items() if key not in ("rdf", "sole", "ends")}
    sentence = {language: template(text, own["roles"]) for language, text in own["sentence"].items()}
    return kept | {"roles": roles, "projection": [rule(own) for own in own["projection"]], "sentence": sentence}


def rule(own):
    """A rule of projection: `among` a role, or `from` roles `to` roles."""
    named = {"among": other, "from": lambda names: [*map(other, names)], "to": lambda names: [*map(other, names)]}
    return {key: named.get(key, lambda value: value)(value) for key, value in own.items()}


def template(text, roles):
    for name in roles:
        text = text.replace(f"{{{name}}}", f"{{{other(name)}}}")
    return text


def vocabulary(builtin, own):
    """The patch that takes every kind away and gives it back under another name."""
    patch = {section: value for section, value in own.items() if section not in ("kinds", "entity_kinds")}
    for section, renamed in (("kinds", kind), ("entity_kinds", dict)):
        every = builtin[section] | own.get(section, {})
        gone = {name: None for name in builtin[section]}
        patch[section] = gone | {other(name): renamed(definition) for name, definition in every.items()}
    return patch


def records(path, roles, to):
    """A table of records with its columns of roles renamed."""
    with open(path, encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    with open(to, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([[other(n) if n in roles else n for n in header], *rows])


def main(data, builtin, to):
    data, to = pathlib.Path(data), pathlib.Path(to)
    builtin, own = (json.loads(pathlib.Path(path).read_text("utf-8")) for path in (builtin, data / "vocabulary.json"))
    for folder in ("entities", "records"):
        (to / folder).mkdir(parents=True)
    for path in data.glob("*.*"):
        shutil.copy(path, to)
    for path in data.glob("entities/*.csv"):
        shutil.copy(path, to / "entities" / other(path.name))
    for path in data.glob("records/*.csv"):
        roles = (builtin["kinds"] | own["kinds"])[path.stem]["roles"]
        records(path, roles, to / "records" / other(path.name))
    patch = json.dumps(vocabulary(builtin, own), ensure_ascii=False, indent=1)
    (to / "vocabulary.json").write_text(patch, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
