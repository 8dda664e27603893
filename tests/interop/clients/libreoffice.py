"""LibreOffice: the tables opened, saved as a workbook, and read again; Chinese has to come through."""

import pathlib
import re
import subprocess
import tempfile

import openpyxl

from seen import absent, load, table

# What its import dialog asks: comma (44), quote (34), UTF-8 (76), from line 1, quoted cells as texts. Without a window
# it does not look at the mark in front of the file, so that it has to be told.
OPENED_AS = "CSV:44,34,76,1,,2052,true,false"


def read(form, folder):
    if form == "tables":
        edges = [row | {"edge_id": row.get("edge_id", row.get("id"))} for row in sheet(table(folder, "edges"))]
        return {"edges": edges, "lacks": absent(edges[0])}
    tables = {name: sheet(pathlib.Path(folder, f"gephi-{name}.csv")) for name in ("nodes", "edges")}
    compared = {"label", "label_en", "label_zh", "source", "target", "relation", "record_id", "record_kind", "date_text"}
    everything = {column for rows in tables.values() for row in rows for column in row}
    return tables | {"lacks": sorted(everything - compared) + ["start", "end"]}


def sheet(path):
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        convert = ["--convert-to", "xlsx", "--outdir", folder, f"--infilter={OPENED_AS}", str(path)]
        subprocess.run(["soffice", profile, "--headless", *convert], check=True, capture_output=True)
        book = openpyxl.load_workbook(pathlib.Path(folder, path.with_suffix(".xlsx").name))
        head, *rows = book.active.iter_rows(values_only=True)
    # Backslashes are doubled for Gephi, whom alone these tables are for.
    cells = [["" if cell is None else str(cell).replace("\\\\", "\\") for cell in row] for row in rows]
    return [dict(zip(map(str.lower, head), row)) for row in cells]


def version():
    said = subprocess.run(["soffice", "--version"], check=True, capture_output=True, text=True).stdout
    return re.search(r"[\d.]+", said)[0]


load(read, version())
