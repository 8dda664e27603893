"""Frictionless: the tables against the schema that they come with."""

import frictionless

from seen import load, none


def read(_, folder):
    report = frictionless.validate(f"{folder}/datapackage.json")
    errors = report.flatten(["title", "rowNumber", "fieldName", "note"])
    return {"checks": {"the tables are as their schema says": none(errors), "there are tables": bool(report.tasks)}}


load(read, frictionless.__version__)
