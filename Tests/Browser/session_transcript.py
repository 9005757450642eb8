"""A made-up session of Claude Code: two turns, a test that fails, a change, a sub-agent, a compaction.

Its texts try to leave the places where the page puts them.
"""

import json
from datetime import datetime, timedelta

START = datetime(2026, 3, 1, 10)
ESCAPE = "</pre></script><img src=x onerror=hit('session')><b>\u202e"


class Transcript:
    def __init__(self):
        self.records, self.time, self.last = [], 0, None
        self.shared = {}

    def add(self, kind, message=None, **members):
        self.time += 1
        record = {
            "parentUuid": self.last, "isSidechain": False, "userType": "external", "cwd": "/shop",
            "sessionId": "session-1", "version": "2.1.33", "type": kind, "uuid": f"u{self.time}",
            "timestamp": (START + timedelta(seconds=self.time)).isoformat() + "Z", **self.shared, **members,
        }
        if message:
            record["message"] = message
        self.last = record["uuid"]
        self.records.append(record)
        return record

    def says(self, *content, output=40, stop="end_turn"):
        number = len(self.records)
        return self.add("assistant", {
            "id": f"msg_{number}", "type": "message", "role": "assistant", "model": "claude-opus-4-5",
            "content": list(content), "stop_reason": stop,
            "usage": {"input_tokens": 10, "cache_read_input_tokens": 60_000 + number * 2_000,
                      "cache_creation_input_tokens": 300, "output_tokens": output},
        })

    def runs(self, name, arguments, result, failed=False, outcome=None):
        call = f"toolu_{len(self.records)}"
        self.says({"type": "tool_use", "id": call, "name": name, "input": arguments})
        block = {"type": "tool_result", "tool_use_id": call, "content": result, "is_error": failed}
        self.add("user", {"role": "user", "content": [block]}, toolUseResult=outcome or result)

    def delegates(self, agent, prompt, work, answer):
        """A sub-agent that was asked by a call: its own records, and its answer as the call's result."""
        call = f"toolu_{len(self.records)}"
        self.says({"type": "tool_use", "id": call, "name": "Task",
                   "input": {"subagent_type": agent, "description": agent, "prompt": prompt}})
        asked, self.last = self.last, None
        self.shared = {"isSidechain": True, "agentId": agent}
        self.add("user", {"role": "user", "content": prompt})
        work()
        self.says({"type": "text", "text": answer})
        self.shared, self.last = {}, asked
        block = {"type": "tool_result", "tool_use_id": call, "content": answer}
        self.add("user", {"role": "user", "content": [block]},
                 toolUseResult={"status": "completed", "agentId": agent, "prompt": prompt})


def transcript():
    """The lines of the session's file."""
    session = Transcript()
    session.add("user", {"role": "user", "content": "Fix the date parser"})
    session.says({"type": "text", "text": "I run the test first."})
    for _ in range(3):
        session.runs("Bash", {"command": "pytest tests/test_dates.py"}, "Exit code 1\n1 failed", failed=True)
    session.runs("Bash", {"command": f"echo {ESCAPE}"}, ESCAPE, outcome={"stdout": ESCAPE, "stderr": ESCAPE})
    session.runs("Read", {"file_path": "/shop/dates.py"}, "1\thead, tail = text.split('.')\n" * 30)
    patch = [{"oldStart": 1, "oldLines": 2, "newStart": 1, "newLines": 3,
              "lines": [" def parse(text):", "-    head, tail = text.split('.')", "+    head, tail = split(text)",
                        f"+    # {ESCAPE}"]}]
    session.runs("Edit", {"file_path": "/shop/dates.py", "old_string": "a", "new_string": "b"}, "Updated.",
                 outcome={"filePath": "/shop/dates.py", "structuredPatch": patch})
    for number in range(8):
        session.runs("Bash", {"command": f"python step_{number}.py"}, "ok", outcome={"stdout": "ok", "stderr": ""})
    session.add("system", subtype="compact_boundary", content="Conversation compacted",
                compactMetadata={"trigger": "auto", "preTokens": 184_310})
    session.add("user", {"role": "user", "content": "Summary: the parser splits too early. " * 10}, isCompactSummary=True)
    session.says({"type": "text", "text": "I go on."})
    session.add("user", {"role": "user", "content": "And add a test"})
    session.runs("Write", {"file_path": f"/shop/{ESCAPE}.py", "content": "assert True\n" * 40}, "Created.",
                 outcome={"type": "create", "filePath": f"/shop/{ESCAPE}.py", "structuredPatch": []})
    session.says({"type": "text", "text": "Done."}, output=1, stop=None)
    return "".join(json.dumps(record) + "\n" for record in session.records)
