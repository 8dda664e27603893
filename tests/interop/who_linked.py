"""Who linked whom, asked of Spark over a Parquet export, with the answer of `relata path`.

    who_linked.py EXPORTS DATA RELATA SOURCE TARGET [SOURCE TARGET...]

EXPORTS is the folder of `edges.parquet`, DATA what it was written from, RELATA the program, SOURCE and TARGET ids. Each pair
is asked of both; the program says how many routes there are and how long each took, and fails where they differ.
`SPARK_MASTER` names a cluster, else all cores of this machine work; `SPARK_MEMORY` is what the driver may take, else 4g.
"""

import json
import os
import subprocess
import sys
import time

MOST_HOPS = 3
MOST_ROUTES = 10_000


def routes(edges, source, target):
    """Every way from one node to another of at most three hops, no node twice, directions not counted. As in `relata path`,
    a record is used in one place, and not for two hops where it would do for one.

    A data frame with the nodes in `nodes`, and in `records` and `dates` the record of each hop and its date as written. The
    ends are joined from both sides, so what is shuffled is as large as the neighbourhoods of the two, not as the graph.
    """
    from pyspark.sql.functions import broadcast, col

    forth = edges.select(col("src").alias("a"), col("dst").alias("b"), "record_id", "date_text")
    back = forth.select(col("b").alias("a"), col("a").alias("b"), "record_id", "date_text")
    ties = forth.union(back).where("a <> b")
    first = ties.where(col("a") == source).selectExpr("a as n0", "b as n1", "record_id as r1", "date_text as d1").distinct()
    last = ties.where(col("b") == target).selectExpr("a as m0", "b as m1", "record_id as r2", "date_text as d2").distinct()
    first, last = broadcast(first).cache(), broadcast(last).cache()
    one = first.where(col("n1") == target).selectExpr("array(n0, n1) as nodes", "array(r1) as records", "array(d1) as dates")
    inner = first.where(col("n1") != target)
    two = inner.join(last, inner.n1 == last.m0)
    two = two.selectExpr("array(n0, n1, m1) as nodes", "array(r1, r2) as records", "array(d1, d2) as dates")
    last = last.where(col("m0") != source)
    middle = ties.where((col("a") != source) & (col("b") != source) & (col("a") != target) & (col("b") != target))
    three = middle.join(broadcast(inner), middle.a == inner.n1).join(broadcast(last), middle.b == last.m0)
    three = three.selectExpr(
        "array(n0, n1, m0, m1) as nodes", "array(r1, record_id, r2) as records", "array(d1, date_text, d2) as dates"
    )
    return one.union(two).union(three).distinct().transform(lambda ways: without_detours(ways, ties))


def without_detours(ways, ties):
    """The routes that use each record in one place, and not for several hops in a row where it has an edge for them."""
    from pyspark.sql.functions import broadcast, col, expr

    ways = ways.where("not (size(records) = 3 and records[0] = get(records, 2) and records[0] <> records[1])").cache()
    runs = ways.where("records[0] = get(records, 1) or get(records, 1) = get(records, 2)")
    runs = runs.selectExpr("explode(records) as run").distinct()
    shortcuts = ties.join(broadcast(runs), col("record_id") == col("run")).select("a", "b", "run").distinct()
    first = "run = records[0] and run = get(records, 1) and a = nodes[0] and b = get(nodes, 2)"
    second = "run = get(records, 1) and run = get(records, 2) and a = nodes[1] and b = get(nodes, 3)"
    whole = "run = records[0] and run = get(records, 1) and run = get(records, 2) and a = nodes[0] and b = get(nodes, 3)"
    return ways.join(broadcast(shortcuts), expr(f"({first}) or ({second}) or ({whole})"), "left_anti")


def spark_answer(edges, source, target):
    """The routes as a set that can be compared."""
    found = routes(edges, source, target).collect()
    return {(tuple(row.nodes), tuple(row.records), tuple(row.dates)) for row in found}


def relata_answer(relata, data, source, target):
    """The same set as `relata path` tells it, or nothing where there are more routes than it gives."""
    command = [relata, "path", f"id:{source}", f"id:{target}", "--data", data, "--raw", "--unfold", "--format", "json"]
    command += ["--max-hops", str(MOST_HOPS), "--routes", str(MOST_ROUTES)]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    limits = answer["limits"]
    if limits["more"] or limits["budget_spent"] or limits["searched_hops"] < MOST_HOPS:
        return None
    hops = [(route["nodes"], route["hops"]) for route in answer["routes"]]
    return {(tuple(n), tuple(h["record"] for h in way), tuple(h["date"] for h in way)) for n, way in hops}


def main(exports, data, relata, *ids):
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(os.environ.get("SPARK_MASTER", "local[*]")).config("spark.ui.enabled", False)
    # Spark's own 1 GiB is too little for millions of edges.
    memory = os.environ.get("SPARK_MEMORY", "4g")
    spark = builder.config("spark.driver.memory", memory).config("spark.sql.shuffle.partitions", 8).getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    edges = spark.read.parquet(f"{exports}/edges.parquet")
    differ = 0
    for source, target in zip(ids[::2], ids[1::2]):
        begun = time.monotonic()
        told = relata_answer(relata, data, source, target)
        between = time.monotonic()
        if told is None:
            print(f"{source} {target}: more routes than `relata path` gives, not compared")
            continue
        found = spark_answer(edges, source, target)
        took = f"relata {between - begun:.1f} s with loading, Spark {time.monotonic() - between:.1f} s"
        outcome = "equal" if found == told else f"DIFFERENT, {len(found - told)} and {len(told - found)} on one side only"
        print(f"{source} {target}: {len(found)} routes, {outcome}; {took}", flush=True)
        differ += found != told
        spark.catalog.clearCache()
    spark.stop()
    return differ


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
