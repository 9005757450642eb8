#!/usr/bin/env python3
"""Makes large, plausible files of the formats that grow long, to see how reading them scales.

    generate.py FORMAT COUNT FILE       writes one file; `generate.py` alone lists the formats
    generate.py measure BINARY FOLDER [FORMAT…]

`measure` makes each format's file at its usual COUNT and at twice that in FOLDER, runs `summary --format json`
and `render` on both, and prints seconds, peak memory and the ratios as a table. The ratio must stay near 2. It
needs GNU time (`apt install time`). No network, no randomness from outside: the same COUNT gives the same bytes.
"""
import json
import random
import re
import subprocess
import sys
import os

WORDS = (
    "order stock lamp price refund parcel north depot invoice carrier label route weekly total round limit cache "
    "query worker queue retry header status folder build test module parser table column value index patch"
).split()


class Maker:
    """Texts, ids and times that count on."""

    def __init__(self):
        self.chance = random.Random(7)
        self.clock = 1_772_442_000_000
        self.number = 0

    def text(self, words):
        return " ".join(self.chance.choices(WORDS, k=words)) + "."

    def id(self, prefix=""):
        self.number += 1
        return "%s%08x" % (prefix, self.number)

    def uuid(self):
        self.number += 1
        return "00000000-0000-4000-8000-%012x" % self.number

    def time(self, step=400):
        """The next time, as ISO 8601."""
        self.clock += step
        return self.iso(self.clock)

    @staticmethod
    def iso(milliseconds, zone="Z"):
        import datetime

        moment = datetime.datetime.fromtimestamp(milliseconds / 1000, datetime.timezone.utc)
        return moment.strftime("%Y-%m-%dT%H:%M:%S.") + "%03d" % (milliseconds % 1000) + zone


# MARK: Coding agents


class ClaudeThread:
    """One conversation of Claude Code: prompts, calls and tool results that follow each other."""

    def __init__(self, maker, sidechain=False, **more):
        self.maker, self.parent = maker, None
        self.shared = {"isSidechain": sidechain, "userType": "external", "cwd": "/srv/shop", "sessionId": "s-large",
                       "version": "2.1.33", "gitBranch": "main", **more}

    def record(self, kind, message, **more):
        uuid = self.maker.uuid()
        line = {"parentUuid": self.parent, **self.shared, "type": kind, "message": message, "uuid": uuid,
                "timestamp": self.maker.time(), **more}
        self.parent = uuid
        return line

    def user(self, content, **more):
        return self.record("user", {"role": "user", "content": content}, **more)

    def call(self, blocks):
        usage = {"input_tokens": 3, "cache_creation_input_tokens": 200, "cache_read_input_tokens": 14000, "output_tokens": 80}
        message = {"id": self.maker.id("msg_"), "type": "message", "role": "assistant", "model": "claude-opus-4-6",
                   "content": blocks, "stop_reason": "tool_use", "usage": usage}
        return self.record("assistant", message, requestId=self.maker.id("req_"))

    def tool(self, name, arguments):
        return {"type": "tool_use", "id": self.maker.id("toolu_"), "name": name, "input": arguments}

    def step(self):
        """A call that runs a command, and the result."""
        use = self.tool("Bash", {"command": "make " + self.maker.text(3)})
        yield self.call([{"type": "text", "text": self.maker.text(12)}, use])
        result = self.maker.text(60)
        yield self.user([{"type": "tool_result", "tool_use_id": use["id"], "content": result}],
                        toolUseResult={"stdout": result, "stderr": "", "interrupted": False})


def claude_code(maker, count):
    """One linear session; COUNT records."""
    thread = ClaudeThread(maker)
    left = count
    while left > 0:
        yield thread.user(maker.text(20))
        for _ in range(24):
            yield from thread.step()
        yield thread.call([{"type": "text", "text": maker.text(30)}])
        left -= 50


