"""PySpark's rows equal those of a plain loop, in local mode.

    TRACEPAGE_BINARY=FILE python -m pytest examples/spark

Left out, with a word, where PySpark, Java or the binary is missing. TRACEPAGE_SPARK_TRACES sets how many traces there are.
"""

import json
import os
import shutil
import subprocess

import pytest
from summaries import summaries, traces

BINARY = os.environ.get("TRACEPAGE_BINARY")
COUNT = int(os.environ.get("TRACEPAGE_SPARK_TRACES", "200"))

pyspark = pytest.importorskip("pyspark", reason="left out: PySpark is not installed")
pytestmark = [
    pytest.mark.skipif(BINARY is None, reason="left out: TRACEPAGE_BINARY names no binary"),
    pytest.mark.skipif(shutil.which("java") is None, reason="left out: there is no Java"),
]


def trace(number):
    """A question and a model call of some seconds, as OTLP/JSON."""
    start = 1_795_442_400_000_000_000 + number * 60_000_000_000
    facts = {"gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-4o", "input.value": f"question {number}?"}
    counts = {"gen_ai.usage.input_tokens": 100 + number, "gen_ai.usage.output_tokens": number % 97}
    attributes = [{"key": k, "value": {"stringValue": v}} for k, v in facts.items()]
    attributes += [{"key": k, "value": {"intValue": str(v)}} for k, v in counts.items()]
    one = {
        "traceId": f"{number + 1:032x}", "spanId": f"{number + 1:016x}", "name": "chat", "startTimeUnixNano": str(start),
        "endTimeUnixNano": str(start + (number % 7 + 1) * 1_000_000_000), "attributes": attributes,
    }  # fmt: skip
    return json.dumps({"resourceSpans": [{"scopeSpans": [{"spans": [one]}]}]})


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("traces")
    for number in range(COUNT):
        (place / f"run {number:05}.json").write_text(trace(number), encoding="utf-8")
    return place


def test_the_rows_equal_those_of_a_plain_loop(folder):
    command = [BINARY, "summary", "--format", "json", "--"]
    expected = [subprocess.run([*command, path], check=True, capture_output=True, text=True).stdout for path in traces(folder)]
    (folder / "broken.json").write_text("no trace", encoding="utf-8")
    with pyspark.SparkContext("local[2]", "test") as context:
        rows = summaries(context, traces(folder), BINARY, 8).collect()
    lost = [row for row in rows if "error" in json.loads(row)]
    assert [json.loads(row)["error"] for row in lost] == [str(folder / "broken.json")]
    assert sorted(row + "\n" for row in rows if row not in lost) == sorted(expected) and len(expected) == COUNT
