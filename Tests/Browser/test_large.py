"""Pages above 2 MB, which keep most of what they show packed, in a real browser.

    TRACEPAGE_BINARY=FILE .build-browser/venv/bin/python -m pytest Tests/Browser/test_large.py
"""

import html
import http.server
import json
import os
import re
import subprocess
import threading

import pytest
from page_checker import check
from playwright.sync_api import expect

BINARY = os.environ.get("TRACEPAGE_BINARY") or None
START = 1_795_442_400_000_000_000

pytestmark = pytest.mark.skipif(BINARY is None, reason="TRACEPAGE_BINARY names no binary")


def span(trace, number, parent=None, failed=False):
    """A step with a text of its own."""
    text = " ".join(f"word{trace}x{number}x{place}" for place in range(100))
    begin = START + number * 10_000_000
    return {
        "traceId": f"{trace:032x}", "spanId": f"{trace * 100_000 + number:016x}", "name": f"step {number}",
        "parentSpanId": parent or "", "startTimeUnixNano": str(begin), "endTimeUnixNano": str(begin + 9_000_000),
        "attributes": [{"key": "output.value", "value": {"stringValue": text}}],
        "status": {"code": 2, "message": f"boom {trace}"} if failed else {"code": 1},
    }  # fmt: skip


def rendered(folder, spans):
    source, page = folder / "trace.json", folder / "trace.html"
    source.write_text(json.dumps({"resourceSpans": [{"scopeSpans": [{"spans": spans}]}]}), encoding="utf-8")
    subprocess.run([BINARY, source, "-o", page], check=True, capture_output=True)
    assert 'data-packed="parts"' in page.read_text(encoding="utf-8")
    return page


@pytest.fixture(scope="module")
def long_run(tmp_path_factory):
    """One trace of 1,500 steps, of which the 900th failed."""
    root = f"{100_000:016x}"
    spans = [span(1, number, root if number else None, failed=number == 900) for number in range(1_500)]
    return rendered(tmp_path_factory.mktemp("run"), spans)


@pytest.fixture(scope="module")
def longer_run(tmp_path_factory):
    """The same with 6,000 steps."""
    root = f"{100_000:016x}"
    spans = [span(1, number, root if number else None, failed=number == 900) for number in range(6_000)]
    return rendered(tmp_path_factory.mktemp("longer"), spans)


def call(number):
    """A model call of its own."""
    prose = " ".join(f"prose{number}x{place}" for place in range(90))
    said = {
        "gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-4o",
        "gen_ai.input.messages": json.dumps([{"role": "user", "parts": [{"type": "text", "content": f"ask {prose}"}]}]),
        "gen_ai.output.messages": json.dumps([{"role": "assistant", "parts": [{"type": "text", "content": prose}]}]),
    }  # fmt: skip
    attributes = [{"key": key, "value": {"stringValue": value}} for key, value in said.items()]
    counts = {"gen_ai.usage.input_tokens": 400 + number, "gen_ai.usage.output_tokens": 90}
    attributes += [{"key": key, "value": {"intValue": str(value)}} for key, value in counts.items()]
    return {**span(2, number, f"{200_000:016x}" if number else None), "name": "chat", "attributes": attributes}


def tool(number):
    """A tool that ran after a call."""
    said = {
        "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "find_order",
        "gen_ai.tool.call.result": " ".join(f"found{number}x{place}" for place in range(90)),
    }  # fmt: skip
    attributes = [{"key": key, "value": {"stringValue": value}} for key, value in said.items()]
    return {**span(2, number, f"{200_000:016x}"), "name": "execute_tool find_order", "attributes": attributes}


def calls(folder, count):
    return rendered(folder, [span(2, 0), *(call(number) if number % 2 else tool(number) for number in range(1, count))])


@pytest.fixture(scope="module")
def many_calls(tmp_path_factory):
    """A run of 400 model calls, and as many tools."""
    return calls(tmp_path_factory.mktemp("calls"), 800)


@pytest.fixture(scope="module")
def more_calls(tmp_path_factory):
    """The same with 1,600."""
    return calls(tmp_path_factory.mktemp("more"), 3_200)


@pytest.fixture(scope="module")
def many_traces(tmp_path_factory):
    """600 traces, of which the 500th failed."""
    return rendered(tmp_path_factory.mktemp("list"), [span(trace, 1, failed=trace == 500) for trace in range(1, 601)])