def claude_agents(maker, count):
    """A session that starts many sub-agents; COUNT records."""
    main = ClaudeThread(maker)
    yield main.user(maker.text(20))
    left = count
    while left > 0:
        prompt = maker.text(30)
        use = main.tool("Task", {"subagent_type": "Explore", "description": maker.text(3), "prompt": prompt})
        yield main.call([use])
        agent = maker.id("a")
        thread = ClaudeThread(maker, sidechain=True, agentId=agent)
        yield thread.user(prompt)
        for _ in range(8):
            yield from thread.step()
        answer = maker.text(40)
        yield thread.call([{"type": "text", "text": answer}])
        yield main.user([{"type": "tool_result", "tool_use_id": use["id"], "content": [{"type": "text", "text": answer}]}],
                        toolUseResult={"status": "completed", "agentId": agent, "prompt": prompt,
                                       "content": [{"type": "text", "text": answer}]})
        left -= 20


def codex(maker, count):
    """One Codex rollout; COUNT records."""
    def line(kind, payload):
        return {"timestamp": maker.time(150), "type": kind, "payload": payload}

    yield line("session_meta", {"id": maker.uuid(), "timestamp": maker.time(), "cwd": "/srv/shop", "originator": "codex_exec",
                                "cli_version": "0.163.0", "source": "exec", "model_provider": "openai",
                                "base_instructions": {"text": maker.text(200)}})
    left, total = count, 0
    while left > 0:
        turn = maker.uuid()
        yield line("event_msg", {"type": "task_started", "turn_id": turn, "model_context_window": 258400})
        yield line("turn_context", {"turn_id": turn, "cwd": "/srv/shop", "model": "gpt-5.5-codex", "effort": "medium"})
        yield line("response_item", {"type": "message", "role": "user",
                                     "content": [{"type": "input_text", "text": maker.text(20)}]})
        for _ in range(15):
            call = maker.id("call_")
            yield line("response_item", {"type": "reasoning", "summary": [{"type": "summary_text", "text": maker.text(8)}]})
            yield line("response_item", {"type": "function_call", "name": "exec_command", "call_id": call,
                                         "arguments": json.dumps({"cmd": "make " + maker.text(3), "workdir": "/srv/shop"})})
            total += 1050
            usage = {"input_tokens": 1000, "cached_input_tokens": 0, "output_tokens": 50, "reasoning_output_tokens": 20,
                     "total_tokens": 1050}
            yield line("event_msg", {"type": "token_count", "info": {
                "total_token_usage": {**usage, "total_tokens": total}, "last_token_usage": usage}})
            yield line("response_item", {"type": "function_call_output", "call_id": call, "output": maker.text(60)})
        yield line("response_item", {"type": "message", "role": "assistant",
                                     "content": [{"type": "output_text", "text": maker.text(30)}]})
        yield line("event_msg", {"type": "task_complete", "turn_id": turn})
        left -= 65


def pi(maker, count):
    """One session of pi; COUNT records."""
    yield {"type": "session", "version": 3, "id": maker.uuid(), "timestamp": maker.time(), "cwd": "/srv/site"}
    parent = None

    def message(body):
        nonlocal parent
        line = {"type": "message", "id": maker.id("e"), "parentId": parent, "timestamp": maker.time(),
                "message": {**body, "timestamp": maker.clock}}
        parent = line["id"]
        return line

    def call(content, reason):
        usage = {"input": 10, "output": 40, "cacheRead": 100, "cacheWrite": 50, "totalTokens": 200}
        return message({"role": "assistant", "content": content, "provider": "anthropic", "model": "claude-sonnet-4-5",
                        "api": "anthropic-messages", "usage": usage, "stopReason": reason})

    left = count
    while left > 0:
        yield message({"role": "user", "content": maker.text(20)})
        for _ in range(24):
            use = maker.id("t")
            yield call([{"type": "text", "text": maker.text(12)},
                        {"type": "toolCall", "id": use, "name": "bash", "arguments": {"command": "grep " + maker.text(3)}}],
                       "toolUse")
            yield message({"role": "toolResult", "toolCallId": use, "toolName": "bash", "isError": False,
                           "content": [{"type": "text", "text": maker.text(60)}]})
        yield call([{"type": "text", "text": maker.text(30)}], "stop")
        left -= 50


