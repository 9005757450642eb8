"""The prompt of a call on a page: what opens in place, copies that can be run, the comparison with another call.

    TRACEPAGE_BINARY=FILE .build-browser/venv/bin/python -m pytest Tests/Browser/test_prompt.py
"""

import http.server
import json
import os
import shutil
import subprocess
import sys
import threading

import pytest
from places import BINARY, NO_BINARY
from playwright.sync_api import expect

pytestmark = pytest.mark.skipif(BINARY is None, reason=NO_BINARY)

CLIPBOARD = """
window.copied = [];
Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied.push(text); } } });
"""
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
ODD = "**Bold**, `code` & <b>:\n  two spaces\n\n\n1. list\n“$HOME” \\n \U0001f600\n"
TOOLS = [{"type": "function", "function": {
    "name": "refund", "description": "Gives money back",
    "parameters": {"type": "object", "properties": {"amount": {"type": "number"}}}}}]  # fmt: skip


def rules(limit):
    return {"role": "system", "content": f"Be kind.\nRefund up to {limit} alone.\nEnd with thanks."}


def conversations():
    """Three requests: the second goes on from the first, the third with another limit in its rules."""
    asked = [
        {"role": "user", "content": [{"type": "text", "text": ODD},
                                     {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{PIXEL}"}}]},
    ]  # fmt: skip
    call = {"role": "assistant", "content": None, "tool_calls": [
        {"id": "call_1", "type": "function", "function": {"name": "refund", "arguments": '{"amount": 300}'}}]}  # fmt: skip
    after = [*asked, call, {"role": "tool", "tool_call_id": "call_1", "content": "paid back"}]
    said = {"role": "assistant", "content": "It is paid back."}
    last = [*after, said, {"role": "user", "content": "Thank you."}]
    return [([rules("$50"), *asked], call), ([rules("$50"), *after], said),
            ([rules("$500"), *last], {"role": "assistant", "content": "Thank you too."})]  # fmt: skip


def request_body(messages):
    return {"model": "gpt-4o", "temperature": 0.2, "messages": messages, "tools": TOOLS}


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("prompt")
    lines = []
    for number, (messages, reply) in enumerate(conversations(), start=1):
        lines.append(json.dumps({
            "request": {"method": "POST", "url": "https://api.openai.com/v1/chat/completions", "body": request_body(messages)},
            "response": {"status": 200, "body": {
                "id": f"chatcmpl-{number}", "object": "chat.completion", "created": 1763647392 + number, "model": "gpt-4o",
                "choices": [{"index": 0, "message": reply, "finish_reason": "stop"}],
                "usage": {"prompt_tokens": 100 * number, "completion_tokens": 5, "total_tokens": 100 * number + 5}}},
        }))  # fmt: skip
    source, path = folder / "calls.jsonl", folder / "page.html"
    source.write_text("\n".join(lines), encoding="utf-8")
    subprocess.run([BINARY, source, "-o", path], check=True, capture_output=True)
    return path


def copied(opened, label):
    opened.page.locator(".span:visible .copy-as button", has_text=label).click()
    return opened.eventually(lambda: opened.page.evaluate("copied.pop() ?? ''"))


def received(command, environment):
    """What a server on this machine is asked by a command that finds it through its environment."""
    seen = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            seen.append((self.path, dict(self.headers), json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    env = {"PATH": os.environ["PATH"], "no_proxy": "127.0.0.1", **environment(address)}
    subprocess.run(["bash", "-s"], input=command.encode(), env=env, check=True, capture_output=True, timeout=60)
    server.shutdown()
    return seen[0]


def test_an_unchanged_history_opens_in_place_by_one_click(page, open_page):
    opened = open_page(page, "#s-chatcmpl-3", viewport={"width": 1400, "height": 1400})
    history = opened.page.locator(".span:visible .sg.role-history")
    history.locator("> summary").click()
    expect(history.locator(".run > .sg")).to_have_count(3)
    history.locator(".run > .sg > summary", has_text="Tool").click()
    expect(history.locator("pre", has_text="paid back")).to_be_visible()
    opened.is_quiet()


def test_an_unchanged_message_opens_as_itself_and_holds_no_second_line(page, open_page):
    opened = open_page(page, "#s-chatcmpl-2", viewport={"width": 1400, "height": 1400})
    system = opened.page.locator(".span:visible .sg.role-system.same")
    system.locator("> summary").click()
    expect(system.locator(".said", has_text="Refund up to $50 alone.")).to_be_visible()
    expect(system.locator(".sg")).to_have_count(0)
    opened.is_quiet()


def test_no_message_of_a_prompt_is_cut(page, open_page):
    opened = open_page(page, "#s-chatcmpl-1")
    shown = opened.page.locator(".span:visible .saw .said", has_text="list")
    expect(shown).to_be_visible()
    assert shown.evaluate("(said) => said.clientHeight") > 90
    assert shown.evaluate("(said) => said.scrollHeight <= said.clientHeight + 1")


def test_a_copied_text_has_its_hidden_characters_and_written_marks_have_a_bound(tmp_path, open_page):
    text = "a" + "\u200b" * 12 + "b \u202ec, and written out \u27e6U+0041 \u00d79999999\u27e7."
    asked = [{"role": "user", "content": "Why?"}, {"role": "assistant", "content": text}]
    source, path = tmp_path / "chat.json", tmp_path / "page.html"
    source.write_text(json.dumps({"messages": asked}), encoding="utf-8")
    subprocess.run([BINARY, source, "-o", path], check=True, capture_output=True)
    opened = open_page(path, first_script=CLIPBOARD)
    box = opened.page.locator(".detail-panel .text-box:visible", has_text="written out").first
    box.hover()
    box.locator(".text-bar button", has_text="Copy").click()
    assert opened.eventually(lambda: opened.page.evaluate("copied.pop() ?? ''")) == text


@pytest.mark.skipif(not shutil.which("curl"), reason="left out: there is no curl")
def test_curl_sends_the_recorded_messages_tools_and_settings(page, open_page):
    opened = open_page(page, "#s-chatcmpl-3", first_script=CLIPBOARD)
    command = copied(opened, "curl")
    path, headers, body = received(command, lambda address: {"OPENAI_BASE_URL": address, "OPENAI_API_KEY": "fake-key"})
    assert path == "/chat/completions"
    assert headers["Authorization"] == "Bearer fake-key"
    messages = json.loads(json.dumps(body["messages"]))
    wanted = conversations()[2][0]
    for message in messages:
        # Arguments are JSON in a string: they may be spaced in another way.
        for call in message.get("tool_calls", []):
            call["function"]["arguments"] = json.dumps(json.loads(call["function"]["arguments"]))
    assert messages == wanted
    assert body["tools"] == TOOLS
    assert (body["model"], body["temperature"]) == ("gpt-4o", 0.2)


def test_python_compiles_and_holds_no_key(page, open_page, tmp_path):
    opened = open_page(page, "#s-chatcmpl-2", first_script=CLIPBOARD)
    program = copied(opened, "Python")
    (tmp_path / "call.py").write_text(program, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "py_compile", str(tmp_path / "call.py")], check=True)
    assert "client.chat.completions.create(" in program
    assert "api_key" not in program


def test_markdown_by_key_tells_roles_calls_and_results(page, open_page):
    opened = open_page(page, "#s-chatcmpl-3", first_script=CLIPBOARD)
    expect(opened.page.locator(".copy-as").first).to_be_attached()
    opened.page.keyboard.press("m")
    text = opened.eventually(lambda: opened.page.evaluate("copied.pop() ?? ''"))
    assert text.startswith("### #3 gpt-4o\n")
    assert "calls **refund**" in text
    assert ODD in text
    assert "paid back" in text


def test_the_comparison_has_both_calls_in_its_address(page, open_page):
    opened = open_page(page, "#s-chatcmpl-3")
    opened.page.locator(".compare-link:visible").click()
    expect(opened.page.locator(".comparison tr", has_text="System prompt")).to_contain_text("$50 → $500")
    assert opened.page.url.endswith("#s-chatcmpl-3/compare?with=s-chatcmpl-2")
    opened.page.get_by_label("The call to compare with").select_option("s-chatcmpl-1")
    expect(opened.page.locator(".comparison thead")).to_contain_text("#1")
    assert opened.page.url.endswith("?with=s-chatcmpl-1")
    again = open_page(page, "#s-chatcmpl-3/compare?with=s-chatcmpl-1")
    expect(again.page.locator(".comparison thead")).to_contain_text("#1")
    again.is_quiet()


def test_each_text_can_be_read_as_it_was_written(page, open_page):
    opened = open_page(page, "#s-chatcmpl-1", viewport={"width": 1400, "height": 1400})
    box = opened.page.locator(".span:visible .sg.role-user .text-box")
    box.hover()
    box.get_by_role("button", name="Plain").click()
    assert box.locator("pre.source").text_content() == ODD
    box.get_by_role("button", name="Plain").click()
    expect(box.locator("strong")).to_be_visible()


def test_without_scripts_what_is_the_same_is_a_link_and_what_changed_is_told(page, open_page):
    opened = open_page(page, java_script_enabled=False)
    article = opened.page.locator("[id='s-chatcmpl-3']")
    text = article.text_content()
    assert "The system prompt changed between #2 and #3" in text
    assert article.locator("ins").text_content() == "$500"
    assert article.locator(".sg.same a").first.get_attribute("href") == "#s-chatcmpl-2"
