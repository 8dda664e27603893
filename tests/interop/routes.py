"""Adds what `relata path` answers to the model, for the clients that can find routes themselves.

    routes.py MODEL RELATA DATA

Writes into the model, for pairs of nodes, all shortest routes over all records; directions do not count. The pairs
alone stand beside it in `pairs`, one a line.
"""

import itertools
import json
import pathlib
import subprocess
import sys

# Enough to meet neighbours, chains and nodes that nothing links.
PAIRS = 28


def routes(relata, data, source, target):
    command = [relata, "path", f"id:{source}", f"id:{target}", "--data", data, "--raw", "--cross-hubs"]
    command += ["--all-shortest", "--max-hops", "12", "--format", "json"]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return sorted({tuple(route["nodes"]) for route in answer["routes"]})


if __name__ == "__main__":
    path, relata, data = sys.argv[1:4]
    model = json.load(open(path, encoding="utf-8"))
    every = list(itertools.combinations(sorted(model["nodes"]), 2))
    pairs = every[:: max(1, len(every) // PAIRS)]
    model["routes"] = {f"{a} {b}": routes(relata, data, a, b) for a, b in pairs}
    pathlib.Path(path).write_text(json.dumps(model, ensure_ascii=False, indent=1), encoding="utf-8")
    pathlib.Path(path).with_name("pairs").write_text("".join(f"{pair}\n" for pair in model["routes"]), encoding="utf-8")
