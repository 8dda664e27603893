"""Files of SPARQL in blocks that begin with `#### TITLE`: the exported questions, and the deliberate faults."""

import pathlib
import re


def blocks(path):
    """What stands before the first block, and each block by its title."""
    head, *rest = re.split(r"(?m)^#### ", pathlib.Path(path).read_text(encoding="utf-8"))
    return head, dict(block.split("\n", 1) for block in rest)


def questions(folder):
    """The exported questions by their names, without those that the vocabulary leaves out."""
    every = blocks(f"{folder}/queries.rq")[1]
    return {title.split()[0]: text for title, text in every.items() if re.search(r"(?m)^SELECT\b", text)}


def faults():
    """Title and update of each deliberate fault, by what a validator has to make of it."""
    head, every = blocks(pathlib.Path(__file__).with_name("faults.ru"))
    sorts = {"violation": {}, "warning": {}}
    for title, update in every.items():
        sort, name = title.split(": ", 1)
        sorts[sort][name] = head + update
    return sorts
