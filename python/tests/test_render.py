"""`tracepage.render` and the program that the wheel installed."""

import json
import logging
import subprocess
import sys

import pytest

import tracepage
from tracepage import otlp


def test_a_file_gives_the_page_of_the_program(examples, tmp_path):
    trace = examples / "returns-policy" / "trace.json"
    page = tracepage.render(trace, tmp_path / "page.html", title="Returns", theme="dark")
    by_hand = tmp_path / "by-hand.html"
    arguments = ["render", str(trace), "-o", str(by_hand), "--title", "Returns", "--theme", "dark"]
    subprocess.run([tracepage.find_program(), *arguments], check=True)
    assert page.read_bytes() == by_hand.read_bytes()


def test_the_page_lies_beside_its_trace_unless_told_otherwise(examples, tmp_path):
    copy = tmp_path / "run.json"
    copy.write_bytes((examples / "returns-policy" / "trace.json").read_bytes())
    assert tracepage.render(str(copy)) == tmp_path / "run.html"
    assert (tmp_path / "run.html").exists()


def test_spans_a_value_and_bytes_give_the_same_page(spans, tmp_path):
    request = otlp.encode_spans(spans)
    sources = {"spans": spans, "value": request, "bytes": json.dumps(request).encode()}
    pages = {name: tracepage.render(source, tmp_path / f"{name}.html") for name, source in sources.items()}
    assert len({page.read_bytes() for page in pages.values()}) == 1
    assert "search" in pages["spans"].read_text("utf-8")


def test_messages_are_a_trace_too(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = tracepage.render([{"role": "user", "content": "Why?"}, {"role": "assistant", "content": "Because."}])
    assert str(page) == "trace.html" and "Because." in page.read_text("utf-8")


def test_options_reach_the_program(examples, tmp_path):
    trace = examples / "returns-policy" / "trace.json"
    plain = tracepage.render(trace, tmp_path / "plain.html", redact=False, keep_trace=False).read_text("utf-8")
    assert "dana.whitfield@example.com" in plain
    assert "dana.whitfield@example.com" not in tracepage.render(trace, tmp_path / "safe.html").read_text("utf-8")
    with pytest.raises(tracepage.TracepageError):
        tracepage.run(["extract", str(tmp_path / "plain.html")])
    folder = tracepage.render(trace, tmp_path / "folder", split=True)
    assert (folder / "index.html").exists()


def test_what_the_program_refuses_is_an_error_with_its_words(tmp_path):
    with pytest.raises(tracepage.TracepageError, match="no such file") as caught:
        tracepage.render(tmp_path / "missing.json")
    assert caught.value.code == 2
    with pytest.raises(ValueError, match="empty"):
        tracepage.render([])


def test_a_path_that_looks_like_an_option_is_a_path(tmp_path, monkeypatch, examples):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "--strict.json").write_bytes((examples / "returns-policy" / "trace.json").read_bytes())
    assert tracepage.render("--strict.json", "page.html").exists()


def test_remarks_go_to_the_logger(examples, tmp_path, caplog):
    caplog.set_level(logging.INFO, "tracepage")
    tracepage.render(examples / "returns-policy" / "trace.json", tmp_path / "page.html")
    assert "redact" in caplog.text.lower() or "e-mail" in caplog.text


def test_the_module_is_the_program():
    said = subprocess.run([sys.executable, "-m", "tracepage", "--version"], capture_output=True, text=True, check=True)
    assert said.stdout == tracepage.run(["--version"]).stdout.decode()