@pytest.mark.parametrize("fixture", ["long_run", "many_traces"])
def test_the_text_keeps_every_rule(request, fixture):
    assert check(request.getfixturevalue(fixture).read_text(encoding="utf-8")) == []


def test_a_packed_step_is_shown_by_its_address(long_run, open_page):
    opened = open_page(long_run, f"#s-{100_700:016x}")
    detail = opened.page.locator("article:visible")
    detail.get_by_text("word1x700x99").first.wait_for()
    assert detail.locator("h3").inner_text() == "step 700"
    opened.is_quiet()


def test_keys_walk_over_packed_steps(long_run, open_page):
    opened = open_page(long_run, f"#s-{100_700:016x}")
    opened.page.locator("article:visible", has_text="word1x700x99").wait_for()
    opened.page.keyboard.press("ArrowDown")
    opened.page.locator("article:visible", has_text="word1x701x99").wait_for()
    opened.is_quiet()


def test_search_finds_what_is_packed(long_run, open_page):
    opened = open_page(long_run)
    opened.page.locator(".search").fill("word1x1203x5")
    opened.page.keyboard.press("Enter")
    opened.page.locator("article:visible", has_text="word1x1203x99").wait_for()
    opened.is_quiet()


def test_a_long_list_draws_what_is_in_sight(long_run, open_page):
    opened = open_page(long_run)
    opened.page.locator(".graph-panel [role=tab]:text-is('Waterfall')").click()
    rows = opened.page.locator(".waterfall a.row")
    rows.first.wait_for()
    row = opened.page.locator(".waterfall a.row", has_text="step 1200").first
    opened.page.locator(".waterfall").hover()
    for _ in range(100):
        opened.page.mouse.wheel(0, 600)
        # Two boxes hold the room of what is out of sight.
        opened.page.wait_for_function("() => document.querySelectorAll('.rows > div:not([data-drawn])').length <= 2")
        if row.count():
            break
    row.click()
    opened.page.locator("article:visible", has_text="word1x1200x99").wait_for()
    assert rows.count() < 200, "rows out of sight are taken away"
    opened.is_quiet()


def test_a_long_waterfall_is_one_tree(long_run, open_page):
    opened = open_page(long_run)
    page = opened.page
    tree = page.get_by_role("tree")
    assert tree.count() == 1
    tree.get_by_role("treeitem").first.focus()

    def pressed(key, words):
        page.keyboard.press(key)
        expect(page.locator("a.row:focus")).to_have_attribute("aria-label", words)

    pressed("End", re.compile("^step 1499,"))
    expect(page.locator("a.row:focus")).to_be_in_viewport()
    pressed("ArrowUp", re.compile("^step 1498,"))
    # The root is far above what is drawn.
    pressed("ArrowLeft", re.compile("^step 0,"))
    for _ in range(60):
        page.keyboard.press("ArrowDown")
    pressed("ArrowDown", re.compile("^step 61,"))
    pressed("Home", re.compile("^step 0,"))
    page.keyboard.press("ArrowLeft")
    expect(tree.get_by_role("treeitem")).to_have_count(1)
    expect(tree.get_by_role("treeitem")).to_have_attribute("aria-expanded", "false")
    # What is looked for is unfolded.
    page.keyboard.press("e")
    expect(page.locator(".waterfall a.row.selected")).to_be_in_viewport()
    expect(page.locator(".waterfall a.row.selected")).to_have_attribute("aria-label", re.compile("^step 900,"))
    opened.is_quiet()


def test_the_document_holds_no_more_of_a_long_run(long_run, longer_run, open_page):
    counts = []
    for path in (long_run, longer_run):
        opened = open_page(path)
        opened.page.locator(".graph-panel [role=tab]:text-is('Waterfall')").click()
        opened.page.locator(".waterfall a.row").first.wait_for()
        opened.page.evaluate("() => document.activeElement.blur()")
        opened.page.keyboard.press("Home")
        for _ in range(30):
            opened.page.keyboard.press("ArrowDown")
        opened.page.locator("article:visible", has_text="word1x30x99").wait_for()
        opened.settle()
        counts.append(opened.page.evaluate("() => document.querySelectorAll('*').length"))
        opened.is_quiet()
    assert counts[1] < counts[0] + 300


