"""Counts a log of a Managed Agents session: JSON Lines of [method of the client, payload].

The agent itself, a span a model request, a tool span a tool use, an input a message of the user. Prints one row a
file, as Truths has them.
"""

import json
import sys


def row(path):
    with open(path) as file:
        calls = [json.loads(line) for line in file]
    model = next(c[1]["agent"]["model"]["id"] for c in calls if c[0].endswith("sessions.create"))
    events = [c[1] for c in calls if c[0].endswith("events.stream")]
    of = lambda *types: [event for event in events if event["type"] in types]
    ends = [event["model_usage"] for event in of("span.model_request_end")]
    requests = of("span.model_request_start")
    tools = of("agent.tool_use", "agent.mcp_tool_use", "agent.custom_tool_use")
    results = of("agent.tool_result", "agent.mcp_tool_result", "user.custom_tool_result")
    # A tool that a person denied was refused, which is no failure.
    denied = {e["tool_use_id"] for e in of("user.tool_confirmation") if e["result"] == "deny"}
    failed = [e for e in results + of("span.model_request_end")
              if e.get("is_error") and not denied & {e.get("tool_use_id"), e.get("mcp_tool_use_id")}]
    read = sum(u["cache_read_input_tokens"] for u in ends)
    written = sum(u["cache_creation_input_tokens"] for u in ends)
    name = "/".join(path.split("/")[-2:])
    kinds = f"agent 1, input {len(of('user.message'))}, llm {len(requests)}, tool {len(tools)}"
    print(f'"{name}", traces: 1, kinds: "{kinds}", calls: {len(requests)}, errors: {len(failed)},')
    print(f"  input: {sum(u['input_tokens'] for u in ends) + read + written},", end="")
    print(f" output: {sum(u['output_tokens'] for u in ends)}, cacheRead: {read}, cacheWrite: {written},")
    print(f"  models: {json.dumps([model])}")


for argument in sys.argv[1:]:
    row(argument)
