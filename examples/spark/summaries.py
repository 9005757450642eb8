"""Summaries of a folder of traces with PySpark: a line of `tracepage summary --format json` a trace file.

    spark-submit summaries.py FOLDER OUT [--binary tracepage] [--partitions 64]

The folder is one that every worker sees. Each partition pipes its paths through the program; OUT gets part files of
lines, which `tracepage index` reads. A file that cannot be read gives a line with `error`, so that none is lost in
silence; such lines are counted at the end, and the exit code is 1.
"""

import argparse
import json
import shlex
import sys
from pathlib import Path

# A path a line comes in, a line of JSON a path goes out. What the program says goes to the worker's log.
EACH = """while IFS= read -r path; do
  {binary} summary --format json -- "$path" || {python} -c 'import json, sys; print(json.dumps({{"error": sys.argv[1]}}))' "$path"
done"""


def summaries(context, paths, binary, partitions):
    """The lines of the traces, in no order of their own."""
    command = EACH.format(binary=shlex.quote(str(binary)), python=shlex.quote(sys.executable))
    return context.parallelize([str(path) for path in paths], partitions).pipe("sh -c " + shlex.quote(command))


def traces(folder):
    """The trace files of a folder, sorted; pages may lie beside them."""
    return sorted(path for path in Path(folder).rglob("*") if path.is_file() and path.suffix != ".html")


def main():
    from pyspark import SparkContext

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("out")
    parser.add_argument("--binary", default="tracepage")
    parser.add_argument("--partitions", type=int, default=64)
    options = parser.parse_args()
    with SparkContext(appName="tracepage summaries") as context:
        lines = summaries(context, traces(options.folder), options.binary, options.partitions).cache()
        lost = lines.filter(lambda line: "error" in json.loads(line)).count()
        lines.filter(lambda line: "error" not in json.loads(line)).saveAsTextFile(options.out)
        print(f"{lines.count() - lost} summaries in {options.out}, {lost} files could not be read")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
