"""Counts the sessions of opencode's and Goose's databases, read with Python's own SQLite, and Goose's older lines; prints a
row of Truth for each file.

    python3 session_databases.py FILE...

opencode   a call for each assistant message, input is input + cache; a tool for each part of that type, an error for each
           with the status "error" or an exit code; an input for each user message; an agent for each session.
Goose      a call for each row of the ledger, which states its tokens; without one, for each assistant message. A tool for
           each toolRequest, an error for each response that is one; an input for each message of the user that is none.
"""

import json
import sqlite3
import sys


def opencode(database):
    kinds, sums, models, errors = {}, {}, set(), 0
    sessions = [row[0] for row in database.execute("SELECT DISTINCT session_id FROM message")]
    kinds["agent"] = len(sessions)
    for (data,) in database.execute("SELECT data FROM message"):
        info = json.loads(data)
        kind = "llm" if info["role"] == "assistant" else "input"
        kinds[kind] = kinds.get(kind, 0) + 1
        if kind == "llm":
            models.add(info["modelID"])
            tokens = info["tokens"]
            cache = tokens["cache"]
            for name, value in [
                ("input", tokens["input"] + cache["read"] + cache["write"]), ("output", tokens["output"]),
                ("cacheRead", cache["read"]), ("cacheWrite", cache["write"]), ("reasoning", tokens["reasoning"]),
            ]:
                sums[name] = sums.get(name, 0) + value
    for (data,) in database.execute("SELECT data FROM part"):
        part = json.loads(data)
        if part["type"] == "tool":
            kinds["tool"] = kinds.get("tool", 0) + 1
            state = part["state"]
            errors += state["status"] == "error" or bool(state.get("metadata", {}).get("exit"))
    roots = database.execute("SELECT count(*) FROM session WHERE parent_id IS NULL AND id IN (SELECT session_id FROM message)")
    return roots.fetchone()[0], kinds, errors, sums, models


def goose_messages(messages):
    kinds, errors = {}, 0
    for role, content in messages:
        types = [part["type"] for part in content]
        if role == "user" and "toolResponse" not in types:
            kinds["input"] = kinds.get("input", 0) + 1
        kinds["tool"] = kinds.get("tool", 0) + types.count("toolRequest")
        for part in content:
            if part["type"] == "toolResponse":
                result = part["toolResult"]
                errors += result["status"] == "error" or bool(result.get("value", {}).get("isError"))
    return kinds, errors


def goose(database):
    rows = database.execute("SELECT role, content_json FROM messages").fetchall()
    kinds, errors = goose_messages([(role, json.loads(content)) for role, content in rows])
    kinds["agent"] = database.execute("SELECT count(DISTINCT session_id) FROM messages").fetchone()[0]
    sums, models = {}, set()
    for model, *values in database.execute("SELECT model, input_tokens, output_tokens FROM usage_ledger"):
        models.add(model)
        kinds["llm"] = kinds.get("llm", 0) + 1
        for name, value in zip(["input", "output"], values):
            sums[name] = sums.get(name, 0) + value
    return kinds["agent"], kinds, errors, sums, models


def goose_lines(path):
    lines = [json.loads(line) for line in open(path, encoding="utf-8")][1:]
    kinds, errors = goose_messages([(line["role"], line["content"]) for line in lines])
    kinds |= {"agent": 1, "llm": sum(line["role"] == "assistant" for line in lines)}
    return 1, kinds, errors, {}, set()


def count(path):
    if path.endswith(".jsonl"):
        return goose_lines(path)
    database = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    tables = {row[0] for row in database.execute("SELECT name FROM sqlite_schema")}
    return opencode(database) if "part" in tables else goose(database)


for path in sys.argv[1:]:
    traces, kinds, errors, sums, models = count(path)
    name = "/".join(path.split("/")[-2:])
    spans = ", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items()) if number)
    tokens = "".join(f" {key}: {value}," for key, value in sums.items())
    listed = ", ".join(f'"{model}"' for model in sorted(models))
    print(f'Truth("{name}", traces: {traces}, kinds: "{spans}", calls: {kinds["llm"]}, errors: {errors},{tokens} models: [{listed}]),')
