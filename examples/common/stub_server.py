"""A stand-in for the models' APIs on the loopback interface.

It speaks enough of OpenAI's chat completions and embeddings and of Anthropic's messages for their SDKs.
WHAT is answered comes from a function that the example passes in; the stub frames it, counts tokens
(`tokens.py`), cuts at `max_tokens`, and waits as long as a model would.
"""

import base64
import dataclasses
import hashlib
import json
import struct
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from common import tokens

PORT = 8089
BASE_URL = f"http://localhost:{PORT}"
FAKE_KEY = "not-a-key"


@dataclasses.dataclass
class Reply:
    """What the model says next."""

    text: str = ""
    tool_calls: list[tuple[str, dict]] = dataclasses.field(default_factory=list)
    thinking: str = ""
    status: int = 200
    error: str = ""
    cache_read: int = 0
    cache_write: int = 0


class StubServer:
    """Runs the stub in a thread for the length of a `with` block."""

    def __init__(
        self,
        reply: Callable[[dict], Reply],
        embed: Callable[[str], list[float]] | None = None,
        first_token_seconds: float = 0.55,
        seconds_per_token: float = 0.021,
    ):
        self.reply, self.embed = reply, embed
        self.first_token_seconds, self.seconds_per_token = first_token_seconds, seconds_per_token
        self.lock, self.served = threading.Lock(), 0

    def __enter__(self):
        stub = self

        class Handler(_Handler):
            server_state = stub

        self.http = ThreadingHTTPServer(("localhost", PORT), Handler)
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.http.shutdown()
        self.http.server_close()

    def next_id(self, prefix: str, body: dict) -> str:
        """An id made of the request and its number, without clock or chance."""
        with self.lock:
            self.served += 1
            seed = f"{self.served} {json.dumps(body, sort_keys=True)}"
        return prefix + hashlib.sha256(seed.encode()).hexdigest()[:24]

    def wait(self, body: dict, output_tokens: int) -> None:
        """Sleeps as long as a model takes; a few per cent more or less, by the request's hash."""
        spread = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).digest()[0] / 255 * 0.2 + 0.9
        time.sleep((self.first_token_seconds + self.seconds_per_token * output_tokens) * spread)


