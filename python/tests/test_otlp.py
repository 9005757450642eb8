"""The encoder beside OpenTelemetry's own, which goes through protobuf."""

import base64
import json
import math

from google.protobuf.json_format import MessageToDict
from opentelemetry._logs import LogRecord, SeverityNumber
from opentelemetry.exporter.otlp.proto.common._log_encoder import encode_logs
from opentelemetry.exporter.otlp.proto.common.trace_encoder import encode_spans
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import InMemoryLogRecordExporter, SimpleLogRecordProcessor

from tracepage import otlp


def official(message):
    """OpenTelemetry's message as OTLP/JSON: ids in hex where protobuf's JSON has base64, no empty status."""

    def mend(value):
        if isinstance(value, list):
            return [mend(item) for item in value]
        if not isinstance(value, dict):
            return value
        return {
            key: base64.b64decode(inner).hex() if key in ("traceId", "spanId", "parentSpanId") else mend(inner)
            for key, inner in value.items()
            if (key, inner) != ("status", {})
        }

    return mend(MessageToDict(message, use_integers_for_enums=True))


def test_spans_are_encoded_as_opentelemetry_does(spans):
    assert otlp.encode_spans(spans) == official(encode_spans(spans))


def test_a_span_with_a_remote_parent_says_so(spans):
    from opentelemetry import trace
    from opentelemetry.sdk.trace import TracerProvider

    remote = trace.SpanContext(5, 6, is_remote=True, trace_flags=trace.TraceFlags(1))
    context = trace.set_span_in_context(trace.NonRecordingSpan(remote))
    span = TracerProvider().get_tracer("t").start_span("child", context)
    span.end()
    assert otlp.encode_spans([span]) == official(encode_spans([span]))


def test_log_records_are_encoded_as_opentelemetry_does():
    kept = InMemoryLogRecordExporter()
    provider = LoggerProvider(shutdown_on_exit=False)
    provider.add_log_record_processor(SimpleLogRecordProcessor(kept))
    body = {"messages": [{"role": "user", "parts": [{"content": "Hi", "n": 1, "none": None, "raw": b"\x00\xff"}]}]}
    provider.get_logger("events", "2").emit(
        LogRecord(
            timestamp=5,
            observed_timestamp=6,
            severity_number=SeverityNumber.INFO,
            severity_text="INFO",
            body=body,
            attributes={"gen_ai.system": "openai"},
            event_name="gen_ai.client.inference.operation.details",
        )
    )
    logs = kept.get_finished_logs()
    assert otlp.encode_logs(logs) == official(encode_logs(logs))


def test_an_open_span_has_no_end():
    from opentelemetry.sdk.trace import TracerProvider

    span = TracerProvider().get_tracer("t").start_span("open")
    (row,) = otlp.encode_spans([span])["resourceSpans"][0]["scopeSpans"][0]["spans"]
    assert "endTimeUnixNano" not in row and row["startTimeUnixNano"] == str(span.start_time)


def test_numbers_that_json_cannot_say_are_words():
    values = {"a": math.nan, "b": math.inf, "c": -math.inf, "d": object}
    words = [next(iter(pair["value"].values())) for pair in otlp.attributes(values)]
    assert words == ["NaN", "Infinity", "-Infinity", str(object)]


def test_a_lone_surrogate_is_still_json():
    written = otlp.json_bytes({"text": "half \ud83d"})
    assert json.loads(written.decode("utf-8")) == {"text": "half \ud83d"}
