"""`pytest --tracepage` on small suites, each in a process of its own."""

import json
import re
import xml.etree.ElementTree as ElementTree

import pytest

import tracepage

OPENAI = """
    import sys
    sys.path.insert(0, {examples!r})
    import openai, pytest
    from common import stub_server
    from openinference.instrumentation.openai import OpenAIInstrumentor

    stub_server.PORT = {port}
    OpenAIInstrumentor().instrument()

    @pytest.fixture(scope="session")
    def ask():
        with stub_server.StubServer(lambda _: stub_server.Reply(text="Within 60 days."), None, 0, 0):
            client = openai.OpenAI(
                base_url="http://localhost:{port}/v1", api_key=stub_server.FAKE_KEY, max_retries=0)

            def ask(question):
                messages = [{{"role": "user", "content": question}}]
                answer = client.chat.completions.create(model="gpt-4o", messages=messages)
                return answer.choices[0].message.content

            yield ask
"""

BY_HAND = """
    import pytest
    from opentelemetry import trace

    @pytest.fixture
    def ask():
        def ask(question):
            with trace.get_tracer("shop").start_as_current_span("answer") as span:
                span.set_attribute("input", question)
                return "Within 60 days."
        return ask
"""

SUITE = """
    import pytest

    def test_right(ask):
        assert "60 days" in ask("Shirts?")

    def test_wrong(ask):
        assert "15 days" in ask("Headphones?")

    @pytest.mark.parametrize("word", ["a/b", "ä b"])
    def test_error(ask, word):
        ask("Tablets?")
        raise KeyError(word)

    def test_silent():
        assert not "no spans"

    @pytest.mark.xfail
    def test_expected(ask):
        assert ask("Phones?") == ""
"""


@pytest.fixture
def openai_suite(pytester, examples, free_port):
    pytester.makeconftest(OPENAI.format(examples=str(examples), port=free_port))
    pytester.makepyfile(test_shop=SUITE)
    return pytester


@pytest.fixture
def suite(pytester):
    pytester.makeconftest(BY_HAND)
    pytester.makepyfile(test_shop=SUITE)
    return pytester


def run(pytester, *arguments):
    return pytester.runpytest_subprocess("-p", "no:cacheprovider", *arguments)


def pages(pytester, folder="tracepage-report"):
    return {path.name: path for path in (pytester.path / folder).glob("test_*.html")}


def digest(page):
    return tracepage.run(["digest", str(page)]).stdout.decode()


def test_each_failing_test_has_a_page(openai_suite):
    result = run(openai_suite, "--tracepage")
    result.assert_outcomes(passed=1, failed=4, xfailed=1)
    found = pages(openai_suite)
    assert len(found) == 3 and all(re.fullmatch(r"test_shop\.py-test_(wrong|error)[\w-]*\.html", name) for name in found)
    (wrong,) = [path for name, path in found.items() if "wrong" in name]
    said = digest(wrong)
    assert "Headphones?" in said and "Within 60 days." in said and "Shirts?" not in said
    assert "AssertionError" in said and "wrong" in said
    (error, _) = [path for name, path in found.items() if "error" in name]
    assert "KeyError" in digest(error) and "stopped by an error" in digest(error)
    result.stdout.fnmatch_lines(["*test_wrong: tracepage-report*", "1 failed test recorded no spans*"])


def test_always_makes_a_page_for_each_test_with_spans(suite):
    run(suite, "--tracepage=always", "--tracepage-dir=out")
    listed = json.loads((suite.path / "out" / "tests.json").read_text("utf-8"))["tests"]
    assert {entry["page"] for entry in listed} == set(pages(suite, "out"))
    assert [entry["test"] for entry in listed if entry["outcome"] == "passed"] == [
        "test_shop.py::test_expected",
        "test_shop.py::test_right",
    ]


def test_an_index_lists_the_pages(suite):
    has_command = b"\n  index " in tracepage.run(["--help"]).stdout
    result = run(suite, "--tracepage")
    index = suite.path / "tracepage-report" / "index.html"
    assert index.exists() == has_command
    result.stdout.no_fnmatch_line("no page: *")
    if has_command:
        text = index.read_text("utf-8")
        assert all(f'href="{name}' in text for name in pages(suite)) and len(pages(suite)) == 3


