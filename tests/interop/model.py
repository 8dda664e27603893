"""What every client must see, computed from the model alone.

    model.py GRAPH_JSON VOCABULARY_JSON LANGUAGE -> {"nodes": {id: row}, "edges": {id: row}} on the standard output

The model is the lossless `graph.json`; nothing here looks at any other export. Dates follow the table in section 0 of
the design's page on graph formats: outer bounds as full days, an absent bound where none is stated.
"""

import calendar
import datetime
import json
import re
import sys

NODE_DATE = "lifespan"
QUALITY = {"": "exact", "~": "approximate", "?": "uncertain", "%": "approximate-uncertain"}


def span(text):
    """First and last day of one EDTF date without marks, and its precision; `[a..b]` is one of the days from a to b."""
    if text.startswith("["):
        low, high = text.strip("[]").split("..")
        return span(low)[0], span(high)[1], "interval"
    year, month, day = (text.split("-") + [None, None])[:3]
    precision = {1: "decade", 2: "century"}.get(year.count("X")) or ("day" if day else "month" if month else "year")
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    first_month, last_month = (int(month),) * 2 if month else (1, 12)
    last_day = int(day) if day else calendar.monthrange(last, last_month)[1]
    start = datetime.date(first, first_month, int(day or 1))
    return start.isoformat(), datetime.date(last, last_month, last_day).isoformat(), precision


def quality(text):
    marks = set(re.findall(r"[~?%]", text))
    return QUALITY["%" if "%" in marks or len(marks) > 1 else "".join(marks)]


def date(text, onset=False):
    """The columns of a date, and the latest day on which it may have begun."""
    if not text:
        return {"date_precision": "unknown"}, None
    plain = re.sub(r"[~?%]", "", text)
    begin, _, end = plain.partition("/")
    if "/" not in plain and not onset:
        low, high, precision = span(plain)
        row = {"date_min": low, "date_max": high, "date_precision": precision}
        return row | {"date_text": text, "date_quality": quality(text)}, high
    stated_begin = begin.rstrip(".")
    stated_end = end if end and not end.endswith("..") and not onset else ""
    row = {
        "date_text": text,
        "date_min": span(stated_begin)[0] if stated_begin else None,
        "date_max": span(stated_end)[1] if stated_end else None,
        "date_precision": "interval" if stated_begin and stated_end else "open",
        "date_quality": quality(text),
    }
    return row, span(stated_begin)[1] if stated_begin else None


class Model:
    def __init__(self, graph, vocabulary, language):
        self.language = language
        self.graph = graph
        kinds = vocabulary["kinds"] | graph.get("vocabulary", {}).get("kinds", {})
        self.kinds = {name: kind for name, kind in kinds.items() if kind}
        rules = [rule for kind in self.kinds.values() for rule in kind.get("projection", [])]
        self.symmetric = {rule["relation"] for rule in rules if "among" in rule}
        self.records = {record["id"]: record for record in graph["records"]}
        same = [sorted((j["a"], j["b"])) for j in graph.get("judgements", []) if j["judgement"] == "same"]
        self.canonical_of = {b: a for a, b in reversed(same)}

    def canonical(self, entity):
        while entity in self.canonical_of:
            entity = self.canonical_of[entity]
        return entity

    def nodes(self):
        rows = {}
        for entity in self.graph["entities"]:
            if self.canonical(entity["id"]) != entity["id"]:
                continue
            names = [n for n in entity["names"] if n.get("type", "preferred") == "preferred"]
            labels = {f"label_{name['lang']}": name["text"] for name in reversed(names)}
            row = {
                "label": labels.get(f"label_{self.language}") or (names or entity["names"])[0]["text"],
                "label_en": None,
                "label_zh": None,
            } | labels
            row |= {"node_kind": entity["kind"], "country": entity.get("country"), "note": entity.get("note")}
            rows[entity["id"]] = row | (date(entity[NODE_DATE])[0] if entity.get(NODE_DATE) else {})
        return rows

    def edges(self):
        rows = {}
        for edge in self.graph["edges"]:
            record = self.records[edge["record"]]
            row, _ = self.date_of(record)
            row |= {"source": edge["source"], "target": edge["target"], "relation": edge["relation"]}
            row |= {"record_id": record["id"], "record_kind": record["kind"]}
            row["symmetric"] = edge["relation"] in self.symmetric
            derived = None if row.get("date_max") else self.derived_end(record)
            row["end_derived"] = derived is not None
            row |= {"start": row.get("date_min"), "end": row.get("date_max") or derived}
            rows[edge["id"]] = row
        return rows

    def date_of(self, record):
        declared = self.kinds[record["kind"]].get("attributes", {})
        values = record.get("attributes", {})
        onset = any(
            isinstance(attribute, dict) and attribute.get("values", {}).get(values.get(name), {}).get("onset")
            for name, attribute in declared.items()
        )
        return date(record.get("date", ""), onset=bool(onset) and "/" not in record.get("date", ""))

    def derived_end(self, record):
        """The day by which the next state of the same pair had begun, if that can only have begun afterwards."""
        if not self.kinds[record["kind"]].get("history") or not record.get("date"):
            return None
        begun = self.date_of(record)[1]
        held = re.fullmatch(r".+/(.+)\.\.", record["date"])
        others = [self.date_of(other) for other in self.records.values() if self.parties(other) == self.parties(record)]
        later = [last for row, last in others if begun and (row.get("date_min") or "") > begun]
        day = min(later, default=None)
        return day if day and not (held and held[1] and span(held[1])[1] > day) else None

    def parties(self, record):
        fillers = (self.canonical(id) for ids in record.get("roles", {}).values() for id in ids)
        return record["kind"], sorted(fillers)


if __name__ == "__main__":
    graph, vocabulary = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
    model = Model(graph, vocabulary, sys.argv[3])
    title = graph["dataset"]["title"]
    json.dump(
        {"title": title, "nodes": model.nodes(), "edges": model.edges()}, sys.stdout, ensure_ascii=False, indent=1
    )
