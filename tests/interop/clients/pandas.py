"""pandas: a spreadsheet user's way to the tables, with the two options that keep texts as they are."""

import pandas

from seen import found, load, none, tables

# `NA` is a country and a word; without this pandas reads it as no value.
AS_TEXT = {"dtype": str, "keep_default_na": False}


def read(form, folder):
    return {"gephi-csv": gephi_csv, "tables": plain}[form](folder)


def gephi_csv(folder):
    options = AS_TEXT | {"encoding": "utf-8-sig", "escapechar": "\\"}
    nodes, edges = (pandas.read_csv(f"{folder}/gephi-{name}.csv", **options) for name in ("nodes", "edges"))
    time = edges["Timeset"].str.extract(r"<\[(?P<start>.*), (?P<end>.*)\]>").fillna("")
    edges[["start", "end"]] = time.replace({"-Infinity": "", "Infinity": ""})
    edges["Weight"] = pandas.to_numeric(edges["Weight"])
    return {
        "nodes": nodes.rename(columns={"Id": "id", "Label": "label"}).to_dict("records"),
        "edges": edges.rename(columns={"Source": "source", "Target": "target"}).to_dict("records"),
        "checks": {
            "weights are numbers above 0": none(w for w in edges["Weight"] if not w > 0),
            "every row has a cell for every head": found(0, int(nodes.isna().sum().sum() + edges.isna().sum().sum())),
        },
    }


def plain(folder):
    edges, records = (pandas.read_csv(tables(folder)[name], **AS_TEXT) for name in ("edges", "records"))
    edges = edges.rename(columns={"record": "record_id"})
    told = edges.merge(records[["id", "date_text"]], left_on="record_id", right_on="id", validate="many_to_one")
    return {"edges": told.drop(columns="id").to_dict("records"), "partial": True}


load(read, pandas.__version__)
