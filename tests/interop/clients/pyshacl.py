"""pySHACL: the data conform to their own shapes; every deliberate fault is a violation and every gap a warning."""

import pyshacl
import rdflib
from rdflib.namespace import SH

from blocks import faults
from seen import found, is_fixture, load, none


def severities(data, shapes, **options):
    _, report, text = pyshacl.validate(data, shacl_graph=shapes, advanced=True, inference="none", **options)
    if not isinstance(report, rdflib.Graph):
        raise report
    return {str(value).rsplit("#")[-1] for value in report.objects(None, SH.resultSeverity)}, text


def outcome(data, shapes, update):
    """What becomes of a fault: it has to change something, and to be seen."""
    changed = rdflib.Graph() + data
    changed.update(update)
    if set(changed) == set(data):
        return {"nothing changed"}
    return severities(changed, shapes)[0]


def read(_, folder):
    data = rdflib.Graph().parse(f"{folder}/data.nt").parse(f"{folder}/vocabulary.ttl")
    shapes = rdflib.Graph().parse(f"{folder}/shapes.ttl")
    seen, text = severities(data, shapes, meta_shacl=True)
    checks = {"the data conform": none([text] if "Violation" in seen else [])}
    if is_fixture(folder):
        checks["without a warning"] = found(set(), seen)
        for sort, updates in faults().items():
            outcomes = {name: outcome(data, shapes, update) for name, update in updates.items()}
            missed = {name: seen for name, seen in outcomes.items() if not judged(sort, seen)}
            checks[f"{len(updates)} faults are a {sort}"] = none(missed.items())
    return {"checks": checks}


def judged(sort, seen):
    return "Violation" in seen if sort == "violation" else seen == {"Warning"}


if __name__ == "__main__":
    load(read, pyshacl.__version__)