def test_the_pages_of_the_last_run_go_and_other_files_stay(suite):
    run(suite, "--tracepage")
    other = suite.path / "tracepage-report" / "notes.html"
    other.write_text("mine")
    run(suite, "--tracepage", "-k", "test_wrong")
    assert len(pages(suite)) == 1 and other.exists()


def test_without_the_option_nothing_is_written(suite):
    result = run(suite)
    assert not (suite.path / "tracepage-report").exists()
    result.stdout.no_fnmatch_line("*tracepage-report*")


def test_the_ini_file_can_ask(suite):
    suite.makeini("[pytest]\ntracepage = failed\ntracepage_dir = pages\n")
    run(suite)
    assert len(pages(suite, "pages")) == 3


def test_workers_of_xdist_write_and_one_process_lists(suite):
    result = run(suite, "--tracepage", "-n2", "--junit-xml=junit.xml", "--html=html/report.html")
    listed = json.loads((suite.path / "tracepage-report" / "tests.json").read_text("utf-8"))["tests"]
    assert {entry["page"] for entry in listed} == set(pages(suite)) and len(listed) == 3
    result.stdout.fnmatch_lines(["*= tracepage =*"])
    assert (suite.path / "html" / "report.html").read_text("utf-8").count("../tracepage-report/") >= 3


def test_reports_of_others_name_the_page(suite):
    run(suite, "--tracepage", "--junit-xml=junit.xml", "--html=html/report.html", "--alluredir=allure")
    cases = ElementTree.parse(suite.path / "junit.xml").iter("testcase")
    properties = {case.get("name"): [p.get("value") for p in case.iter("property")] for case in cases}
    assert properties["test_right"] == properties["test_silent"] == []
    (page,) = properties["test_wrong"]
    assert (suite.path / page).exists()
    assert f"../{page}" in (suite.path / "html" / "report.html").read_text("utf-8")
    results = [json.loads(path.read_text("utf-8")) for path in (suite.path / "allure").glob("*-result.json")]
    attached = {result["name"]: result.get("attachments", []) for result in results}
    (attachment,) = attached["test_wrong"]
    assert attachment["type"] == "text/html" and attached["test_right"] == []
    assert (suite.path / "allure" / attachment["source"]).read_bytes() == (suite.path / page).read_bytes()


def test_a_provider_that_a_fixture_sets_is_listened_to(pytester):
    pytester.makepyfile(
        """
        import pytest
        from opentelemetry import trace
        from opentelemetry.sdk.trace import TracerProvider

        @pytest.fixture
        def app():
            trace.set_tracer_provider(TracerProvider())

        def test_in_app(app):
            with trace.get_tracer("app").start_as_current_span("of the app"):
                assert False
        """
    )
    result = run(pytester, "--tracepage", "-W", "error")
    result.stdout.no_fnmatch_line("*Overriding*")
    ((_, page),) = pages(pytester).items()
    assert "of the app" in page.read_text("utf-8")


def test_a_provider_of_the_test_own_takes_the_processor(pytester):
    pytester.makepyfile(
        """
        from opentelemetry.sdk.trace import TracerProvider

        def test_own(tracepage_processor):
            provider = TracerProvider()
            provider.add_span_processor(tracepage_processor)
            provider.get_tracer("t").start_span("never ended")
            assert False
        """
    )
    run(pytester, "--tracepage")
    ((_, page),) = pages(pytester).items()
    assert "never ended" in page.read_text("utf-8") and "nfinished" in page.read_text("utf-8")


def test_several_traces_of_a_test_are_one_page(suite):
    suite.makepyfile(
        test_shop="""
        def test_two(ask):
            assert ask("First?") != ask("Second?")
        """
    )
    run(suite, "--tracepage")
    ((_, page),) = pages(suite).items()
    summary = json.loads(tracepage.run(["summary", "--format", "json", str(page)]).stdout)
    assert len(summary["traces"]) == 1


def test_a_mode_that_is_none_is_a_wrong_usage(pytester):
    result = run(pytester, "--tracepage", "tests/")
    assert result.ret == 4
    result.stderr.fnmatch_lines(["*before a path write --tracepage=failed*"])
