"""Sessions of coding agents, as they log them."""

import json


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


def antigravity(maker, count):
    """One conversation of Antigravity; COUNT steps."""
    conversation, index = maker.uuid(), 0

    def step(source, kind, **more):
        nonlocal index
        index += 1
        return {"step_index": index - 1, "source": source, "type": kind, "status": "DONE", "created_at": maker.time(900), **more}

    while index < count:
        yield step("USER_EXPLICIT", "USER_INPUT", content="<USER_REQUEST>\n%s\n</USER_REQUEST>" % maker.text(20))
        for number in range(12):
            call = {"name": "run_command", "args": {"CommandLine": json.dumps("make " + maker.text(3)), "Cwd": '"/srv/site"'}}
            yield step("MODEL", "PLANNER_RESPONSE", thinking=maker.text(12), tool_calls=[call])
            task = "%s/task-%d" % (conversation, index)
            if number % 4 == 3:
                text = "Tool is running as a background task with task id: %s\n" % task
                yield {**step("MODEL", "RUN_COMMAND", content=text), "status": "RUNNING"}
                text = 'content=Task id "%s" finished with result:\n\nThe command exited with code 0.\nOutput:\n%s' % (task, maker.text(60))
                yield step("SYSTEM", "SYSTEM_MESSAGE", content=text)
            else:
                yield step("MODEL", "RUN_COMMAND", content="\nThe command completed successfully.\nOutput:\n" + maker.text(60))
        yield step("MODEL", "PLANNER_RESPONSE", content=maker.text(30))


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


def turns(maker, count):
    """A session of Claude Code of COUNT turns: a short prompt and a short answer each."""
    thread = ClaudeThread(maker)
    for _ in range(count):
        yield thread.user(maker.text(6))
        yield thread.call([{"type": "text", "text": maker.text(10)}])
