"""Makes the fixtures that are SQLite databases: those of opencode and of Goose, in the tables that the two programs make.

    python3 Tests/TraceImportTests/Fixtures/databases.py
"""

import json
import pathlib
import sqlite3

HERE = pathlib.Path(__file__).parent


def made(path, schema, rows):
    target = HERE / path
    target.unlink(missing_ok=True)
    database = sqlite3.connect(target, isolation_level=None)
    database.execute("PRAGMA page_size=512")
    for statement in schema:
        database.execute(statement)
    for table, values in rows:
        names = ", ".join(values)
        marks = ", ".join("?" for _ in values)
        database.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values()))
    database.close()


def text(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def opencode():
    """The session of export.json with that of its sub-agent, and a session after it that never got an answer."""
    export = json.loads((HERE / "opencode/export.json").read_text())
    child = {name: json.loads((HERE / f"opencode/child-{name}.json").read_text())
             for name in ["session", "message-1", "message-2", "part-1", "part-2"]}
    later = {"id": "ses_later", "title": "And now?", "directory": "/shop",
             "time": {"created": 1767229200000, "updated": 1767229200000}}
    rows = [("account", {"id": "acc_1", "access_token": "never read"})]
    for info in [child["session"], later, export["info"], {**later, "id": "ses_empty", "title": "Nothing"}]:
        rows.append(("session", {
            "id": info["id"], "parent_id": info.get("parentID"), "title": info["title"],
            "directory": info["directory"], "version": info.get("version", "1.18.0"), "cost": 0.0,
            "time_created": info["time"]["created"], "time_updated": info["time"]["updated"]}))
    question = {"info": {"id": "msg_95", "sessionID": "ses_later", "role": "user", "agent": "build",
                         "time": {"created": 1767229200000}},
                "parts": [{"id": "prt_95", "type": "text", "text": "Is it mended?"}]}
    messages = [(message["info"], message["parts"]) for message in [*export["messages"], question]]
    messages += [(child["message-1"], [child["part-1"]]), (child["message-2"], [child["part-2"]])]
    for info, parts in messages:
        data = {name: value for name, value in info.items() if name not in ("id", "sessionID")}
        rows.append(("message", {
            "id": info["id"], "session_id": info["sessionID"], "time_created": info["time"]["created"],
            "time_updated": info["time"]["created"], "data": text(data)}))
        for part in reversed(parts):
            data = {name: value for name, value in part.items() if name not in ("id", "sessionID", "messageID")}
            rows.append(("part", {
                "id": part["id"], "message_id": info["id"], "session_id": info["sessionID"],
                "time_created": 0, "time_updated": 0, "data": text(data)}))
    made("opencode/sessions.db", [
        "CREATE TABLE account (id text PRIMARY KEY, access_token text NOT NULL)",
        "CREATE TABLE session (id text PRIMARY KEY, parent_id text, directory text NOT NULL, title text NOT NULL, "
        "version text NOT NULL, cost real DEFAULT 0 NOT NULL, time_created integer NOT NULL, "
        "time_updated integer NOT NULL)",
        "CREATE TABLE message (id text PRIMARY KEY, session_id text NOT NULL, time_created integer NOT NULL, "
        "time_updated integer NOT NULL, data text NOT NULL)",
        "CREATE TABLE part (id text PRIMARY KEY, message_id text NOT NULL, session_id text NOT NULL, "
        "time_created integer NOT NULL, time_updated integer NOT NULL, data text NOT NULL)",
        "CREATE INDEX part_session_idx ON part (session_id)",
    ], rows)


def goose():
    """A session with thoughts a part a token, an answer that was kept in two pieces, a compaction and a sub-agent;
    and one of a version that had no ledger and no tokens with its messages."""
    start = 1784278800
    model = text({"model_name": "claude-sonnet-4-5", "context_limit": 200000})
    rows = []

    def session(id, name, second, **more):
        moment = f"2026-07-17 09:{second // 60:02}:{second % 60:02}"
        rows.append(("sessions", {
            "id": id, "name": name, "working_dir": "/demo", "created_at": moment, "updated_at": moment,
            "provider_name": "anthropic", "model_config_json": model, **more}))

    def message(session, id, role, second, content, **metadata):
        rows.append(("messages", {
            "session_id": session, "message_id": id, "role": role, "created_timestamp": start + second,
            "timestamp": f"2026-07-17 09:{second // 60:02}:{second % 60:02}", "content_json": text(content),
            "metadata_json": text({"userVisible": True, "agentVisible": True, **metadata})}))

    def used(session, second, input, output, **more):
        rows.append(("usage_ledger", {
            "session_id": session, "created_timestamp": start + second, "model": "claude-sonnet-4-5",
            "input_tokens": input, "output_tokens": output, "total_tokens": input + output, **more}))

    def says(value):
        return {"type": "text", "text": value}

    def thinks(*pieces):
        return [{"type": "thinking", "thinking": piece, "signature": ""} for piece in pieces]

    def asks(id, name, **arguments):
        return {"type": "toolRequest", "id": id,
                "toolCall": {"status": "success", "value": {"name": name, "arguments": arguments}}}

    def answers(id, value, is_error=False):
        result = {"content": [says(value)], "isError": is_error}
        return {"type": "toolResponse", "id": id, "toolResult": {"status": "success", "value": result}}

    hidden = {"agentVisible": False}
    session("20260717_1", "Say hello", 30)
    message("20260717_1", "m1", "user", 1, [says("Say hello in a shell, then look around")], **hidden)
    spent = {"usage": {"inputTokens": 1000, "outputTokens": 40, "totalTokens": 1040, "elapsedMs": 2500,
                       "timeToFirstTokenMs": 800}}
    message("20260717_1", "m2", "assistant", 5,
            [*thinks("Use", " echo", "."), asks("q1", "developer__shell", command="echo hello")], **hidden, **spent)
    message("20260717_1", "m3", "user", 5, [answers("q1", "hello")], **hidden)
    message("20260717_1", "m4", "assistant", 5,
            [*thinks("Use", " echo", "."), asks("q2", "delegate", task="look around")], **hidden)
    message("20260717_1", "m5", "user", 9, [answers("q2", "no such folder", is_error=True)], **hidden)
    message("20260717_1", "m6", "user", 12, [says("The shell said hello; looking around failed.")], userVisible=False)
    message("20260717_1", "m7", "assistant", 15, [says("Hello was said; there is nothing to look at.")],
            usage={"inputTokens": 300, "outputTokens": 20, "totalTokens": 320})
    used("20260717_1", 5, 1000, 40, cache_read_tokens=600, cache_write_tokens=100, cost=0.0125, cost_source="provider")
    used("20260717_1", 12, 1100, 60, is_compaction=1)
    used("20260717_1", 15, 300, 20)
    session("20260717_2", "look around", 8, session_type="sub_agent", parent_session_id="20260717_1")
    message("20260717_2", "s1", "user", 6, [says("look around")])
    message("20260717_2", "s2", "assistant", 8, [says("I cannot see anything.")])
    used("20260717_2", 8, 200, 10)
    session("20260717_3", "An older one", 61, accumulated_input_tokens=30, accumulated_output_tokens=3,
            accumulated_total_tokens=33)
    message("20260717_3", None, "user", 60, [says("Hello?")])
    message("20260717_3", None, "assistant", 61, [says("Yes.")])
    session("20260717_4", "Never used", 70)
    made("goose/sessions.db", [
        "CREATE TABLE sessions (id TEXT PRIMARY KEY, name TEXT NOT NULL DEFAULT '', "
        "description TEXT NOT NULL DEFAULT '', session_type TEXT NOT NULL DEFAULT 'user', working_dir TEXT NOT NULL, "
        "created_at TIMESTAMP, updated_at TIMESTAMP, accumulated_total_tokens INTEGER, "
        "accumulated_input_tokens INTEGER, accumulated_output_tokens INTEGER, provider_name TEXT, "
        "model_config_json TEXT, parent_session_id TEXT)",
        "CREATE TABLE messages (id INTEGER PRIMARY KEY AUTOINCREMENT, message_id TEXT, session_id TEXT NOT NULL, "
        "role TEXT NOT NULL, content_json TEXT NOT NULL, created_timestamp INTEGER NOT NULL, timestamp TIMESTAMP, "
        "metadata_json TEXT)",
        "CREATE TABLE usage_ledger (id INTEGER PRIMARY KEY AUTOINCREMENT, session_id TEXT NOT NULL, "
        "created_timestamp INTEGER NOT NULL, model TEXT, input_tokens INTEGER, output_tokens INTEGER, "
        "total_tokens INTEGER, cache_read_tokens INTEGER, cache_write_tokens INTEGER, cost REAL, cost_source TEXT, "
        "is_compaction INTEGER DEFAULT 0)",
        "CREATE INDEX idx_messages_session ON messages(session_id)",
    ], rows)


opencode()
goose()
