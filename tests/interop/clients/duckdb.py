"""DuckDB: the tables and the Parquet files by plain SQL."""

import duckdb

from seen import load, none, tables


def read(form, folder):
    return {"gephi-csv": gephi_csv, "tables": plain, "parquet": parquet}[form](folder)


def rows(relation):
    return [dict(zip(relation.columns, row)) for row in relation.fetchall()]


def gephi_csv(folder):
    """Every cell as text; DuckDB would take doubled quotes or escaped ones, so backslashes are undone afterwards."""
    options = "header = true, all_varchar = true, quote = '\"', escape = '\"', delim = ','"
    seen = {
        name: [
            {column.lower(): (cell or "").replace("\\\\", "\\") for column, cell in row.items()}
            for row in rows(duckdb.sql(f"FROM read_csv('{folder}/gephi-{name}.csv', {options})"))
        ]
        for name in ("nodes", "edges")
    }
    weights = duckdb.sql(f"SELECT Weight FROM read_csv('{folder}/gephi-edges.csv', types = {{'Weight': 'DOUBLE'}})")
    checks = {"weights are numbers above 0": none(w for (w,) in weights.fetchall() if not w > 0)}
    return seen | {"lacks": ["start", "end"], "checks": checks}


def plain(folder):
    edges, records = (
        duckdb.read_csv(str(tables(folder)[name]), header=True, all_varchar=True) for name in ("edges", "records")
    )
    told = duckdb.sql("SELECT e.*, e.record AS record_id, date_text FROM edges e JOIN records r ON r.id = e.record")
    return {"edges": rows(told), "partial": True}


def parquet(folder):
    vertices, edges = (duckdb.sql(f"FROM '{folder}/{name}.parquet'") for name in ("vertices", "edges"))
    return {
        "nodes": [row | {"label": row["name"]} for row in rows(vertices)],
        "edges": [row | {"source": row["src"], "target": row["dst"]} for row in rows(edges)],
        "partial": True,
    }


load(read, duckdb.__version__)
