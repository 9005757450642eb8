"""The inputs: what each is, how it is made, and which other programs can read it."""

import dataclasses
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "generate"))
import multiplied  # noqa: E402

READ_JSON = "import json,sys\nfor line in open(sys.argv[1], 'rb'): json.loads(line)"
READ_DOCUMENT = "import json,sys\njson.load(open(sys.argv[1], 'rb'))"
CORPUS = pathlib.Path(os.environ.get("TRACEPAGE_CORPUS", HERE.parent / "Tests" / "Corpus")) / "claude-code"

# Sizes of each family: those of the short run, and those that the full run adds.
FAMILIES = {
    "otlp-many": ((10, 20), (50, 100, 500)),
    "otlp-one": ((5, 10), (50, 100, 500)),
    "session": ((5, 20), (50,)),
    "history": ((50, 200), (1000,)),
    "traces": ((500, 1000), ()),
    "lone": ((2500, 10_000), ()),
    "folder": ((50,), (200,)),
    "turns": ((400, 1600), (6400,)),
    "litellm": ((1000, 4000), (16_000,)),
    "text": ((1, 2), (4,)),
    "line": ((1, 2), (4,)),
    "models": ((500, 2000), (8000,)),
    "documents": ((250, 1000), (4000,)),
    "bare": ((2000, 20_000), (100_000,)),
    "claude-agents": ((5000,), (10_000, 20_000)),
    "codex": ((5000,), (10_000, 20_000)),
    "pi": ((5000,), (10_000, 20_000)),
    "langsmith": ((5000,), (20_000, 40_000)),
    "langfuse": ((2500,), (10_000, 20_000)),
    "openai-agents": ((5000,), (20_000, 40_000)),
    "inspect": ((500,), (2000, 4000)),
    "har": ((1250,), (5000, 10_000)),
    "raw-api": ((1250,), (5000, 10_000)),
    "raw-api-whole": ((100, 200), (500,)),
}
LINES = {"session", "turns", "litellm", "claude-agents", "codex", "pi", "langsmith", "langfuse", "openai-agents", "inspect",
         "har", "raw-api", "raw-api-whole"}  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Input:
    family: str
    count: int

    @property
    def name(self):
        return f"{self.family}-{self.count}"

    missing = "the real sessions are not there; set TRACEPAGE_CORPUS to a folder whose claude-code holds them"

    def make(self, folder):
        """The input's file or folder, made where it is not there yet; `None` where it cannot be made."""
        if self.family == "session" and not multiplied.are_in(CORPUS):
            return None
        path = folder / (self.name + self.ending)
        if self.family == "folder":
            path.mkdir(exist_ok=True)
            for number in range(self.count):
                self.generate("traces", 10 + number % 7, path / f"run-{number:04}.json", 1_000_000 * number)
        else:
            self.generate(self.family, self.count, path)
        return path

    @property
    def ending(self):
        return "" if self.family == "folder" else ".jsonl" if self.family in LINES else ".json"

    @staticmethod
    def generate(name, count, path, first=0):
        if not path.exists():
            subprocess.run([sys.executable, HERE / "generate", name, str(count), path, str(first)], check=True)

    def peers(self, path, work):
        """Names and commands of other programs that read the input."""
        if path.is_dir():
            return
        programs, output = work / "venv" / "bin", work / "output"
        yield "json.load", [programs / "python", "-c", READ_JSON if self.ending == ".jsonl" else READ_DOCUMENT, path]
        if self.family in ("session", "turns"):
            yield "claude-code-log", [programs / "claude-code-log", "--no-cache", path, "-o", output / "log.html"]
            yield "claude-code-transcripts", [programs / "claude-code-transcripts", "json", path, "-o", output / "transcripts"]


def chosen(is_full, prefixes):
    for family, (short, more) in FAMILIES.items():
        for count in short + (more if is_full else ()):
            one = Input(family, count)
            if not prefixes or any(one.name.startswith(prefix) for prefix in prefixes):
                yield one
