"""Counts Claude Code transcripts: python3 claude_code.py FILE…

A call is a message id of a model other than <synthetic>; of its token counts the largest of all its records holds.
Sub-agents' messages stand in the same file as side records or within progress records. An error is a failed result
that is no refusal, that ran, and whose command did not merely find nothing.
"""
import json
import os
import re
import sys


NO_FAILURE = (
    "The user doesn't want to", "haven't granted it yet", "Sibling tool call errored", "[Request interrupted by user",
)


def is_no_failure(block, commands):
    text = block["content"] if isinstance(block["content"], str) else json.dumps(block["content"])
    last = commands.get(block["tool_use_id"], "").split(";")[-1].strip()
    found_nothing = text.startswith("Exit code 1\n") and re.match(r"(grep|rg|git (-C \S+ )?config)\b", last)
    return any(mark in text for mark in NO_FAILURE) or bool(found_nothing)


def values(path):
    text = open(path, encoding="utf-8-sig").read()
    decoder, place = json.JSONDecoder(), 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        value, place = decoder.raw_decode(text, place)
        yield from value["loglines"] if isinstance(value, dict) and "loglines" in value else [value]


def blocks(message):
    content = message.get("content") if isinstance(message, dict) else None
    if isinstance(content, str):
        return [{"type": "text", "text": content}]
    return [b for b in content if isinstance(b, dict)] if isinstance(content, list) else []


def prompt_kind(record, answered):
    text = "\n\n".join(b["text"] for b in blocks(record.get("message")) if b.get("type") == "text").strip()
    if not text or record.get("isCompactSummary") or text.startswith("[Request interrupted by user"):
        return None
    if record.get("isMeta") or text.startswith(("Caveat: The messages", "<local-command-", "<bash-std", "<system-")):
        return "prompt"
    if text.startswith("<bash-input>"):
        return "generic"
    if text.startswith("<command-") and record.get("uuid") in answered:
        return "prompt"
    return "input"


def count(path):
    session, seen = None, set()
    sessions, turns, tools, failed, kinds, commands = set(), {}, {}, set(), {}, {}
    records = [r for r in values(path) if isinstance(r, dict) and "type" in r]
    answered = {r.get("parentUuid") for r in records for b in blocks(r.get("message"))
                if str(b.get("text", "")).startswith("<local-command-std")}
    results = {}

    def take(record, is_main):
        nonlocal results
        message = record.get("message")
        if record["type"] == "assistant":
            turn = turns.setdefault(message.get("id") or record.get("uuid") or len(turns), {"model": None})
            turn["model"] = turn["model"] or message.get("model")
            usage = message.get("usage") or {}
            for name in ("input_tokens", "output_tokens", "cache_read_input_tokens", "cache_creation_input_tokens"):
                if name in usage:
                    turn[name] = max(turn.get(name, 0), usage[name])
            for block in blocks(message):
                if block.get("type") == "tool_use":
                    tools[block["id"]] = block["name"]
                    commands[block["id"]] = (block.get("input") or {}).get("command") or ""
        elif record["type"] == "user":
            for block in blocks(message):
                if block.get("type") == "tool_result" and results.setdefault(block["tool_use_id"], block) is block:
                    if block.get("is_error") and not is_no_failure(block, commands):
                        failed.add(block["tool_use_id"])
            if is_main:
                kind = prompt_kind(record, answered)
                if kind and (record.get("uuid") or id(record)) not in seen:
                    seen.add(record.get("uuid") or id(record))
                    kinds[kind] = kinds.get(kind, 0) + 1
        elif record["type"] == "system" and record.get("subtype") == "compact_boundary":
            kinds["generic"] = kinds.get("generic", 0) + 1

    for record in records:
        sessions.add(record["sessionId"]) if record.get("sessionId") else None
        data = record.get("data") or {}
        if data.get("type") == "agent_progress":
            take(data["message"], False)
        take(record, not record.get("isSidechain"))

    calls = [t for t in turns.values() if t["model"] != "<synthetic>"]
    agents = sum(1 for name in tools.values() if name in ("Task", "Agent"))
    kinds["agent"] = agents + max(1, len(sessions))
    kinds["generic"] = kinds.get("generic", 0) + len(turns) - len(calls)
    kinds["llm"], kinds["tool"] = len(calls), len(tools) - agents

    def total(*names):
        known = [t for t in calls if any(n in t for n in names)]
        return sum(t.get(n, 0) for t in known for n in names) if known else None

    row = ", ".join(f"{k} {v}" for k, v in sorted(kinds.items()) if v)
    print(f'Truth("claude-code/{os.path.basename(path)}", traces: {max(1, len(sessions))}, kinds: "{row}",')
    print(f'  calls: {len(calls)}, errors: {len(failed & set(tools))}, '
          f'input: {total("input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens")}, '
          f'output: {total("output_tokens")}, cacheRead: {total("cache_read_input_tokens")}, '
          f'cacheWrite: {total("cache_creation_input_tokens")}, '
          f'models: {json.dumps(sorted({t["model"] for t in calls if t["model"]}))}),')


for path in sys.argv[1:]:
    count(path)
