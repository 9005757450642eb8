"""Reads the recorded traces back: prints each as a table and fails on what must not be in them.

python check.py [TRACE...]      all traces under this folder when none is named
"""

import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
HEX = {"traceId": re.compile(r"[0-9a-f]{32}"), "spanId": re.compile(r"[0-9a-f]{16}")}
LOCAL = re.compile(r"/(?:tmp|root|work|home|usr|Users)/|127\.0\.0\.1|service\.instance|process\.|host\.name")
INPUT_KEYS = ("llm.prompt_tokens", "llm.token_count.prompt", "gen_ai.usage.input_tokens")
OUTPUT_KEYS = ("llm.completion_tokens", "llm.token_count.completion", "gen_ai.usage.output_tokens")
KIND_KEYS = ("openinference.span.kind", "gen_ai.operation.name", "type")
LONGEST = 2 * 3600 * 10**9  # ns


def plain(value: dict):
    """An AnyValue as a Python value."""
    (arm, inner), *_ = value.items() or [("none", None)]
    if arm == "intValue":
        return int(inner)
    if arm == "arrayValue":
        return [plain(item) for item in inner.get("values", [])]
    if arm == "kvlistValue":
        return {item["key"]: plain(item["value"]) for item in inner.get("values", [])}
    return inner


def attributes(holder: dict) -> dict:
    return {item["key"]: plain(item["value"]) for item in holder.get("attributes", [])}


def read(path: pathlib.Path) -> tuple[list[dict], list[dict]]:
    """The spans and the log records of a file, attributes as a dictionary."""
    text = path.read_text(encoding="utf-8")
    requests = (
        [json.loads(line) for line in text.splitlines()] if path.suffix == ".jsonl" else [json.loads(text)]
    )
    spans, logs = [], []
    for request in requests:
        for batch in request.get("resourceSpans", []):
            for scope in batch["scopeSpans"]:
                spans += [{**s, "scope": scope["scope"]["name"], "at": attributes(s)} for s in scope["spans"]]
        for batch in request.get("resourceLogs", []):
            for scope in batch["scopeLogs"]:
                logs += [{**r, "at": attributes(r)} for r in scope["logRecords"]]
    return spans, logs


def first(at: dict, keys) -> object:
    return next((at[key] for key in keys if key in at), "")


def label(path: pathlib.Path) -> str:
    return str(path.relative_to(HERE)) if path.is_relative_to(HERE) else path.name


def report(path: pathlib.Path) -> list[str]:
    """Prints the table of one file and returns what is wrong with it."""
    spans, logs = read(path)
    by_id = {span["spanId"]: span for span in spans}
    wrong = [] if len(by_id) == len(spans) else ["duplicate span ids"]
    if found := LOCAL.search(path.read_text(encoding="utf-8")):
        wrong.append(f"names the recording machine: {found.group()}")
    begin = min(int(span["startTimeUnixNano"]) for span in spans)
    print(f"\n{label(path)}: {len(spans)} spans, {len(logs)} log records")
    print(f"{'start':>7} {'s':>7}  {'kind':<12} {'in':>6} {'out':>5} st  span")
    for span in sorted(spans, key=lambda s: int(s["startTimeUnixNano"])):
        start, end = int(span["startTimeUnixNano"]), int(span["endTimeUnixNano"])
        wrong += [f"{span['name']}: bad {key}" for key, form in HEX.items() if not form.fullmatch(span[key])]
        depth, parent = 0, span.get("parentSpanId")
        if parent and parent not in by_id:
            wrong.append(f"{span['name']}: its parent is not in the file")
        while parent in by_id:
            holder = by_id[parent]
            depth, parent = depth + 1, holder.get("parentSpanId")
        if not 0 <= end - start < LONGEST:
            wrong.append(f"{span['name']}: lasts {end - start} ns")
        at = span["at"]
        print(
            f"{(start - begin) / 1e9:7.3f} {(end - start) / 1e9:7.3f}  {str(first(at, KIND_KEYS)):<12} "
            f"{first(at, INPUT_KEYS):>6} {first(at, OUTPUT_KEYS):>5} {span['status'].get('code', 0)}   "
            f"{'  ' * depth}{span['name']}"
        )
    known = {(span["traceId"], span["spanId"]) for span in spans}
    wrong += [
        f"a log record belongs to no span: {r['at']}"
        for r in logs
        if (r["traceId"], r["spanId"]) not in known
    ]
    return [f"{label(path)}: {problem}" for problem in wrong]


def main() -> int:
    named = [pathlib.Path(name).resolve() for name in sys.argv[1:]]
    paths = named or sorted(HERE.glob("*/trace.json*"))
    wrong = [problem for path in paths for problem in report(path)]
    print("\n" + ("\n".join(wrong) if wrong else f"{len(paths)} traces, nothing wrong"))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
