"""Plays what GitHub's runner does with a composite action: its expressions, its files, and a server for its addresses.

Knows the expressions that `action.yml` uses, and fails at any other.
"""

import http.server
import json
import os
import pathlib
import re
import subprocess
import threading
from dataclasses import dataclass, field

import yaml

TOP = pathlib.Path(__file__).resolve().parents[2]
EXPRESSION = re.compile(r"\$\{\{\s*([\w.-]+)\s*\}\}")
TEST = re.compile(r"([\w.-]+) (==|!=) '([^']*)'")


@dataclass
class Server:
    """Releases to download, and the comments of one pull request; `refuse` is the code that writes are answered with."""

    files: dict = field(default_factory=dict)
    comments: list = field(default_factory=list)
    asked: list = field(default_factory=list)
    refuse: int = 0

    def __enter__(self):
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def reply(self, code, body):
                self.send_response(code)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                server.asked.append(("GET", self.path))
                path, _, query = self.path.partition("?")
                if path in server.files:
                    return self.reply(200, server.files[path])
                if not path.endswith("/comments"):
                    return self.reply(404, b"{}")
                parts = dict(part.split("=") for part in query.split("&"))
                size, page = int(parts["per_page"]), int(parts["page"])
                return self.reply(200, json.dumps(server.comments[(page - 1) * size : page * size]).encode())

            def write(self):
                server.asked.append((self.command, self.path))
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]
                if server.refuse:
                    return self.reply(server.refuse, b"{}")
                if self.command == "POST":
                    comment = {"id": len(server.comments) + 1, "user": {"login": "github-actions[bot]"}}
                    server.comments.append(comment)
                else:
                    (comment,) = [c for c in server.comments if str(c["id"]) == self.path.rsplit("/", 1)[1]]
                comment["body"] = body
                return self.reply(200, json.dumps(comment).encode())

            do_POST = do_PATCH = write

        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.http.shutdown()
        self.http.server_close()


@dataclass
class Result:
    code: int
    text: str
    outputs: dict
    summary: str


class Runner:
    """Runs the action in a folder, with the inputs given, for an event."""

    def __init__(self, folder: pathlib.Path, server: Server, event: dict):
        self.folder, self.server = folder, server
        self.action = yaml.safe_load((TOP / "action.yml").read_text("utf-8"))
        self.home = folder / "runner"
        self.home.mkdir()
        (self.home / "event.json").write_text(json.dumps(event))
        self.uploads: list = []

    def run(self, **given: str) -> Result:
        inputs = {name: str(value.get("default", "")) for name, value in self.action["inputs"].items()}
        inputs.update({name.replace("_", "-"): value for name, value in given.items()})
        self.values = {f"inputs.{name}": value for name, value in inputs.items()}
        self.values |= {"github.token": "not-a-token", "github.action_repository": "OWNER/tracepage"}
        (self.home / "summary.md").write_text("")
        said, code = "", 0
        for step in self.action["runs"]["steps"]:
            if not self.holds(step.get("if", "")):
                continue
            code, text = self.upload(step) if "uses" in step else self.shell(step)
            said += text
            if code:
                break
        outputs = {name: self.text(output["value"]) for name, output in self.action["outputs"].items()}
        return Result(code, said, outputs, (self.home / "summary.md").read_text("utf-8"))

    def value(self, name: str) -> str:
        if name.startswith("steps."):
            return self.values.get(name, "")
        return self.text(self.values[name])

    def text(self, text: str) -> str:
        filled = EXPRESSION.sub(lambda match: self.value(match[1]), str(text))
        assert "${{" not in filled, f"an expression that this runner does not know: {text}"
        return filled

    def holds(self, condition: str) -> bool:
        tests = [TEST.fullmatch(part) for part in condition.split(" && ")] if condition else []
        assert all(tests), condition
        return all((self.value(t[1]) == t[3]) == (t[2] == "==") for t in tests)

    def upload(self, step: dict) -> tuple[int, str]:
        options = {name: self.text(value) for name, value in step["with"].items()}
        page = self.folder / options["path"]
        assert options["archive"] == "False" and page.is_file()
        self.uploads.append((page.name, page.read_bytes()))
        self.values[f"steps.{step['id']}.outputs.artifact-url"] = "https://ci.example.com/artifacts/7"
        return 0, ""

    def shell(self, step: dict) -> tuple[int, str]:
        assert "${{" not in step["run"], "text of an input must not become text of a command"
        output = self.home / f"{step['id']}.out"
        output.write_text("")
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "GITHUB_ACTION_PATH": str(TOP),
            "GITHUB_API_URL": self.server.address,
            "GITHUB_EVENT_PATH": str(self.home / "event.json"),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_PATH": str(self.home / "path"),
            "GITHUB_REPOSITORY": "team/desk",
            "GITHUB_SERVER_URL": self.server.address,
            "GITHUB_STEP_SUMMARY": str(self.home / "summary.md"),
            "RUNNER_TEMP": str(self.home / "temp"),
            **{name: self.text(value) for name, value in step.get("env", {}).items()},
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(
            command, cwd=self.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120
        )
        for line in output.read_text("utf-8").splitlines():
            name, _, value = line.partition("=")
            self.values[f"steps.{step['id']}.outputs.{name}"] = value
        return done.returncode, done.stdout
