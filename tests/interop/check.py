"""Compares what a client saw with the model.

check.py CLIENT FORMAT MODEL SEEN: prints each difference, and how many checks held; fails if one does not
"""

import collections
import itertools
import json
import re
import sys

# Characters that no XML file can hold; the exporters leave them out with a warning.
FORBIDDEN = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# What the CSV for Gephi puts behind a text that Gephi would take for a number or a day.
MARK = re.compile(r" \((?:day|month|year|decade|century|interval|open|unknown|text)\)$")


def one_line(text):
    return " ".join(FORBIDDEN.sub("", text).split())


def gephi(text):
    """Gephi reads the word `null` as no value, and `INF` within XML as `Infinity`: the export warns of both."""
    return "" if text.lower() == "null" else text.replace("INF", "Infinity")


# How a format spells a text of the model, and what has to be taken off what a client saw.
WRITTEN = {
    "gexf": (lambda text: FORBIDDEN.sub("", text), str),
    "graphml": (lambda text: FORBIDDEN.sub("", text), str),
    "yed": (lambda text: FORBIDDEN.sub("", text), str),
    "gephi-csv": (one_line, lambda text: one_line(MARK.sub("", text))),
    "neo4j": (one_line, one_line),
}
# What a client is known to make of a text, but for labels and ids.
UNCHANGED = {"label", "source", "target"}
CHANGED = {
    ("gephi", "gexf"): gephi,
    ("gephi", "graphml"): gephi,
    ("gephi", "gephi-csv"): lambda text: "" if text.lower() == "null" else text,
}


def text(value):
    if value is None or value != value:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


# What every format tells of an edge or a node, even one that picks its columns (item 34).
CORE = {"label", "source", "target", "relation", "date_text", "record_id"}


class Check:
    def __init__(self, client, form):
        self.written, self.strip = WRITTEN.get(form, (str, str))
        self.changed = CHANGED.get((client, form), str)
        self.held, self.failed = 0, []

    def judge(self, holds, sentence):
        if holds:
            self.held += 1
        else:
            self.failed.append(sentence)

    def rows(self, what, key, model, seen, partial, lacks):
        ids = collections.Counter(row.get(key) for row in seen)
        self.judge(len(seen) == len(model), f"{len(seen)} {what}s, not {len(model)}")
        self.judge(set(ids) == set(model), f"{what} ids differ: {sorted(map(str, set(ids) ^ set(model)))[:3]}")
        self.judge(max(ids.values(), default=1) == 1, f"a {what} stands twice: {ids.most_common(1)}")
        columns = {column for row in model.values() for column in row} - set(lacks)
        if partial:
            columns &= CORE | {column for row in seen for column in row}
        for column in sorted(columns):
            self.judge(*self.column(what, column, [(model.get(row.get(key), {}), row) for row in seen], key))

    def column(self, what, column, pairs, key):
        wrong = []
        for expected, row in pairs:
            value = self.written(text(expected.get(column)))
            value = value if column in UNCHANGED else self.changed(value)
            got = self.strip(text(row.get(column)))
            if got != value:
                wrong.append(f"{row.get(key)}: {got!r}, not {value!r}")
        return not wrong, f"{what} {column} differs in {len(wrong)}: {'; '.join(wrong[:2])}"

    def answer(self, question, rows, found):
        wrong = [pair for pair in itertools.zip_longest(found, rows) if pair[0] != pair[1]]
        return not wrong, f"{question}: {len(wrong)} rows differ: {'; '.join('%s, not %s' % pair for pair in wrong[:2])}"

    def seen(self, model, seen):
        lacks = seen.get("lacks", [])
        for what, key in (("node", "id"), ("edge", "edge_id")):
            if f"{what}s" in seen:
                self.rows(what, key, model[f"{what}s"], seen[f"{what}s"], seen.get("partial"), lacks)
        if "edges" in seen:
            self.judge(parallel(seen["edges"]) == parallel(model["edges"].values()), "parallel edges or loops differ")
        if "timeline" in seen:
            expected = timeline(model["edges"].values())
            self.judge(seen["timeline"] == expected, f"the timeline is {seen['timeline']}, not {expected}")
        for pair, hops in seen.get("hops", {}).items():
            self.judge(hops == min(map(len, model["routes"][pair]), default=1) - 1, f"{pair}: {hops} hops")
        for pair, routes in seen.get("routes", {}).items():
            self.judge(sorted(routes) == model["routes"][pair], f"{pair}: {routes}, not {model['routes'][pair]}")
        for file, count in seen.get("triples", {}).items():
            self.judge(count == model["triples"], f"{file}: {count} triples, not {model['triples']}")
        for question, rows in model["answers"].items() if "answers" in seen else ():
            self.judge(*self.answer(question, rows, seen["answers"].get(question, [])))
        for sentence, outcome in seen.get("checks", {}).items():
            self.judge(outcome is True, f"{sentence}: found {outcome}")


def parallel(edges):
    """How many edges stand between each two ends, loops among them."""
    return collections.Counter((edge.get("source"), edge.get("target")) for edge in edges)


def timeline(edges):
    """From the first stated start to the last stated end; the end of what has no start does not count."""
    starts, ends = ([edge[bound] for edge in edges if edge[bound]] for bound in ("start", "end"))
    return [min(starts), max(ends)]


def main(client, form, model, seen):
    model, seen = (json.load(open(path, encoding="utf-8")) for path in (model, seen))
    check = Check(client, form)
    check.seen(model, seen)
    print(f"{seen['version']}\t{check.held}\t{len(check.failed)}")
    for sentence in check.failed:
        print(f"  {sentence}", file=sys.stderr)
    return 1 if check.failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
