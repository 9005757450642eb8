"""Counts sessions of Codex (rollouts, exec events), Gemini CLI, Qwen Code, Kimi Code and pi; prints a row of Truth for each file.

    python3 coding_agents.py FILE...

What is counted, for each file as one session:

Codex rollout  a call for each token_usage_record; a tool for each *_call item; an input for each UserMessage item;
               an error for each command with an exit code other than zero and each call that Codex does not support.
               (The corpus has only files of versions that write these records.)
Codex exec     a call for each turn, which states the tokens of all its calls; a tool for each item that ran something.
Gemini CLI     a call for each message of the model that has text, thoughts or tokens; output is output + thoughts,
               input is input + tool (the API's total says so), and + cached where the total says that; a failed tool is one with status "error" or an
               exit code other than zero.
pi             a call for each assistant message; input is input + cacheRead + cacheWrite; a tool for each result;
               an error for each failed result that ran and whose command did not merely find nothing, and for each
               npm command before “| head” or “| tail” whose output names npm's error code.

Qwen Code      a call for each api_response of its telemetry, which states all tokens; thoughts lie inside output where the
               total says so; a tool for each functionResponse, an error for each with the status "error".

Kimi Code      a call for each step that began, and for each assistant message of none; an error for each step of several
               requests without an answer; a tool for each tool.call; an input for each message of the user; a generic
               span for each compaction.

Each session is one agent span more. Usage that is zero throughout is unknown.
"""

import json
import re
import sys


def read(path):
    text = open(path, encoding="utf-8").read()
    try:
        return [json.loads(text)]
    except ValueError:
        return [json.loads(line) for line in text.splitlines() if line.strip()]


def add(sums, name, value):
    if value is not None:
        sums[name] = sums.get(name, 0) + value


def codex(lines):
    kinds, sums, models, errors = {"agent": 1}, {}, set(), 0
    for line in lines:
        payload = line["payload"]
        kind = payload.get("type", "")
        if line["type"] == "turn_context":
            models.add(payload["model"])
        if line["type"] == "token_usage_record":
            add(kinds, "llm", 1)
            usage = payload["usage"]
            add(sums, "input", usage["input_tokens"])
            add(sums, "output", usage["output_tokens"])
            add(sums, "cacheRead", usage["cached_input_tokens"])
            add(sums, "cacheWrite", usage["cache_write_input_tokens"])
            add(sums, "reasoning", usage["reasoning_output_tokens"])
        if line["type"] == "response_item" and kind.endswith("_call"):
            add(kinds, "tool", 1)
        if line["type"] == "response_item" and str(payload.get("output")).startswith("unsupported call"):
            errors += 1
        item = payload.get("item", {}) if kind == "item_completed" else {}
        if item.get("type") == "UserMessage":
            add(kinds, "input", 1)
        if item.get("exit_code", 0) != 0:
            errors += 1
    return kinds, kinds["llm"], errors, sums, models


def codex_exec(lines):
    kinds, sums, errors = {"agent": 1}, {}, 0
    for line in lines:
        if line["type"] == "turn.completed":
            add(kinds, "llm", 1)
            usage = line["usage"]
            add(sums, "input", usage["input_tokens"])
            add(sums, "output", usage["output_tokens"])
            add(sums, "cacheRead", usage["cached_input_tokens"])
            add(sums, "cacheWrite", usage.get("cache_write_input_tokens"))
            add(sums, "reasoning", usage.get("reasoning_output_tokens"))
        if line["type"] == "item.completed":
            item = line["item"]
            if item["type"] not in ("agent_message", "reasoning", "error"):
                add(kinds, "tool", 1)
            errors += item.get("status") == "failed"
    return kinds, kinds["llm"], errors, sums, set()


def gemini(document):
    kinds, sums, models, errors = {"agent": 1}, {}, set(), 0
    for message in document["messages"]:
        if message["type"] == "user":
            add(kinds, "input", 1)
        if message["type"] == "error":
            add(kinds, "generic", 1)
            errors += 1
        if message["type"] != "gemini":
            continue
        tokens = message.get("tokens") or {}
        if message["content"] or message.get("thoughts") or any(tokens.values()):
            add(kinds, "llm", 1)
            models.add(message["model"])
        if any(tokens.values()):
            add(sums, "input", tokens["input"] + tokens["tool"])
            parts = sum(tokens[name] for name in ("input", "output", "thoughts", "tool"))
            if tokens["cached"] and tokens["total"] == parts + tokens["cached"]:
                add(sums, "input", tokens["cached"])
            add(sums, "output", tokens["output"] + tokens["thoughts"])
            add(sums, "cacheRead", tokens["cached"])
            add(sums, "reasoning", tokens["thoughts"])
        for call in message.get("toolCalls", []):
            add(kinds, "tool", 1)
            code = re.search(r'Exit Code: (\d+)|"exitCode": (\d+)', json.dumps(call["result"]))
            failed = code and int(code.group(1) or code.group(2)) != 0
            errors += bool(call["status"] == "error" or failed)
    return kinds, kinds["llm"], errors, sums, models


