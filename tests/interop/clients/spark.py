"""Spark: the Parquet files as data frames, and breadth-first search by joins, on one machine as on many."""

import os

import pyspark
from pyspark.sql import SparkSession

from seen import load, pairs
from who_linked import relata_answer, spark_answer


def read(_, folder):
    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", False)
    spark = spark.config("spark.sql.shuffle.partitions", 2).getOrCreate()
    vertices, edges = (spark.read.parquet(f"{folder}/{name}.parquet") for name in ("vertices", "edges"))
    both_ways = edges.select("src", "dst").union(edges.select("dst", "src")).distinct().cache()
    seen = {
        "nodes": [row.asDict() | {"label": row["name"]} for row in vertices.collect()],
        "edges": [row.asDict() | {"source": row["src"], "target": row["dst"]} for row in edges.collect()],
        "hops": {f"{a} {b}": hops(spark, both_ways, a, b) for a, b in pairs()[::4]},
        "partial": True,
        "checks": {f"who linked {a} to {b}": linked(edges, a, b) for a, b in pairs()[::4]},
    }
    spark.stop()
    return seen


def hops(spark, edges, source, target):
    """How many steps from one node to another; 0 where there is no way."""
    reached, border = {source}, {source}
    for step in range(1, 13):
        near = spark.createDataFrame([(id,) for id in border], "src string")
        border = {row.dst for row in edges.join(near, "src").select("dst").distinct().collect()} - reached
        reached |= border
        if target in border or not border:
            return step if border else 0
    return 0


def linked(edges, source, target):
    """Whether Spark and `relata path` tell the same routes of up to three hops, with the same dates."""
    told = relata_answer(os.environ["INTEROP_RELATA"], os.environ["INTEROP_DATA"], source, target)
    found = spark_answer(edges, source, target)
    return True if found == told else f"{len(found)} routes, not {told and len(told)}"


load(read, pyspark.__version__)
