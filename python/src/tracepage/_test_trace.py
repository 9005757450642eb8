"""What a test did as one trace: the test at the top, and below it what was recorded while it ran."""

import hashlib
from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Sequence

from tracepage import otlp


VERDICTS = ("AssertionError", "Failed")
"""Types of failures by which a test says that the answer is wrong; any other is an error of the program."""


@dataclass(frozen=True)
class Failure:
    """Why a test did not pass, as pytest tells it."""

    type: str
    message: str
    traceback: str


@dataclass(frozen=True)
class TestRun:
    """A test that ran: its node id, its times in nanoseconds since 1970, and why it failed, if it did."""

    name: str
    start: int
    end: int
    failure: Optional[Failure]


def request(test: TestRun, spans: Sequence[Any]) -> otlp.Json:
    """An OTLP request with one trace. Spans of further traces join the first, and keep their trace id as an
    attribute; ids of spans stay, so that a span can still be found where it was sent to."""
    recorded = otlp.encode_spans(spans)
    rows = [row for group in recorded["resourceSpans"] for scope in group["scopeSpans"] for row in scope["spans"]]
    trace_id = rows[0]["traceId"]
    root = _root(test, trace_id, rows)
    for row in rows:
        row.setdefault("parentSpanId", root["spanId"])
        if row["traceId"] != trace_id:
            original = otlp.attributes({"test.original_trace_id": row["traceId"]})
            row["attributes"] = row.get("attributes", []) + original
            row["traceId"] = trace_id
    scope = {"scope": {"name": "tracepage.pytest"}, "spans": [root]}
    resource = {"attributes": otlp.attributes({"service.name": "pytest"})}
    return {"resourceSpans": [{"resource": resource, "scopeSpans": [scope]}, *recorded["resourceSpans"]]}


def _root(test: TestRun, trace_id: str, rows: List[otlp.Json]) -> otlp.Json:
    start = min([test.start, *(int(row["startTimeUnixNano"]) for row in rows)])
    end = max([test.end, *(int(row.get("endTimeUnixNano", 0)) for row in rows)])
    attributes = {
        "test.case.name": test.name,
        "test.case.result.status": "fail" if test.failure else "pass",
    }
    root: Dict[str, Any] = {
        "traceId": trace_id,
        "spanId": hashlib.sha256(test.name.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        "name": test.name.rsplit("::", 1)[-1],
        "kind": 1,
        "startTimeUnixNano": str(start),
        "endTimeUnixNano": str(end),
        "attributes": otlp.attributes(attributes),
    }
    if test.failure and test.failure.type not in VERDICTS:
        root["status"] = {"code": 2, "message": f"{test.failure.type}: {test.failure.message}"}
        root["events"] = [_exception(test.failure, end)]
    else:
        root["events"] = [_verdict(test, end)]
    return root


def _verdict(test: TestRun, time: int) -> otlp.Json:
    """The test's word on the run, as the GenAI conventions write an evaluation."""
    attributes: Dict[str, Any] = {
        "gen_ai.evaluation.name": "pytest",
        "gen_ai.evaluation.score.value": 0 if test.failure else 1,
        "gen_ai.evaluation.score.label": "fail" if test.failure else "pass",
    }
    if test.failure:
        attributes["gen_ai.evaluation.explanation"] = f"{test.failure.type}: {test.failure.message}"
        attributes["exception.stacktrace"] = test.failure.traceback
    return _event("gen_ai.evaluation.result", time, attributes)


def _exception(failure: Failure, time: int) -> otlp.Json:
    attributes = {
        "exception.type": failure.type,
        "exception.message": failure.message,
        "exception.stacktrace": failure.traceback,
    }
    return _event("exception", time, attributes)


def _event(name: str, time: int, attributes: Dict[str, Any]) -> otlp.Json:
    return {"name": name, "timeUnixNano": str(time), "attributes": otlp.attributes(attributes)}
