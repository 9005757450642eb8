#!/usr/bin/env python3
"""Asks rendered pages ten questions and counts the clicks and keys until each answer is in sight.

    questions.py TRACEPAGE [--only N…] [--shots FOLDER]

Needs the environment of Tests/Browser. Each page is of a real trace (Tests/Corpus, examples) and opened afresh in
Chromium at 1400 × 900. The answers are read from the raw files here (that to the last question from `summary`), not
from the page. An answer counts only if every word of it is drawn within the window, uncovered and not cut off by a
panel (`sight.js`), and was not before the first step; or, where the question asks for something to take along, if it is
in the clipboard and works: the link opens the same step, the command asks a provider that is played here. Scrolling
counts as a click.
The exit code is 1 if an answer is not in sight after its steps; more than two steps are told as missed.
"""
import argparse
import http.server
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading

from playwright.sync_api import sync_playwright

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parents[1]
CORPUS = TOP / "Tests/Corpus"
CLAUDE, PI = CORPUS / "claude-code/cc_errors_218.jsonl", CORPUS / "misc/pi_large-session.jsonl"
SIDECHAIN, SWE = CORPUS / "claude-code/cc_sidechain_22.jsonl", CORPUS / "swe-agent/swe_pydicom_1458.traj"
LOOP, PARALLEL = CORPUS / "jaeger/jaegerui-genai.json", TOP / "examples/parallel-agents/trace.json"
MOST, MANY = 2, 50


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def blocks(path):
    """The blocks of a session of Claude Code with their records."""
    for record in lines(path):
        content = (record.get("message") or {}).get("content")
        yield from ((record, block) for block in (content if isinstance(content, list) else ()))


def words(text, count):
    """The first words of a text, without the marks of Markdown."""
    return " ".join(re.sub(r"[`*#]+", "", text).split()[:count])


def first_failing():
    """The arguments and the error of the first tool call that failed in a session."""
    calls = {}
    for _, block in blocks(CLAUDE):
        if block["type"] == "tool_use":
            calls[block["id"]] = block["input"]
        elif block["type"] == "tool_result" and block.get("is_error"):
            return [calls[block["tool_use_id"]]["command"], block["content"].split("\n")[1]]


def pi_calls():
    return [record["message"] for record in lines(PI) if (record.get("message") or {}).get("role") == "assistant"]


def most_expensive():
    """The number and the cost of the call that cost most."""
    costs = [call["usage"]["cost"]["total"] for call in pi_calls()]
    return [f"#{costs.index(max(costs)) + 1}", f"${max(costs):.2f}"]


def last_context():
    """What the last call was given of its window."""
    usage = pi_calls()[-1]["usage"]
    total = usage["input"] + usage["cacheRead"] + usage["cacheWrite"]
    return [f"{total:,} of 200,000", f"{total / 2000:.0f}%"]


def swe_history():
    return json.loads(SWE.read_text())["history"]


def sub_agent():
    """What the sub-agent with the tool calls wrote last: the result of the call that started it."""
    said = [block["text"] for record, block in blocks(SIDECHAIN)
            if record.get("isSidechain") and record["type"] == "assistant" and block["type"] == "text"]
    return [words(next(text for text in said if text.startswith("Based on")), 6)]


def span_attributes(path):
    """The attributes of each span of an OTLP file, in order of start."""
    spans = [span for resource in json.loads(path.read_text())["resourceSpans"]
             for scope in resource["scopeSpans"] for span in scope["spans"]]
    for span in sorted(spans, key=lambda span: int(span["startTimeUnixNano"])):
        yield {it["key"]: next(iter(it["value"].values()), None) for it in span.get("attributes", ())}


def failed_of_many(tracepage, paths):
    """The names of traces that failed, as the terminal tells."""
    done = subprocess.run([tracepage, "summary", *paths, "--format", "json"], capture_output=True)
    traces = json.loads(done.stdout)["traces"]
    return traces, [trace for trace in traces if trace["status"]["level"] == "error"]


class Reader:
    """Someone in front of a page."""

    def __init__(self, browser, path):
        context = browser.new_context(
            viewport={"width": 1400, "height": 900}, permissions=["clipboard-read", "clipboard-write"])
        self.page = context.new_page()
        self.page.goto(path.as_uri())
        self.page.wait_for_selector("html.ready")
        self.steps = []

    def done(self, word):
        self.steps.append(word)
        self.page.wait_for_timeout(300)

    def key(self, key):
        self.page.keyboard.press(key)
        self.done(f"key {key}")

    def tab(self, name):
        self.page.get_by_role("tab", name=name, exact=True).first.click()
        self.done(f"tab {name}")

    def click(self, selector, text):
        whole = re.compile(re.escape(text) + (r"(?!\d)" if text.startswith("#") else ""))
        self.page.locator(f"{selector}:visible", has_text=whole).first.click()
        self.done(f"click “{text}”")

    def card(self, text):
        self.click(".graph-panel svg a", text)

    def scroll_to(self, text):
        """Turns the wheel until a text is in the middle: one step, however far it is."""
        self.page.get_by_text(text, exact=True).first.scroll_into_view_if_needed()
        self.done(f"scroll to “{text}”")

    def missing(self, parts):
        """The parts of an answer that cannot be read now."""
        sight = re.sub(r"[`*#]+(?!\d)", "", self.page.evaluate((HERE / "sight.js").read_text()))
        return [part for part in parts if " ".join(part.split()) not in " ".join(sight.split())]

    @property
    def clipboard(self):
        return self.page.evaluate("navigator.clipboard.readText()")


