"""Counts OpenHands sessions and prints a row of Truths/TrajectoryTruths.swift for each file.

A span is: the agent; each message of the user; a call for each response, or for each action of the agent that has
none; a tool for each action that is one; the action that ends the run. An observation with a failing exit code, a
refused edit or the word "error" is an error; the code -1 of a command that goes on is none. Prompt tokens include cached ones.
"""

import collections
import json
import sys

TOOLS = {"run", "run_ipython", "read", "write", "edit", "browse", "browse_interactive", "call_tool_mcp", "think"}


def sessions(path):
    documents = [json.load(open(path))] if path.endswith(".json") else [json.loads(line) for line in open(path)]
    return [document if isinstance(document, list) else document["history"] for document in documents]


def failed(event):
    extras = event.get("extras", event)
    code = extras.get("metadata", extras).get("exit_code")
    content = event.get("content") or ""
    if code == -1:
        return "timed out" in extras.get("metadata", {}).get("suffix", "")
    return event["observation"] == "error" or event.get("success") is False or bool(code) or content.startswith(
        ("ERROR:", "[Your proposed edit has introduced new syntax error"))


for path in sys.argv[1:]:
    kinds, tokens, models, errors, calls = collections.Counter(), {}, set(), 0, 0
    found = sessions(path)
    for events in found:
        kinds["agent"] += 1
        responses = set()
        for place, event in enumerate(events):
            action = event.get("action")
            errors += "observation" in event and failed(event)
            if action == "message" and event.get("source", "user" if place == 0 else "agent") == "user":
                kinds["input"] += 1
            elif action in TOOLS | {"finish", "reject", "message"}:
                if action != "message":
                    kinds["tool" if action in TOOLS else "output"] += 1
                response = event.get("tool_call_metadata", {}).get("model_response")
                if response and response["id"] in responses:
                    continue
                calls += 1
                if response:
                    responses.add(response["id"])
                    models.add(response["model"])
                    usage = response["usage"]
                    details = usage.get("prompt_tokens_details") or {}
                    for name, number in [("input", usage["prompt_tokens"]), ("output", usage["completion_tokens"]),
                                         ("cacheRead", details.get("cached_tokens")),
                                         ("cacheWrite", usage.get("cache_creation_input_tokens"))]:
                        tokens[name] = tokens.get(name, 0) + number
    kinds["llm"] = calls
    listed = ", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items()))
    told = "".join(f"{name}: {number}, " for name, number in tokens.items())
    print(f'Truth("{"/".join(path.split("/")[-2:])}", traces: {len(found)}, kinds: "{listed}", calls: {calls}, '
          f"errors: {errors}, {told}models: {json.dumps(sorted(models))}),")
