"""Spans into a file, in processes of their own: the global provider is set once in a process."""

import json
import subprocess
import sys
import textwrap
import threading

import tracepage
from tracepage.otel import FileSpanExporter


def python(program, *arguments):
    script = textwrap.dedent(program)
    subprocess.run([sys.executable, "-c", script, *map(str, arguments)], check=True, timeout=60)


def names(path):
    rows = [json.loads(line) for line in path.read_bytes().splitlines()]
    return [
        span["name"]
        for row in rows
        for group in row["resourceSpans"]
        for scope in group["scopeSpans"]
        for span in scope["spans"]
    ]


def test_a_recorded_openai_call_becomes_a_page(tmp_path, examples, free_port):
    program = """
        import sys
        sys.path.insert(0, sys.argv[2])
        import openai
        from common import stub_server
        from openinference.instrumentation.openai import OpenAIInstrumentor
        from tracepage.otel import record

        record(sys.argv[1])
        OpenAIInstrumentor().instrument()
        stub_server.PORT = int(sys.argv[3])
        with stub_server.StubServer(lambda _: stub_server.Reply(text="Within 15 days."), None, 0, 0):
            client = openai.OpenAI(base_url=f"http://localhost:{sys.argv[3]}/v1", api_key=stub_server.FAKE_KEY)
            client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": "When?"}])
    """
    trace = tmp_path / "folder" / "trace.jsonl"
    python(program, trace, examples, free_port)
    assert names(trace) == ["ChatCompletion"]
    page = tracepage.render(trace).read_text("utf-8")
    assert "Within 15 days." in page and "When?" in page


def test_a_provider_that_the_program_set_is_kept(tmp_path):
    program = """
        import sys
        from opentelemetry import trace
        from opentelemetry.sdk.trace import TracerProvider
        from tracepage.otel import record

        own = TracerProvider()
        trace.set_tracer_provider(own)
        assert record(sys.argv[1]) is own
        with trace.get_tracer("t").start_as_current_span("mine"):
            pass
    """
    python(program, tmp_path / "trace.jsonl")
    assert names(tmp_path / "trace.jsonl") == ["mine"]


def test_threads_share_a_file(tmp_path, spans):
    exporter = FileSpanExporter(tmp_path / "trace.jsonl")
    threads = [threading.Thread(target=lambda: [exporter.export(spans) for _ in range(50)]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names(tmp_path / "trace.jsonl")) == 8 * 50 * len(spans)


def test_a_file_that_cannot_be_written_is_a_failed_export(tmp_path, spans):
    (tmp_path / "file").write_text("")
    result = FileSpanExporter(tmp_path / "file" / "trace.jsonl").export(spans)
    assert result.name == "FAILURE"