class _Handler(BaseHTTPRequestHandler):
    server_state: StubServer
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "stub", ""

    def log_message(self, *_):
        pass

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        routes = {
            "/v1/chat/completions": self.chat_completion,
            "/v1/embeddings": self.embeddings,
            "/v1/messages": self.message,
        }
        route = routes.get(self.path.split("?")[0])
        if route is None:
            return self.send(404, {"error": {"message": f"no such path: {self.path}", "type": "not_found"}})
        return route(body)

    def send(self, status: int, body: dict, headers: dict | None = None):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        for key, value in (headers or {}).items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(data)

    def refuse(self, reply: Reply):
        time.sleep(0.09)
        kind = "rate_limit_error" if reply.status == 429 else "api_error"
        error = {"message": reply.error, "type": kind, "param": None, "code": "rate_limit_exceeded"}
        self.send(reply.status, {"type": "error", "error": error}, {"retry-after": "1"})

    # OpenAI

    def chat_completion(self, body: dict):
        stub = self.server_state
        reply = stub.reply(body)
        if reply.status != 200:
            return self.refuse(reply)
        limit = body.get("max_completion_tokens") or body.get("max_tokens")
        text = tokens.cut(reply.text, limit) if limit else reply.text
        identity = stub.next_id("chatcmpl-", body)
        calls = [
            {
                "id": f"call_{identity[-20:]}{number}",
                "type": "function",
                "function": {"name": name, "arguments": json.dumps(arguments)},
            }
            for number, (name, arguments) in enumerate(reply.tool_calls)
        ]
        output = tokens.count(text) + sum(tokens.count(json.dumps(c["function"])) for c in calls)
        prompt = chat_prompt_tokens(body)
        stub.wait(body, output)
        message = {"role": "assistant", "content": text or None, "refusal": None}
        if calls:
            message["tool_calls"] = calls
        finish = "length" if text != reply.text else "tool_calls" if calls else "stop"
        return self.send(
            200,
            {
                "id": identity,
                "object": "chat.completion",
                "created": int(time.time()),
                "model": DATED_MODELS.get(body["model"], body["model"]),
                "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": finish}],
                "usage": {
                    "prompt_tokens": prompt,
                    "completion_tokens": output,
                    "total_tokens": prompt + output,
                    "prompt_tokens_details": {"cached_tokens": reply.cache_read, "audio_tokens": 0},
                    "completion_tokens_details": {"reasoning_tokens": 0, "audio_tokens": 0},
                },
                "system_fingerprint": "fp_example",
            },
        )

    def embeddings(self, body: dict):
        texts = body["input"] if isinstance(body["input"], list) else [body["input"]]
        vectors = [self.server_state.embed(text) for text in texts]
        used = sum(tokens.count(text) for text in texts)
        self.server_state.wait(body, 0)
        if body.get("encoding_format") == "base64":
            vectors = [base64.b64encode(struct.pack(f"<{len(v)}f", *v)).decode() for v in vectors]
        data = [{"object": "embedding", "index": i, "embedding": v} for i, v in enumerate(vectors)]
        usage = {"prompt_tokens": used, "total_tokens": used}
        self.send(200, {"object": "list", "data": data, "model": body["model"], "usage": usage})

    # Anthropic

    def message(self, body: dict):
        stub = self.server_state
        reply = stub.reply(body)
        if reply.status != 200:
            return self.refuse(reply)
        text = tokens.cut(reply.text, body["max_tokens"])
        identity = stub.next_id("msg_", body)
        content = []
        if reply.thinking:
            content.append(
                {"type": "thinking", "thinking": reply.thinking, "signature": "ZXhhbXBsZSBzaWduYXR1cmU="}
            )
        if text:
            content.append({"type": "text", "text": text})
        for number, (name, arguments) in enumerate(reply.tool_calls):
            content.append(
                {
                    "type": "tool_use",
                    "id": f"toolu_{identity[-20:]}{number}",
                    "name": name,
                    "input": arguments,
                }
            )
        calls = sum(tokens.count(name + json.dumps(arguments)) for name, arguments in reply.tool_calls)
        output = tokens.count(reply.thinking) + tokens.count(text) + calls
        stub.wait(body, output)
        stop = "max_tokens" if text != reply.text else "tool_use" if reply.tool_calls else "end_turn"
        return self.send(
            200,
            {
                "id": identity,
                "type": "message",
                "role": "assistant",
                "model": body["model"],
                "content": content,
                "stop_reason": stop,
                "stop_sequence": None,
                "usage": {
                    "input_tokens": anthropic_prompt_tokens(body) - reply.cache_read - reply.cache_write,
                    "cache_creation_input_tokens": reply.cache_write,
                    "cache_read_input_tokens": reply.cache_read,
                    "output_tokens": output,
                },
            },
        )


DATED_MODELS = {"gpt-4o": "gpt-4o-2024-08-06", "gpt-4o-mini": "gpt-4o-mini-2024-07-18"}


def _content_tokens(content) -> int:
    if content is None:
        return 0
    return tokens.count(content if isinstance(content, str) else _text_of(content))


def _text_of(parts) -> str:
    return " ".join(part["text"] if part.get("type") == "text" else json.dumps(part) for part in parts)


def chat_prompt_tokens(body: dict) -> int:
    """The prompt tokens of a chat completions request: messages, tool calls in them, tool definitions."""
    total = tokens.REPLY_FRAME
    for message in body["messages"]:
        total += tokens.MESSAGE_FRAME + _content_tokens(message.get("content"))
        total += sum(tokens.count(json.dumps(c["function"])) for c in message.get("tool_calls") or [])
    return total + sum(tokens.count(json.dumps(tool["function"])) for tool in body.get("tools") or [])


def anthropic_prompt_tokens(body: dict) -> int:
    """The input tokens of a messages request, cached ones included."""
    total = tokens.REPLY_FRAME + _content_tokens(body.get("system"))
    for message in body["messages"]:
        total += tokens.MESSAGE_FRAME + _content_tokens(message["content"])
    return total + sum(tokens.count(json.dumps(tool)) for tool in body.get("tools") or [])
