"""Counts the steps of smolagents agents and prints a row of Truths/TrajectoryTruths.swift for each file.

A span is: the agent, the task, each step, the call in it, and each tool that the model asked for. A step's error is
the error of its tool.
"""

import json
import sys

for path in sys.argv[1:]:
    steps = json.load(open(path))
    actions = [step for step in steps if "step_number" in step]
    tools = sum(len(step["model_output_message"]["tool_calls"] or []) for step in actions)
    usage = [step["token_usage"] for step in actions]
    models = sorted({step["model_output_message"]["raw"]["model"] for step in actions})
    print(f'Truth("{"/".join(path.split("/")[-2:])}", traces: 1, '
          f'kinds: "agent 1, chain {len(actions)}, input {sum("task" in step for step in steps)}, '
          f'llm {len(actions)}, tool {tools}", calls: {len(actions)}, errors: {sum(bool(step["error"]) for step in actions)}, '
          f'input: {sum(one["input_tokens"] for one in usage)}, output: {sum(one["output_tokens"] for one in usage)}, '
          f"models: {json.dumps(models)}),")
