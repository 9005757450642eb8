"""Reads spans out of the envelopes that carry OpenTelemetry, as plain dictionaries, for open_telemetry.py.

A span: trace, id, parent, name, start (nanoseconds or None), attributes (flat, dotted names), events (a list of
name, attributes, body), failed, message. Log records become one span for each span id they name.

Protobuf needs `pip install opentelemetry-proto`, zstd `pip install zstandard`.
"""

import base64
import json
import re
from datetime import datetime, timezone


def decompressed(data):
    if data[:4] != b"\x28\xb5\x2f\xfd":
        return data
    import zstandard

    return zstandard.ZstdDecompressor().decompressobj().decompress(data)


def json_values(text):
    """JSON values that stand one after the other."""
    decoder, place, values = json.JSONDecoder(), 0, []
    while text[place:].strip():
        place += len(text[place:]) - len(text[place:].lstrip())
        value, place = decoder.raw_decode(text, place)
        values.append(value)
    return values


def framed(data):
    """Messages that each follow their length in four bytes."""
    place, messages = 0, []
    while place < len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        messages.append(decompressed(data[place + 4 : place + 4 + length]))
        place += 4 + length
    return messages


def protobuf(data):
    from google.protobuf.json_format import MessageToDict
    from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

    return MessageToDict(ExportTraceServiceRequest.FromString(data))


def documents(path):
    with open(path, "rb") as file:
        data = decompressed(file.read())
    if data[:1] in (b"{", b"["):
        return json_values(data.decode("utf-8-sig"))
    if data[:1] == b"\x0a":
        return [protobuf(data)]
    return [json.loads(m) if m[:1] == b"{" else protobuf(m) for m in framed(data)]


# Values


def identifier(value):
    """One spelling of an id that may be digits, base64, a number or a list of bytes; None for none."""
    if isinstance(value, dict):
        value = bytes(value["data"]).hex()
    elif isinstance(value, int):
        value = f"{value:x}"
    elif value and len(value) in (12, 24) and not re.fullmatch("[0-9a-fA-F]+|.*-.*", value):
        value = base64.b64decode(value).hex()
    return (value or "").lower().removeprefix("0x") or None


def nanoseconds(value):
    if isinstance(value, dict):
        return (value["high"] << 32) + (value["low"] & 0xFFFFFFFF)
    if not isinstance(value, str):
        return value
    if value.isdigit():
        return int(value)
    date, fraction, zone = re.fullmatch(r"([-0-9]+T[:0-9]+)(?:\.(\d+))?(Z|[-+][:\d]+)?", value).groups()
    seconds = datetime.fromisoformat(date + (zone or "Z").replace("Z", "+00:00")).astimezone(timezone.utc)
    return int(seconds.timestamp()) * 10**9 + int((fraction or "0").ljust(9, "0")[:9])


def any_value(value):
    for arm, content in (value or {}).items():
        if content is None:
            continue
        arm = arm.replace("_v", "V")
        if arm == "intValue":
            return nanoseconds(content)
        if arm == "arrayValue":
            return [any_value(item) for item in content.get("values", [])]
        if arm == "kvlistValue":
            return key_values(content.get("values", []))
        return content
    return None


def key_values(pairs):
    return {pair["key"]: any_value(pair.get("value")) for pair in pairs or []}


def flat(attributes, prefix=""):
    """Nested members as dotted names."""
    leaves = {}
    for name, value in attributes.items():
        if isinstance(value, dict):
            leaves.update(flat(value, f"{prefix}{name}."))
        elif value is not None:
            leaves[prefix + name] = value
    return leaves


def either(record, *names):
    return next((record[name] for name in names if record.get(name) is not None), None)


# Envelopes


