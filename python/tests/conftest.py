"""The tests run against the installed wheel, real libraries and the stub of the models' APIs."""

import pathlib
import socket
import sys

import pytest

pytest_plugins = ["pytester"]

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"
sys.path.insert(0, str(EXAMPLES))


@pytest.fixture
def examples() -> pathlib.Path:
    return EXAMPLES


@pytest.fixture
def free_port() -> int:
    """A port for a stub of a test's own: tests run side by side."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


@pytest.fixture
def spans():
    """Finished spans of a provider of the test's own: a parent, and a child of every feature."""
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
    from opentelemetry.trace import Link, SpanContext, SpanKind, Status, StatusCode, TraceFlags, TraceState

    kept = InMemorySpanExporter()
    provider = TracerProvider(resource=Resource({"service.name": "shop"}, "https://example.com/schema"))
    provider.add_span_processor(SimpleSpanProcessor(kept))
    elsewhere = SpanContext(7, 9, is_remote=True, trace_flags=TraceFlags(1), trace_state=TraceState([("a", "b")]))
    tracer = provider.get_tracer("desk", "1.2", attributes={"of": "scope"})
    with tracer.start_as_current_span("answer", kind=SpanKind.SERVER):
        with provider.get_tracer("other").start_as_current_span(
            "search",
            kind=SpanKind.CLIENT,
            links=[Link(elsewhere, {"why": "retry"})],
            attributes={
                "text": "quoted \" < \u2028 \U0001f600",
                "whole": 2**53 + 1,
                "part": 0.1,
                "flag": False,
                "nothing": "",
                "scores": [0.5, 1.0],
                "names": ("a", "b"),
                "none": [],
            },
        ) as span:
            span.add_event("found", {"count": 2})
            span.set_status(Status(StatusCode.ERROR, "late"))
    return kept.get_finished_spans()
