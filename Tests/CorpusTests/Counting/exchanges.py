"""Counts recorded provider calls: pairs of request and response, HTTP archives, LiteLLM's log.

A file is told by its shape. Every POST whose response or error is a provider's is one call. A tool ran where a later
request answers a call id that an earlier response of the same trace gave out. Prints one row a file, as Truths has them.
"""

import json
import sys


def events(text):
    """The JSON payloads of server-sent events."""
    payloads = [line[5:].strip() for line in text.split("\n") if line.startswith("data:")]
    return [json.loads(payload) for payload in payloads if payload != "[DONE]"]


def answer(text):
    """What the last pieces of a stream, or the whole body, say: model, usage and ids of tool calls."""
    if not text.lstrip().startswith(("event:", "data:")):
        return json.loads(text)
    whole = {}
    calls = []
    for event in events(text):
        if "response" in event:  # Responses API: the last event has everything.
            whole = event["response"]
        elif "message" in event:  # Anthropic begins with the message…
            whole = event["message"]
        elif event.get("type") == "message_delta":  # …and ends with the counts.
            whole["usage"] = {**whole["usage"], **event["usage"]}
        elif "choices" in event:
            whole.update(model=event["model"], id=event["id"], object="chat.completion")
            whole["usage"] = event.get("usage")
            for choice in event["choices"]:
                calls += [c["id"] for c in choice["delta"].get("tool_calls") or [] if c.get("id")]
    if calls:
        whole["choices"] = [{"message": {"tool_calls": [{"id": id} for id in calls]}}]
    return whole


def exchanges(path):
    """Pairs of request and answer of a file, each with its trace and whether it failed."""
    with open(path) as file:
        text = file.read()
    if text.startswith('{"log"') or '"entries"' in text[:400]:
        for entry in json.loads(text)["log"]["entries"]:
            request = json.loads(entry["request"]["postData"]["text"])
            failed = entry["response"]["status"] >= 400
            yield "", request, answer(entry["response"]["content"]["text"]), failed
        return
    for line in text.splitlines():
        record = json.loads(line)
        if "call_type" in record:
            request = {"model": record["model"], "messages": record["messages"]}
            yield record["trace_id"], request, record["response"], record["status"] == "failure"
        else:
            response = record["response"]
            yield "", record["request"]["body"], response["body"], response["status"] >= 400


def usage(body):
    """Input, output, cached reads, cache writes and reasoning, cached tokens within input, reasoning within output."""
    u = body.get("usage") or body.get("usageMetadata")
    if not u:
        return [None] * 5
    if "promptTokenCount" in u:
        thoughts = u.get("thoughtsTokenCount")
        return [u["promptTokenCount"], u["candidatesTokenCount"] + (thoughts or 0), None, None, thoughts]
    if "cache_creation_input_tokens" in u and "prompt_tokens" not in u:
        read, written = u["cache_read_input_tokens"], u["cache_creation_input_tokens"]
        return [u["input_tokens"] + read + written, u["output_tokens"], read, written, None]
    details = u.get("input_tokens_details") or u.get("prompt_tokens_details") or {}
    deep = u.get("output_tokens_details") or u.get("completion_tokens_details") or {}
    return [
        u.get("input_tokens", u.get("prompt_tokens")),
        u.get("output_tokens", u.get("completion_tokens")),
        details.get("cached_tokens"),
        details.get("cache_write_tokens"),
        deep.get("reasoning_tokens"),
    ]


def asked(body):
    """The ids of the tool calls that a response asks for."""
    ids = [item["call_id"] for item in body.get("output") or [] if item.get("type") == "function_call"]
    for choice in body.get("choices") or []:
        ids += [call["id"] for call in choice["message"].get("tool_calls") or []]
    return ids


def answered(request):
    """The ids of the tool calls that a request answers."""
    items = request.get("input") or request.get("messages") or []
    items = [item for item in items if isinstance(item, dict)]
    return {item.get("call_id") for item in items if item.get("type") == "function_call_output"} | {
        item.get("tool_call_id") for item in items if item.get("role") == "tool"
    }


def row(path):
    calls, tools, errors, traces, models = 0, 0, 0, set(), set()
    sums = [None] * 5
    open_calls = set()
    for trace, request, body, failed in exchanges(path):
        calls += 1
        errors += failed
        traces.add(trace)
        models.add(body.get("model") or body.get("modelVersion") or request["model"])
        ran = answered(request) & open_calls
        tools += len(ran)
        open_calls = (open_calls - ran) | set(asked(body))
        if not failed:
            for index, count in enumerate(usage(body)):
                if count is not None:
                    sums[index] = (sums[index] or 0) + count
    kinds = f"llm {calls}" + (f", tool {tools}" if tools else "")
    named = zip(["input", "output", "cacheRead", "cacheWrite", "reasoning"], sums)
    counts = "".join(f" {name}: {count}," for name, count in named if count is not None)
    name = "/".join(path.split("/")[-2:])
    print(f'"{name}", traces: {len(traces)}, kinds: "{kinds}", calls: {calls}, errors: {errors},{counts}')
    print(f"  models: {json.dumps(sorted(models))}")


for argument in sys.argv[1:]:
    row(argument)
