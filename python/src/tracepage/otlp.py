"""The SDK's spans and log records as OTLP/JSON, without protobuf.

Follows https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding: ids in hex, 64-bit integers as strings,
enumerations as numbers, no member for a default. Takes objects by their shape, so that this module needs no SDK; what an
older SDK (from 1.15 on) does not have is left out.
"""

import base64
import json
import math
from collections.abc import Mapping
from typing import Any, Callable, Dict, Iterable, List

Json = Dict[str, Any]

_PARENT_IS_KNOWN = 0x100
_PARENT_IS_REMOTE = 0x200


def encode_spans(spans: Iterable[Any]) -> Json:
    """An `ExportTraceServiceRequest` of finished or open spans (`opentelemetry.sdk.trace.ReadableSpan`)."""
    return {"resourceSpans": _by_resource(spans, "scopeSpans", "spans", _span)}


def encode_logs(records: Iterable[Any]) -> Json:
    """An `ExportLogsServiceRequest` of log records (`opentelemetry.sdk._logs.ReadableLogRecord`)."""
    return {"resourceLogs": _by_resource(records, "scopeLogs", "logRecords", _log_record)}


def json_bytes(value: Any) -> bytes:
    """JSON on one line. A lone surrogate, which UTF-8 cannot hold, becomes its escape."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")


def attributes(values: Any) -> List[Json]:
    """A mapping as a list of keys and values. Values that OTLP does not know are written as their text."""
    return [{"key": str(key), "value": _value(value)} for key, value in (values or {}).items()]


def _by_resource(items: Iterable[Any], scopes: str, rows: str, encode: Callable[[Any], Json]) -> List[Json]:
    """Groups by resource and scope, each in the order of its first row."""
    groups: Dict[Any, Dict[Any, List[Json]]] = {}
    for item in items:
        resource = item.resource
        groups.setdefault(resource, {}).setdefault(item.instrumentation_scope, []).append(encode(item))
    return [
        _present(
            resource={**_present(attributes=attributes(resource.attributes))},
            **{scopes: [_scope(scope, rows, encoded) for scope, encoded in by_scope.items()]},
            schemaUrl=resource.schema_url,
        )
        for resource, by_scope in groups.items()
    ]


def _scope(scope: Any, rows: str, encoded: List[Json]) -> Json:
    if scope is None:
        return {"scope": {}, rows: encoded}
    known = attributes(getattr(scope, "attributes", None))
    described = _present(name=scope.name, version=scope.version, attributes=known)
    return {"scope": described, **_present(**{rows: encoded}, schemaUrl=scope.schema_url)}


def _span(span: Any) -> Json:
    context = span.get_span_context()
    return _present(
        traceId=_trace_id(context),
        spanId=_span_id(context),
        traceState=",".join(f"{key}={value}" for key, value in (context.trace_state or {}).items()),
        parentSpanId=_span_id(span.parent) if span.parent else None,
        name=span.name,
        kind=span.kind.value + 1,
        startTimeUnixNano=_integer(span.start_time),
        endTimeUnixNano=_integer(span.end_time),
        attributes=attributes(span.attributes),
        droppedAttributesCount=span.dropped_attributes,
        events=[_event(event) for event in span.events],
        droppedEventsCount=span.dropped_events,
        links=[_link(link) for link in span.links],
        droppedLinksCount=span.dropped_links,
        status=_present(message=span.status.description, code=span.status.status_code.value) or None,
        flags=_flags(span.parent),
    )


def _event(event: Any) -> Json:
    return _present(
        timeUnixNano=_integer(event.timestamp),
        name=event.name,
        attributes=attributes(event.attributes),
        droppedAttributesCount=getattr(event, "dropped_attributes", 0),
    )


def _link(link: Any) -> Json:
    return _present(
        traceId=_trace_id(link.context),
        spanId=_span_id(link.context),
        attributes=attributes(link.attributes),
        droppedAttributesCount=getattr(link, "dropped_attributes", 0),
        flags=_flags(link.context),
    )


def _log_record(readable: Any) -> Json:
    record = readable.log_record
    return _present(
        timeUnixNano=_integer(record.timestamp),
        severityNumber=getattr(record.severity_number, "value", None),
        severityText=record.severity_text,
        body=_value(record.body) if record.body is not None else None,
        attributes=attributes(record.attributes),
        droppedAttributesCount=readable.dropped_attributes,
        flags=int(record.trace_flags or 0),
        traceId=f"{record.trace_id:032x}" if record.trace_id else None,
        spanId=f"{record.span_id:016x}" if record.span_id else None,
        observedTimeUnixNano=_integer(record.observed_timestamp),
        eventName=getattr(record, "event_name", None),
    )


def _value(value: Any) -> Json:
    if value is None:
        return {}
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, str):
        return {"stringValue": value}
    if isinstance(value, int):
        return {"intValue": str(value)}
    if isinstance(value, float):
        return {"doubleValue": _double(value)}
    if isinstance(value, bytes):
        return {"bytesValue": base64.b64encode(value).decode()}
    if isinstance(value, (list, tuple)):
        return {"arrayValue": _present(values=[_value(item) for item in value])}
    if isinstance(value, Mapping):
        return {"kvlistValue": _present(values=attributes(value))}
    return {"stringValue": str(value)}


def _double(value: float) -> Any:
    """A number, or the word that the JSON form of protobuf has for what JSON cannot say."""
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def _present(**members: Any) -> Json:
    """Leaves out what is unset: none, zero, empty."""
    return {name: value for name, value in members.items() if value or isinstance(value, dict)}


def _integer(value: Any) -> Any:
    return str(value) if value else None


def _trace_id(context: Any) -> str:
    return f"{context.trace_id:032x}"


def _span_id(context: Any) -> str:
    return f"{context.span_id:016x}"


def _flags(parent: Any) -> int:
    return _PARENT_IS_KNOWN | (_PARENT_IS_REMOTE if parent is not None and parent.is_remote else 0)