def otlp_span(span):
    status = span.get("status") or {}
    return {
        "trace": identifier(either(span, "traceId", "trace_id")),
        "id": identifier(either(span, "spanId", "span_id")),
        "parent": identifier(either(span, "parentSpanId", "parent_span_id")),
        "name": span.get("name", ""),
        "start": nanoseconds(either(span, "startTimeUnixNano", "start_time_unix_nano")),
        "attributes": key_values(span.get("attributes")),
        "events": [
            {"name": event.get("name"), "attributes": key_values(event.get("attributes")), "body": None}
            for event in span.get("events") or []
        ],
        "failed": status.get("code") in (2, "STATUS_CODE_ERROR"),
        "message": status.get("message"),
    }


def otlp(request):
    spans, logs = [], []
    for resource in either(request, "resourceSpans", "batches") or []:
        for scoped in either(resource, "scopeSpans", "instrumentationLibrarySpans") or []:
            spans += [otlp_span(span) for span in scoped.get("spans", [])]
    for resource in request.get("resourceLogs", []):
        for scoped in resource.get("scopeLogs", []):
            for record in scoped.get("logRecords", []):
                attributes = key_values(record.get("attributes"))
                logs.append({
                    "trace": identifier(record.get("traceId")), "id": identifier(record.get("spanId")),
                    "name": record.get("eventName") or attributes.get("event.name"),
                    "attributes": attributes, "body": any_value(record.get("body")),
                    "time": nanoseconds(either(record, "timeUnixNano", "observedTimeUnixNano")),
                })
    return spans, logs


def dumped_span(span):
    """The shapes in which Python programs print spans: console exporter, Phoenix, any-agent, strands-evals."""
    context, status = span.get("context") or span, span.get("status") or {}
    parent = either(span, "parent_id", "parent_span_id", "parent")
    code = either(span, "status_code") or either(status, "status_code", "code") or ""
    return {
        "trace": identifier(context["trace_id"]),
        "id": identifier(context["span_id"]),
        "parent": identifier(parent["span_id"] if isinstance(parent, dict) else parent),
        "name": span["name"],
        "start": nanoseconds(span["start_time"]),
        # Phoenix keeps the kind beside the attributes; other programs say there which side of a request it is.
        "attributes": flat({"openinference.span.kind": span.get("span_kind"), **span["attributes"]}),
        "events": [
            {"name": either(event, "name", "event_name"), "attributes": event.get("attributes") or {},
             "body": event.get("body")}
            for event in either(span, "events", "span_events") or []
        ],
        "failed": code.upper() == "ERROR",
        "message": either(span, "status_message") or either(status, "description", "message"),
    }


def phoenix_row(row):
    """A row of a data frame as the span that Phoenix' REST interface gives."""
    span = {name: value for name, value in row.items() if "." not in name}
    attributes = {name[11:]: value for name, value in row.items() if name.startswith("attributes.")}
    context = {"trace_id": row["context.trace_id"], "span_id": row["context.span_id"]}
    return dumped_span({**span, "context": context, "attributes": attributes})


def console_log(record):
    return {
        "trace": identifier(record["trace_id"]), "id": identifier(record["span_id"]),
        "name": record["attributes"].get("event.name"), "attributes": record["attributes"],
        "body": record["body"], "time": nanoseconds(record["timestamp"]),
    }


def trail(span):
    yield {
        "trace": identifier(span["trace_id"]), "id": identifier(span["span_id"]),
        "parent": identifier(span["parent_span_id"]), "name": span["span_name"],
        "start": nanoseconds(span["timestamp"]), "attributes": span["span_attributes"], "events": span["events"],
        "failed": span["status_code"] == "Error", "message": span["status_message"],
    }
    for child in span["child_spans"]:
        yield from trail(child)


def jaeger(trace):
    for span in trace["spans"]:
        tags = {tag["key"]: tag["value"] for tag in span["tags"]}
        parents = [link["spanID"] for link in span["references"] if link["refType"] == "CHILD_OF"]
        logs = [{field["key"]: field["value"] for field in log["fields"]} for log in span.get("logs") or []]
        yield {
            "trace": identifier(span["traceID"]), "id": identifier(span["spanID"]),
            "parent": identifier(parents[0]) if parents else None, "name": span["operationName"],
            "start": span["startTime"] * 1000, "attributes": tags,
            "events": [{"name": log.get("event"), "attributes": log, "body": None} for log in logs],
            "failed": tags.get("error") is True or tags.get("otel.status_code") == "ERROR",
            "message": tags.get("otel.status_description"),
        }


