"""OpenTelemetry spans into a file, for `tracepage` and everything else that reads OTLP/JSON Lines.

```
from tracepage.otel import record

record("trace.jsonl")            # then switch an instrumentation on and run the program
```
"""

import os
from pathlib import Path
from typing import Sequence, Union

from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor, SpanExporter, SpanExportResult

from tracepage import otlp

__all__ = ["FileSpanExporter", "add_span_processor", "record"]


class FileSpanExporter(SpanExporter):
    """Appends each batch of spans to a file, as one line of OTLP/JSON.

    The file is made at the first span, with its folder. A line is written at once, so threads and processes may
    share a file.
    """

    def __init__(self, path: "Union[str, os.PathLike[str]]"):
        self.path = Path(path)

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        line = otlp.json_bytes(otlp.encode_spans(spans)) + b"\n"
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with open(self.path, "ab", buffering=0) as file:
                is_whole = file.write(line) == len(line)
        except OSError:
            return SpanExportResult.FAILURE
        return SpanExportResult.SUCCESS if is_whole else SpanExportResult.FAILURE

    def shutdown(self) -> None:
        """Nothing is held back."""

    def force_flush(self, timeout_millis: int = 30000) -> bool:
        return True


def record(path: "Union[str, os.PathLike[str]]") -> TracerProvider:
    """Writes all spans of the global tracer provider to a file from now on; returns the provider."""
    return add_span_processor(SimpleSpanProcessor(FileSpanExporter(path)))


def add_span_processor(processor: SpanProcessor) -> TracerProvider:
    """Adds to the global tracer provider, and sets one where the program has set none.

    Raises `RuntimeError` where the global provider is none of the SDK and takes no processors.
    """
    provider = trace.get_tracer_provider()
    if isinstance(provider, trace.ProxyTracerProvider):
        trace.set_tracer_provider(TracerProvider())
        provider = trace.get_tracer_provider()
    if not hasattr(provider, "add_span_processor"):
        raise RuntimeError(f"the tracer provider {type(provider).__name__} takes no span processors")
    provider.add_span_processor(processor)
    return provider  # type: ignore[return-value]