def test_no_view_holds_more_of_a_long_run(many_calls, more_calls, open_page):
    counts = []
    for path in (many_calls, more_calls):
        opened = open_page(path)
        for tab in opened.page.locator(".graph-panel [role=tab]").all():
            tab.click()
            opened.page.locator(".graph-panel .view:visible:not([data-part])").wait_for()
            opened.settle()
        counts.append(opened.page.evaluate("() => document.querySelectorAll('*').length"))
        opened.is_quiet()
    assert counts[1] < counts[0] + 600


def test_the_table_of_a_long_chart_draws_what_is_in_sight(more_calls, open_page):
    opened = open_page(more_calls)
    opened.page.locator(".graph-panel [role=tab]:text-is('Charts')").click()
    table = opened.page.locator(".chart details.data").first
    table.locator("summary").click()
    table.locator("tbody tr").first.wait_for()
    frame = table.locator(".table-scroll")
    last = f"a[href='#s-{203_199:016x}']"
    for _ in range(100):
        frame.evaluate("(element) => { element.scrollTop = element.scrollHeight; }")
        opened.settle()
        if frame.locator(last).count():
            break
    frame.locator(last).first.wait_for()
    assert frame.locator("tbody tr").count() < 300, "rows out of sight are taken away"
    opened.is_quiet()


def test_the_members_of_a_packed_node_are_listed(more_calls, open_page):
    opened = open_page(more_calls, f"#s-{201_399:016x}/members")
    opened.page.locator(".members-head:visible").get_by_text("700 of 1600").wait_for()
    opened.is_quiet()


@pytest.fixture
def slow(long_run):
    """The address of a page of which the second half comes when `rest` is set."""
    page, rest = long_run.read_bytes(), threading.Event()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            # The cut is within the last of the packed blocks.
            cut = page.rindex(b"data-first=") + 2_000
            self.wfile.write(page[:cut])
            self.wfile.flush()
            rest.wait(60)
            self.wfile.write(page[cut:])

        def log_message(self, *arguments):
            """Says nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", rest
    rest.set()
    server.shutdown()


def test_a_page_can_be_used_before_it_is_read_to_its_end(slow, browser):
    address, rest = slow
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(f"{address}#s-{100_003:016x}", wait_until="commit")
    page.locator("article:visible", has_text="word1x3x99").wait_for()
    assert page.evaluate("() => document.readyState") == "loading"
    # What is not there yet is waited for.
    page.locator(".search").fill("word1x1499x7")
    page.keyboard.press("Enter")
    rest.set()
    page.locator("article:visible", has_text="word1x1499x99").wait_for()
    page.context.close()


def test_a_failed_step_can_be_read_without_scripts(long_run, open_page):
    page = open_page(long_run, java_script_enabled=False).page
    assert page.get_by_text("boom 1", exact=True).first.is_visible()
    assert "more, packed to keep the file small" in page.inner_text("body")
    assert not re.search(r"[A-Za-z0-9+/]{150}", page.inner_text("body"))


def test_a_page_within_a_frame_unpacks_its_steps(long_run, tmp_path, browser):
    outer = tmp_path / "outer.html"
    inner = html.escape(long_run.read_text(encoding="utf-8"))
    frame = f'<iframe sandbox="allow-scripts" width="1300" height="800" srcdoc="{inner}"></iframe>'
    outer.write_text(f"<!doctype html>{frame}", encoding="utf-8")
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(outer.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator(".search").fill("word1x700x7")
    frame.locator(".search").press("Enter")
    frame.locator("article:visible", has_text="word1x700x99").wait_for()
    page.context.close()


def test_a_packed_trace_is_opened_from_the_list(many_traces, open_page):
    opened = open_page(many_traces)
    expect(opened.page.locator(".overview .count")).to_have_text("600 of 600 traces")
    opened.page.click(".overview .fold button")
    link = opened.page.locator(f".overview a[href='#t-{450:032x}']")
    link.click()
    opened.page.locator("article:visible", has_text="word450x1x99").wait_for()
    opened.page.go_back()
    link.wait_for()
    opened.is_quiet()


def test_a_step_of_a_packed_trace_has_an_address(many_traces, open_page):
    opened = open_page(many_traces, f"#s-{550 * 100_000 + 1:016x}")
    opened.page.locator("article:visible", has_text="word550x1x99").wait_for()
    opened.is_quiet()


def test_of_many_traces_the_failed_one_can_be_read_without_scripts(many_traces, open_page):
    page = open_page(many_traces, java_script_enabled=False).page
    assert page.get_by_text("boom 500", exact=True).first.is_visible()