def zipkin(spans):
    """Zipkin's spans: the reports of one id by one side at one endpoint are one span, and a report without a side
    belongs to its service's. The called side stands below the calling one though both carry one id.
    """
    merged = {}
    for span in sorted(spans, key=lambda span: span.get("kind") is None):
        endpoint = span.get("localEndpoint") or {}
        service, side = endpoint.get("serviceName"), span.get("kind")
        same = [key for key in merged if key[:2] == (span["traceId"], span["id"]) and key[2] == service]
        key = (span["traceId"], span["id"], service, endpoint.get("ipv4"), side)
        key = same[0] if side is None and same else key
        tags = {**merged.get(key, {}).get("tags", {}), **(span.get("tags") or {})}
        merged[key] = {**span, **merged.get(key, {}), "tags": tags}
    for number, span in enumerate(merged.values()):
        tags, is_shared = span["tags"], span.get("shared", False)
        yield {
            "trace": identifier(span["traceId"]), "id": f"{span['id']}-{number}" if is_shared else span["id"],
            "parent": span["id"] if is_shared else span.get("parentId"), "name": span.get("name") or "",
            "start": span.get("timestamp", 0) * 1000, "attributes": tags, "events": [],
            "failed": "error" in tags or tags.get("otel.status_code") == "ERROR", "message": tags.get("error"),
        }


def bare(span):
    """A span that stands alone, without ids, times and status."""
    return {
        "trace": None, "id": None, "parent": None, "name": span["spanName"], "start": None,
        "attributes": span["attributes"], "events": [], "failed": False, "message": None,
    }


def spans_of_logs(logs):
    """Log records without their spans: one span for each span id, for the rest one for each record."""
    spans = {}
    for number, record in enumerate(logs):
        span = spans.setdefault((record["trace"], record["id"] or number), {
            "trace": record["trace"], "id": record["id"], "parent": None, "name": record["name"] or "",
            "start": record["time"], "attributes": {}, "events": [], "failed": False, "message": None,
        })
        span["events"].append(record)
        span["attributes"].update(record["attributes"])
        span["failed"] = "error.type" in span["attributes"]
    return list(spans.values())


def spans_of(items, value, logs):
    """The spans of one JSON value by its shape; log records go to `logs`."""
    sample = items[0]
    if "processes" in sample:
        return [span for trace in items for span in jaeger(trace)]
    if "child_spans" in sample:
        return [span for item in items for span in trail(item)]
    if "traceId" in sample and "localEndpoint" in sample:
        return list(zipkin(items))
    if "spanName" in sample:
        return [bare(item) for item in items]
    if "context.span_id" in sample:
        return [phoenix_row(item) for item in items]
    if "start_time_unix_nano" in sample:
        return [otlp_span(item) for item in items]
    if "start_time" in sample:
        return [dumped_span(item) for item in items]
    if "severity_text" in sample and "trace_id" in sample:
        logs += [console_log(item) for item in items]
        return []
    spans, records = otlp(value)
    logs += records
    return spans


def read(path):
    """The spans of a file, each id once; log records as spans where there is no other."""
    spans, logs = [], []
    for value in documents(path):
        if isinstance(value, dict) and isinstance(value.get("trace"), dict):
            value = value["trace"]
        items = value if isinstance(value, list) else [value]
        if isinstance(value, dict) and "processes" not in value:
            held = value.get("data") or value.get("spans") or value
            items = held if isinstance(held, list) else [held]
        spans += spans_of(items, value, logs)
    once = {(span["trace"], span["id"] or number): span for number, span in enumerate(reversed(spans))}
    return list(reversed(once.values())) if spans else spans_of_logs(logs)
