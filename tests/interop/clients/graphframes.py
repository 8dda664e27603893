"""GraphFrames upon Spark: where those go who outgrow one machine. Its search gives the lengths of `relata path`."""

import importlib.metadata
import os

from graphframes import GraphFrame
from pyspark.sql import SparkSession, functions

from seen import found, load, pairs


def read(_, folder):
    jars = os.environ["INTEROP_CLASSPATH"].replace(":", ",")
    spark = SparkSession.builder.master("local[2]").config("spark.jars", jars).config("spark.ui.enabled", False)
    spark = spark.config("spark.sql.shuffle.partitions", 2).getOrCreate()
    vertices, edges = (spark.read.parquet(f"{folder}/{name}.parquet") for name in ("vertices", "edges"))
    graph = GraphFrame(vertices, edges)
    # A search follows directions, and the routes that it is compared with do not.
    ends = edges.select("src", "dst")
    both_ways = GraphFrame(
        vertices, ends.union(ends.select(functions.col("dst").alias("src"), functions.col("src").alias("dst")))
    )
    degrees = {row["id"]: row["degree"] for row in graph.degrees.collect()}
    seen = {
        "hops": {f"{a} {b}": hops(both_ways, a, b) for a, b in pairs()[::4]},
        "checks": {"parallel edges count in degrees": found(2 * edges.count(), sum(degrees.values()))},
    }
    spark.stop()
    return seen


def hops(graph, source, target):
    """How many steps from one node to another; 0 where there is no way."""
    routes = graph.bfs(f"id = '{source}'", f"id = '{target}'", maxPathLength=12)
    return sum(column.startswith("e") and column[1:].isdigit() for column in routes.columns)


load(read, importlib.metadata.version("graphframes-py"))
