"""Counts results of tau-bench and prints a row of Truths/TrajectoryTruths.swift for each file.

A span is: the result; each message of the customer; a call for each message of the agent; a tool for each message that
answers one. What a tool says that begins with "Error" is an error. Neither models nor tokens are told.
"""

import collections
import json
import sys

KINDS = {"user": "input", "assistant": "llm", "tool": "tool"}

for path in sys.argv[1:]:
    results = json.load(open(path))
    kinds = collections.Counter(agent=len(results))
    errors = 0
    for message in (message for result in results for message in result["traj"]):
        if message["role"] in KINDS:
            kinds[KINDS[message["role"]]] += 1
        errors += message["role"] == "tool" and message["content"].startswith("Error")
    listed = ", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items()))
    print(f'Truth("{"/".join(path.split("/")[-2:])}", traces: {len(results)}, kinds: "{listed}", calls: {kinds["llm"]}, '
          f"errors: {errors}, models: []),")
