"""LibreOffice: the tables opened, saved as a workbook, and read again; Chinese has to come through.

It makes dates of its own of cells such as `1999-05-07`, and moves those before 1582 by days, as every spreadsheet does
in its way; so of the plain tables only what holds Chinese is compared, cell by cell.
"""

import csv
import pathlib
import re
import subprocess
import tempfile

import openpyxl

from seen import found, load, none, tables

# What its import dialog asks: comma (44), quote (34), UTF-8 (76), from line 1, quoted cells as texts. Without a window
# it does not look at the mark in front of the file, so that it has to be told.
OPENED_AS = "CSV:44,34,76,1,,0,true,false"


def read(form, folder):
    return {"gephi-csv": gephi_csv, "tables": plain}[form](folder)


def gephi_csv(folder):
    # Backslashes are doubled for Gephi, whom alone these tables are for.
    seen = {
        f"{name}s": [
            {column.lower(): cell.replace("\\\\", "\\") for column, cell in zip(head, row)}
            for head, *rows in [sheet(pathlib.Path(folder, f"gephi-{name}s.csv"))]
            for row in rows
        ]
        for name in ("node", "edge")
    }
    texts = {"label", "label_en", "label_zh", "source", "target", "relation", "record_id", "record_kind", "date_text"}
    others = {column for rows in seen.values() for row in rows for column in row} - texts
    return seen | {"lacks": [*others, "start", "end"]}


def plain(folder):
    checks = {}
    for name, path in tables(folder).items():
        opened = sheet(path)
        with open(path, encoding="utf-8-sig", newline="") as file:
            written = list(csv.reader(file))
        pairs = [pair for rows in zip(written, opened) for pair in zip(*rows) if re.search("[\u4e00-\u9fff]", pair[0])]
        checks[f"{name}: as many rows"] = found(len(written), len(opened))
        checks[f"{name}: Chinese is kept"] = none((a, b) for a, b in pairs if a.split() != b.split())
    return {"checks": checks}


def sheet(path):
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        convert = ["--convert-to", "xlsx", "--outdir", folder, f"--infilter={OPENED_AS}", str(path)]
        subprocess.run(["soffice", profile, "--headless", *convert], check=True, capture_output=True)
        book = openpyxl.load_workbook(pathlib.Path(folder, path.with_suffix(".xlsx").name))
        return [["" if cell is None else str(cell) for cell in row] for row in book.active.iter_rows(values_only=True)]


def version():
    said = subprocess.run(["soffice", "--version"], check=True, capture_output=True, text=True).stdout
    return re.search(r"[\d.]+", said)[0]


load(read, version())