def is_link(reader):
    """Whether the clipboard has an address that opens the page on the step that was chosen."""
    address, chosen = reader.clipboard, "document.querySelector('.graph-panel a[aria-current]')?.getAttribute('href')"
    step = reader.page.evaluate(chosen)
    other = reader.page.context.new_page()
    other.goto(address)
    other.wait_for_selector("html.ready")
    return bool(step) and other.evaluate(chosen) == step


class Provider(http.server.BaseHTTPRequestHandler):
    """Takes the place of the provider and keeps what it was asked."""

    asked = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append((self.path, self.headers.get("x-api-key"), json.loads(body)))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *words):
        pass


def is_runnable(reader):
    """Whether the clipboard has a command that a shell runs, and that asks the provider the call's own question."""
    server = http.server.HTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    environment = {**os.environ, "ANTHROPIC_BASE_URL": address, "ANTHROPIC_API_KEY": "made-up", "no_proxy": "*"}
    subprocess.run(["bash", "-c", reader.clipboard], env=environment, capture_output=True, timeout=60)
    server.shutdown()
    path, key, body = Provider.asked[-1] if Provider.asked else ("", "", {})
    return path == "/v1/messages" and key == "made-up" and "Fenwick kettle" in str(body.get("messages"))


def questions(many):
    """(number, question, page, steps, what must be in sight or a check)."""
    yield 1, "first failing tool and its arguments", CLAUDE, lambda r: r.key("e"), first_failing()
    history = swe_history()
    system, new = history[0]["content"], [history[7]["content"], history[8]["content"]]

    def system_of_3(reader):
        reader.card("#3")
        reader.click(".talk-filter button", "System")

    yield 2, "system prompt of call 3", SWE, system_of_3, [words(system, 60)]
    part = "llm.input_messages.0.message.contents.0.message_content.text"
    instructions = [it[part] for it in span_attributes(PARALLEL) if part in it][2]

    def system_of_third(reader):
        reader.card("#5")
        reader.click(".detail-panel summary", "System")

    yield 2, "system prompt of the third call", PARALLEL, system_of_third, [words(instructions, 35)]

    def dearest(reader):
        reader.tab("Charts")
        reader.scroll_to("Most expensive calls")

    yield 3, "most expensive call", PI, dearest, most_expensive()

    def difference(reader):
        reader.card("#4")
        reader.tab("Compare")

    yield 4, "what changed in the prompt between 3 and 4", SWE, difference, [words(new[0], 8), words(new[1], 6)]
    yield 5, "where it began to loop", LOOP, lambda r: None, ["same two steps three times", "#2–#3"]
    yield 6, "how full the context was when it went wrong", PI, lambda r: None, last_context()
    yield 7, "what the sub-agent returned", SIDECHAIN, lambda r: None, sub_agent()
    yield 8, "a link to this step", CLAUDE, lambda r: r.key("y"), is_link

    def run(reader):
        reader.card("#5")
        reader.click(".copy-as button", "curl")

    yield 9, "this call as something I can run", PARALLEL, run, is_runnable
    traces, failed = many
    rows = [(trace["question"] or {}).get("text") or trace["name"] for trace in failed]
    yield 10, f"which of {len(traces)} traces failed", None, lambda r: None, [
        f"{len(failed)} of {len(traces)} traces are not right",
        *(words(row, 3) for row in rows if len(row.split()) > 3)]


def many_inputs(tracepage):
    """Files of the corpus that hold one trace each, enough for a list; a trace that several files hold counts once."""
    chosen, ids = [], set()
    for path in sorted(path for path in CORPUS.rglob("*.json*") if 3_000 < path.stat().st_size < 150_000):
        done = subprocess.run([tracepage, "summary", path, "--format", "json"], capture_output=True)
        traces = json.loads(done.stdout)["traces"] if done.returncode == 0 else []
        if len(traces) == 1 and traces[0]["id"] not in ids and len(ids) < MANY:
            chosen.append(path)
            ids.add(traces[0]["id"])
    return chosen


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("tracepage", help="the program, built")
    parser.add_argument("--only", type=int, nargs="+", help="numbers of questions")
    parser.add_argument("--shots", type=pathlib.Path, help="a folder for a picture of each answer")
    options = parser.parse_args()
    executable = os.environ.get("TRACEPAGE_CHROMIUM", "/usr/bin/chromium")
    inputs = many_inputs(options.tracepage)
    many = failed_of_many(options.tracepage, inputs)
    unanswered = 0
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for number, question, trace, act, answer in questions(many):
            if options.only and number not in options.only:
                continue
            page = pathlib.Path(temporary, "page.html")
            sources = [trace] if trace else inputs
            subprocess.run([options.tracepage, "render", *sources, "-o", page], check=True, capture_output=True)
            reader = Reader(browser, page)
            is_early = not callable(answer) and not reader.missing(answer)
            act(reader)
            if callable(answer):
                missing = [] if answer(reader) else ["the clipboard does not hold it"]
            else:
                missing = reader.missing(answer)
            if options.shots:
                options.shots.mkdir(parents=True, exist_ok=True)
                reader.page.screenshot(path=options.shots / f"{number}-{page_name(trace)}.png")
            unanswered += bool(missing)
            steps = len(reader.steps)
            how = ", ".join(reader.steps) or "–"
            word = f"NOT IN SIGHT: {missing}" if missing else "missed" if steps > MOST else ""
            if is_early and steps:
                word, unanswered = "IN SIGHT BEFORE: the steps prove nothing", unanswered + 1
            print(f"{number:>2}  {question:46} {steps}  {how:52} {page_name(trace):24} {word}")
            reader.page.context.close()
    sys.exit(1 if unanswered else 0)


def page_name(trace):
    return trace.stem if trace and trace.stem != "trace" else trace.parent.name if trace else f"{MANY} files"


main()
