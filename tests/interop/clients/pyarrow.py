"""pyarrow: what the Parquet files say of their own types, item 31 of the checklist, and every value read back."""

import pyarrow
import pyarrow.parquet

from seen import found, load, none

RESERVED = {
    "vertices": {"label", "component", "pagerank", "pageranks", "distances", "count", "attr", "new_id", "edge"},
    "edges": {"weight", "attr", "new_id", "edge", "count"},
}


def read(_, folder):
    tables = {name: pyarrow.parquet.read_table(f"{folder}/{name}.parquet") for name in RESERVED}
    checks = {}
    for name in RESERVED:
        schema = pyarrow.parquet.ParquetFile(f"{folder}/{name}.parquet").schema
        checks |= schema_checks(name, [schema.column(n) for n in range(len(schema))], tables[name].schema)
    vertices, edges = (tables[name].to_pylist() for name in RESERVED)
    ids = [row["id"] for row in vertices]
    checks |= {
        "31 ids are unique": found(len(ids), len(set(ids))),
        "31 every end is a vertex": none({row[end] for row in edges for end in ("src", "dst")} - set(ids)),
    }
    return {
        "nodes": [row | {"label": row["name"]} for row in vertices],
        "edges": [row | {"source": row["src"], "target": row["dst"]} for row in edges],
        "partial": True,
        "checks": checks,
    }


def schema_checks(name, columns, schema):
    keys = {"vertices": ["id"], "edges": ["src", "dst"]}[name]
    types = {column.path: column.logical_type.type for column in columns}
    lists = [column.path for column in columns if "." in column.path]
    return {
        f"31 {name}: ids are texts": found({key: "STRING" for key in keys}, {key: types.get(key) for key in keys}),
        f"31 {name}: no reserved name": none(RESERVED[name] & set(schema.names)),
        f"31 {name}: no dot in a name": none(column for column in schema.names if "." in column),
        f"31 {name}: bounds are days": none(c for c in ("date_min", "date_max") if types.get(c, "DATE") != "DATE"),
        f"31 {name}: lists of three levels": none(path for path in lists if not path.endswith(".list.element")),
        f"31 {name}: no old or odd type": none(
            (column.path, column.physical_type)
            for column in columns
            if column.physical_type == "INT96" or "UINT" in str(column.logical_type)
        ),
    }


load(read, pyarrow.__version__)