def pi(lines):
    kinds, sums, models, errors, calls = {"agent": 1}, {}, set(), 0, {}
    for line in lines:
        message = line.get("message", {})
        role = message.get("role")
        if role == "user":
            add(kinds, "input", 1)
        if role == "assistant":
            add(kinds, "llm", 1)
            models.add(message["model"])
            calls.update({part["id"]: part for part in message["content"] if part["type"] == "toolCall"})
            errors += message["stopReason"] == "error" and message.get("errorMessage") != "terminated"
            usage = message["usage"]
            read_, write = usage["cacheRead"], usage["cacheWrite"]
            if usage["input"] + usage["output"] + read_ + write > 0:
                add(sums, "input", usage["input"] + read_ + write)
                add(sums, "output", usage["output"])
                add(sums, "cacheRead", read_)
                add(sums, "cacheWrite", write)
        if role == "toolResult":
            add(kinds, "tool", 1)
            text = "".join(part.get("text", "") for part in message["content"])
            command = calls[message["toolCallId"]]["arguments"].get("command", "")
            found_nothing = command.startswith("grep") and text.endswith("Command exited with code 1")
            errors += message["isError"] and not found_nothing and not text.endswith("Command aborted")
            is_cut = re.search(r"\bnpm .*\| (head|tail) [-0-9n ]+$", command)
            errors += bool(is_cut and not message["isError"] and re.search(r"^npm error code ", text, re.M))
        if line["type"] == "compaction":
            add(kinds, "generic", 1)
    return kinds, kinds["llm"], errors, sums, models


def kimi(lines):
    kinds, sums, models, errors = {"agent": 1}, {}, set(), 0
    requests, answered = 0, True
    for line in [*lines, {"type": "end"}]:
        event = line.get("event", {}).get("type")
        if event == "step.begin" or line["type"] in ("turn.cancel", "end"):
            errors += not answered and requests > 1
            requests, answered = 0, event != "step.begin"
        if event == "step.begin":
            add(kinds, "llm", 1)
        if event in ("content.part", "tool.call", "step.end"):
            answered = True
        if event == "tool.call":
            add(kinds, "tool", 1)
        if event == "tool.result":
            errors += bool(line["event"]["result"].get("isError"))
        if event == "step.end" and line["event"].get("usage"):
            usage = line["event"]["usage"]
            add(sums, "input", usage["inputOther"] + usage["inputCacheRead"] + usage["inputCacheCreation"])
            add(sums, "output", usage["output"])
            add(sums, "cacheRead", usage["inputCacheRead"])
            add(sums, "cacheWrite", usage["inputCacheCreation"])
        if line["type"] == "llm.request":
            requests += 1
            models.add(line["model"])
        if line["type"] == "usage.record":
            models.add(line["model"])
        if line["type"] == "context.append_message":
            add(kinds, {"user": "input", "assistant": "llm"}[line["message"]["role"]], 1)
        if line["type"] == "context.apply_compaction":
            add(kinds, "generic", 1)
    return kinds, kinds.get("llm", 0), errors, sums, models


def antigravity(lines):
    kinds, models, errors, open_calls = {"agent": 1}, set(), 0, 0
    for line in lines:
        kind = line["type"]
        if kind == "USER_INPUT":
            add(kinds, "input", 1)
        elif kind == "PLANNER_RESPONSE":
            add(kinds, "llm", 1)
        elif kind == "CHECKPOINT":
            # The first, which each conversation has, is marked as number 0.
            if "CHECKPOINT 0" not in line["content"]:
                add(kinds, "generic", 1)
        elif line["source"] != "SYSTEM" or kind == "ERROR_MESSAGE":
            add(kinds, "tool", 1)
            errors += kind == "ERROR_MESSAGE" or line["status"] == "ERROR"
        chosen = re.search(r"`Model Selection` from .* to (.*?)\.(?: No need|\n|$)", line.get("content", ""))
        if chosen:
            models.add(chosen[1])
    return kinds, kinds["llm"], errors, {}, models


def qwen(lines):
    kinds, sums, models, errors = {"agent": 1}, {}, set(), 0
    for line in lines:
        event = line.get("systemPayload", {}).get("uiEvent", {})
        if event.get("event.name") == "qwen-code.api_response":
            add(kinds, "llm", 1)
            models.add(event["model"])
            inner = event["total_token_count"] == event["input_token_count"] + event["output_token_count"]
            add(sums, "input", event["input_token_count"])
            add(sums, "output", event["output_token_count"] + (0 if inner else event["thoughts_token_count"]))
            add(sums, "cacheRead", event["cached_content_token_count"])
            add(sums, "reasoning", event["thoughts_token_count"])
        if line["type"] == "user":
            add(kinds, "input", 1)
        if line["type"] == "tool_result":
            add(kinds, "tool", sum("functionResponse" in part for part in line["message"]["parts"]))
            errors += line["toolCallResult"]["status"] == "error"
    return kinds, kinds["llm"], errors, sums, models


def count(values):
    first = values[0]
    if "projectHash" in first:
        return gemini(first)
    if first.get("type") == "thread.started":
        return codex_exec(values)
    if "protocol_version" in first:
        return kimi(values)
    if "step_index" in first:
        return antigravity(values)
    if "provenance" in first:
        return qwen(values)
    if first.get("type") == "session":
        return pi(values)
    return codex(values)


for path in sys.argv[1:]:
    kinds, calls, errors, sums, models = count(read(path))
    name = "/".join(path.split("/")[-2:])
    spans = ", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items()))
    names = ["input", "output", "cacheRead", "cacheWrite", "reasoning"]
    tokens = "".join(f" {key}: {sums[key]}," for key in names if key in sums)
    listed = ", ".join(f'"{model}"' for model in sorted(models))
    print(f'Truth("{name}", traces: 1, kinds: "{spans}", calls: {calls}, errors: {errors},{tokens} models: [{listed}]),')