# MARK: Platforms


def langsmith(maker, count):
    """Batches of posts and patches; COUNT runs in traces of 40."""
    post, patch = [], []
    for number in range(count):
        if number % 40 == 0:
            root = maker.uuid()
            root_order = "20260302T110000%06dZ%s" % (number % 1_000_000, root)
            run, parent, order, kind = root, None, root_order, "chain"
        else:
            run, parent, kind = maker.uuid(), root, ("llm", "tool")[number % 2]
            order = "%s.20260302T110001%06dZ%s" % (root_order, number % 1_000_000, run)
        begin, end = maker.time(20), maker.time(60)
        inputs, outputs = {"question": maker.text(10)}, {"answer": maker.text(20)}
        if kind == "llm":
            inputs = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": maker.text(40)}]}
            outputs = {"id": maker.id("chatcmpl-"), "model": "gpt-4o-mini-2024-07-18", "choices": [
                {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": maker.text(20)}}],
                "usage": {"prompt_tokens": 120, "completion_tokens": 30, "total_tokens": 150}}
        post.append({"id": run, "trace_id": root, "parent_run_id": parent, "dotted_order": order, "name": kind + " step",
                     "run_type": kind, "session_name": "shop", "start_time": begin, "inputs": inputs,
                     "extra": {"metadata": {"ls_provider": "openai", "ls_model_name": "gpt-4o-mini"}}})
        patch.append({"id": run, "trace_id": root, "parent_run_id": parent, "dotted_order": order, "end_time": end,
                      "outputs": outputs})
        if len(post) == 100 or number == count - 1:
            yield {"post": post, "patch": patch}
            post, patch = [], []


def langfuse(maker, count):
    """One download; COUNT observations."""
    trace, root, observations = maker.id("trace"), maker.id("o"), []
    begin = maker.time()
    for number in range(count):
        kind = "SPAN" if number == 0 or number % 2 else "GENERATION"
        one = {"id": root if number == 0 else maker.id("o"), "traceId": trace, "type": kind, "name": "step",
               "parentObservationId": None if number == 0 else root, "startTime": maker.time(20), "endTime": maker.time(60),
               "level": "DEFAULT", "input": json.dumps({"question": maker.text(10)}),
               "output": json.dumps({"answer": maker.text(20)}), "metadata": "{}"}
        if kind == "GENERATION":
            one.update(input=json.dumps([{"role": "user", "content": maker.text(40)}]), model="gpt-4o-mini-2024-07-18",
                       output=json.dumps({"role": "assistant", "content": maker.text(20)}),
                       usageDetails={"input": 300, "output": 40, "total": 340})
        observations.append(one)
    whole = {"id": trace, "name": "large", "timestamp": begin, "environment": "test", "tags": [], "scores": [],
             "input": "{}", "output": "{}", "metadata": "{}"}
    yield {"trace": whole, "observations": observations}


def openai_agents(maker, count):
    """Spans as the processor writes them; COUNT spans in traces of 200."""
    for number in range(count):
        if number % 200 == 0:
            trace, root = maker.id("trace_"), maker.id("span_")
            yield {"object": "trace", "id": trace, "workflow_name": "Shop help", "group_id": None, "metadata": None}
            identity, parent, data = root, None, {"type": "agent", "name": "Front desk", "handoffs": [], "tools": []}
        elif number % 2:
            identity, parent = maker.id("span_"), root
            data = {"type": "generation", "model": "gpt-4.1-mini", "model_config": {"temperature": 0.5},
                    "input": [{"role": "system", "content": "You count stock."}, {"role": "user", "content": maker.text(40)}],
                    "output": [{"role": "assistant", "content": maker.text(20)}],
                    "usage": {"input_tokens": 200, "output_tokens": 30}}
        else:
            identity, parent = maker.id("span_"), root
            data = {"type": "function", "name": "count_items", "input": json.dumps({"item": maker.text(2)}),
                    "output": maker.text(20)}
        yield {"object": "trace.span", "id": identity, "trace_id": trace, "parent_id": parent, "started_at": maker.time(20),
               "ended_at": maker.time(60), "span_data": data, "error": None}


# MARK: Traffic


def chat_pair(maker, history):
    """A request that repeats the conversation so far, and its response."""
    history.append({"role": "user", "content": maker.text(20)})
    request = {"model": "gpt-4o", "temperature": 0.2, "messages": list(history)}
    answer = {"role": "assistant", "content": maker.text(30)}
    history.append(answer)
    response = {"id": maker.id("chatcmpl-"), "object": "chat.completion", "model": "gpt-4o-2024-08-06",
                "choices": [{"index": 0, "finish_reason": "stop", "message": answer}],
                "usage": {"prompt_tokens": 60, "completion_tokens": 20, "total_tokens": 80}}
    return request, response


def raw_api(maker, count):
    """Pairs of requests and responses; COUNT pairs, one conversation that keeps its last 40 messages."""
    history = [{"role": "system", "content": maker.text(50)}]
    for _ in range(count):
        request, response = chat_pair(maker, history)
        yield {"timestamp": maker.time(), "duration_ms": 300, "request": {
            "method": "POST", "url": "https://api.openai.com/v1/chat/completions", "body": request},
            "response": {"status": 200, "body": response}}
        del history[1:-39]


def raw_api_whole(maker, count):
    """Pairs of one conversation, each repeating all of it; COUNT pairs, so COUNT² messages."""
    history = [{"role": "system", "content": maker.text(50)}]
    for _ in range(count):
        request, response = chat_pair(maker, history)
        yield {"timestamp": maker.time(), "duration_ms": 300, "request": {
            "method": "POST", "url": "https://api.openai.com/v1/chat/completions", "body": request},
            "response": {"status": 200, "body": response}}


def har(maker, count):
    """A recording of a browser or proxy; COUNT entries, conversations of 10 calls."""
    entries = []
    for number in range(count):
        if number % 10 == 0:
            history = [{"role": "system", "content": maker.text(50)}]
        request, response = chat_pair(maker, history)
        entries.append({
            "startedDateTime": maker.time(500), "time": 300, "timings": {"send": 1, "wait": 200, "receive": 99},
            "request": {"method": "POST", "url": "https://api.openai.com/v1/chat/completions", "headers": [],
                        "postData": {"mimeType": "application/json", "text": json.dumps(request)}},
            "response": {"status": 200, "statusText": "OK", "headers": [],
                         "content": {"mimeType": "application/json", "text": json.dumps(response)}}})
    yield {"log": {"version": "1.2", "creator": {"name": "recorder", "version": "1"}, "entries": entries}}


# MARK: Evaluations


def inspect(maker, count):
    """An Inspect log as JSON; COUNT samples of two calls."""
    samples = []
    for number in range(count):
        prompt = {"id": maker.id("m"), "role": "user", "content": maker.text(20)}
        messages, events = [prompt], []
        begin = maker.time()
        for call in range(2):
            written = {"id": maker.id("m"), "role": "assistant", "source": "generate", "content": maker.text(20),
                       "model": "acme-2"}
            output = {"model": "acme-2", "choices": [{"message": written, "stop_reason": "stop"}],
                      "usage": {"input_tokens": 130, "output_tokens": 15, "total_tokens": 145}, "time": 0.3}
            events.append({"uuid": maker.id("u"), "event": "model", "timestamp": maker.time(), "model": "acme/acme-2",
                           "input": list(messages), "tools": [], "tool_choice": "auto", "config": {}, "output": output,
                           "completed": maker.time()})
            messages += [written, {"id": maker.id("m"), "role": "user", "content": maker.text(10)}]
        samples.append({"id": number, "epoch": 1, "input": prompt["content"], "target": "2", "messages": messages[:-1],
                        "output": output, "scores": {"includes": {"value": "C", "answer": "2"}}, "metadata": {}, "store": {},
                        "events": events, "started_at": begin, "completed_at": maker.time(), "uuid": maker.id("s"),
                        "attachments": {}})
    yield {"version": 2, "status": "success",
           "eval": {"run_id": "run-1", "created": "2026-05-04T10:00:00+00:00", "task": "count", "task_id": "t", "model": "acme/acme-2",
                    "dataset": {"name": "files", "samples": count}, "config": {}},
           "plan": {"name": "plan", "steps": []}, "results": {"total_samples": count, "completed_samples": count, "scores": []},
           "stats": {"started_at": "2026-05-04T10:00:00+00:00"}, "samples": samples}


# What is made by which function, and the usual count.
FORMATS = {
    "claude-code": (claude_code, 20_000), "claude-agents": (claude_agents, 20_000), "codex": (codex, 10_000),
    "pi": (pi, 10_000), "langsmith": (langsmith, 20_000), "langfuse": (langfuse, 10_000), "har": (har, 5_000),
    "raw-api": (raw_api, 5_000), "raw-api-whole": (raw_api_whole, 500), "inspect": (inspect, 2_000),
    "openai-agents": (openai_agents, 20_000),
}


def write(name, count, path):
    make = FORMATS[name][0]
    with open(path, "w", encoding="utf-8") as file:
        for line in make(Maker(), count):
            file.write(json.dumps(line) + "\n")


def run(words):
    """Seconds and megabytes of a run; no number where it took more than two minutes or 6 GB."""
    words = ["/usr/bin/time", "-v", "prlimit", "--as=6000000000", "timeout", "120", *words]
    done = subprocess.run(words, capture_output=True, text=True)
    elapsed = re.search(r"Elapsed.*: (?:(\d+):)?(\d+):([\d.]+)", done.stderr)
    seconds = int(elapsed[1] or 0) * 3600 + int(elapsed[2]) * 60 + float(elapsed[3])
    user = float(re.search(r"User time.*: ([\d.]+)", done.stderr)[1])
    peak = int(re.search(r"Maximum resident.*: (\d+)", done.stderr)[1]) / 1024
    return (user if done.returncode == 0 else float("nan")), seconds, peak


def measure(binary, folder, names):
    print("format           count  command   user s (n, 2n, ratio)    MB (n, 2n, ratio)      file MB")
    for name in names or FORMATS:
        count = FORMATS[name][1]
        paths = [os.path.join(folder, "%s-%d.%s" % (name, size, "jsonl")) for size in (count, 2 * count)]
        for path, size in zip(paths, (count, 2 * count)):
            if not os.path.exists(path):
                write(name, size, path)
        for command in (["summary", "--format", "json"], ["render"]):
            results = [run([binary, command[0], path, *command[1:], "-o", path + ".out"]) for path in paths]
            (one, _, small), (two, _, large) = results
            print("%-15s %6d  %-8s %7.2f %7.2f %5.2f    %7.0f %7.0f %5.2f    %7.1f" % (
                name, count, command[0], one, two, two / max(one, 0.01), small, large, large / small,
                os.path.getsize(paths[0]) / 1e6), flush=True)


def main():
    if len(sys.argv) >= 4 and sys.argv[1] == "measure":
        measure(sys.argv[2], sys.argv[3], sys.argv[4:])
    elif len(sys.argv) == 4 and sys.argv[1] in FORMATS:
        write(sys.argv[1], int(sys.argv[2]), sys.argv[3])
    else:
        print(__doc__)
        for name, (make, count) in FORMATS.items():
            print("  %-14s %6d  %s" % (name, count, make.__doc__))
        sys.exit(2)


main()
