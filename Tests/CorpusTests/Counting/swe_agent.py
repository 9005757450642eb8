"""Counts SWE-agent trajectories and prints a row of Truths/TrajectoryTruths.swift for each file.

A span is: the agent, the task, a call for each step, a tool for each step with an action. Without steps, each message
of the assistant is one. No call tells its tokens, the whole run does. An edit that was refused is an error, and so is
a command whose output ends with the exception of a traceback, and a run that neither submitted nor reached a limit.
"""

import json
import sys

REFUSED = ("Your proposed edit has introduced new syntax error", "No replacement was performed")

for path in sys.argv[1:]:
    document = json.load(open(path))
    steps = document.get("trajectory") or []
    if not steps:
        steps = [message for message in document["history"] if message["role"] == "assistant"]
    tools = sum(bool(step["action"].strip()) for step in steps)
    errors = sum(step.get("observation", "").startswith(REFUSED) for step in steps)
    errors += sum("Traceback (most recent call last)" in text and "Error: " in text.strip().splitlines()[-1]
                  for text in (step.get("observation", "") for step in steps))
    status = document.get("info", {}).get("exit_status", "submitted")
    errors += not status.startswith(("submitted", "exit_cost", "exit_context"))
    config = document.get("replay_config") or {}
    config = json.loads(config) if isinstance(config, str) else config
    models = [config["agent"]["model"]["name"]] if config else []
    stats = document.get("info", {}).get("model_stats") or {}
    tokens = "".join(
        f"{part}: {stats[name]}, " for part, name in (("input", "tokens_sent"), ("output", "tokens_received"))
        if stats.get(name))
    print(f'Truth("{"/".join(path.split("/")[-2:])}", traces: 1, '
          f'kinds: "agent 1, input 1, llm {len(steps)}, tool {tools}", calls: {len(steps)}, errors: {errors}, '
          f"{tokens}models: {json.dumps(models)}),")
