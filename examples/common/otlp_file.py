"""Writes the SDK's spans and log records as OTLP/JSON, in the shape of the collector's file exporter.

The encoder of the Python package does the work. What would tell of the recording machine is left out.
"""

import json
import pathlib
import re
import sys

from opentelemetry import trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "python" / "src"))

from tracepage import otlp  # noqa: E402

MACHINE_ATTRIBUTES = ("process.", "host.", "os.", "thread.", "code.", "service.instance.id")
SOURCE_FILE = re.compile(r'File "[^"]*?/((?:site-packages|python3\.\d+|examples)/[^"]+)"')


def resource(name: str, version: str) -> Resource:
    """A resource that names the service and the SDK and nothing of the machine."""
    return Resource.create(
        {"service.name": name, "service.version": version, "deployment.environment.name": "example"}
    )


class Recording:
    """A tracer provider that keeps its spans until `write`."""

    def __init__(self, service: str, version: str):
        self.resource = resource(service, version)
        self.spans = InMemorySpanExporter()
        self.provider = TracerProvider(resource=self.resource, shutdown_on_exit=False)
        self.provider.add_span_processor(SimpleSpanProcessor(self.spans))
        trace.set_tracer_provider(self.provider)

    def tracer(self, name: str) -> trace.Tracer:
        return self.provider.get_tracer(name)

    def write(self, path: pathlib.Path, logs=()) -> None:
        """Writes one JSON document, or JSON Lines (spans, then log records) for a name ending in `.jsonl`."""
        requests = [_tidy(otlp.encode_spans(self.spans.get_finished_spans()))]
        if logs:
            requests.append(_tidy(otlp.encode_logs(logs)))
        if path.suffix == ".jsonl":
            text = "".join(json.dumps(r, ensure_ascii=False, separators=(",", ":")) + "\n" for r in requests)
        else:
            (request,) = requests
            text = json.dumps(request, ensure_ascii=False, indent=1) + "\n"
        path.write_text(text, encoding="utf-8")
        print(f"{path.parent.name}/{path.name}: {len(text.encode())} bytes")


def _tidy(value):
    if isinstance(value, list):
        return [_tidy(item) for item in value if not _names_machine(item)]
    if not isinstance(value, dict):
        return value
    tidy = {}
    for key, inner in value.items():
        if key == "stringValue":
            tidy[key] = SOURCE_FILE.sub(r'File "\1"', inner)
        else:
            tidy[key] = _tidy(inner)
    return tidy


def _names_machine(item) -> bool:
    return isinstance(item, dict) and str(item.get("key", "")).startswith(MACHINE_ATTRIBUTES)
