"""The GitHub action, run as its runner would run it, against a server on this machine."""

import hashlib
import os
import pathlib
import shutil
import xml.etree.ElementTree as ElementTree

import pytest

from runner import TOP, Runner, Server

EXAMPLE = TOP / "examples" / "returns-policy"
FAILING = "finding(answer-follows-other-document)"
WHEEL_NAME = "tracepage-1.2.3-py3-none-manylinux_2_17_x86_64.musllinux_1_1_x86_64.whl"


@pytest.fixture(scope="session")
def wheel():
    return pathlib.Path(os.environ["TRACEPAGE_WHEEL"])


@pytest.fixture
def server():
    with Server() as server:
        yield server


@pytest.fixture
def runner(tmp_path, server):
    (tmp_path / "runs" / "night 1").mkdir(parents=True)
    shutil.copy(EXAMPLE / "trace.json", tmp_path / "runs" / "night 1" / "trace.json")
    shutil.copy(EXAMPLE / "fixed.json", tmp_path / "runs" / "fixed.json")
    return Runner(tmp_path, server, {"pull_request": {"number": 12}})


def test_a_failing_rule_fails_the_job_after_page_summary_and_comment(runner, server, wheel, tmp_path):
    result = runner.run(paths="runs/**/*.json", fail_on=FAILING, junit="out/junit.xml", wheel=str(wheel))
    assert result.code == 1 and result.outputs["result"] == "failed"
    ((name, page),) = runner.uploads
    assert name == "tracepage.html" and b"electronics" in page
    assert "1 of 1 rules failed" in result.summary or "1 of 1 rule failed" in result.summary, result.summary
    assert "::error " in result.text
    (comment,) = server.comments
    assert comment["body"].startswith("<!-- tracepage check: traces -->\n")
    assert "(https://ci.example.com/artifacts/7#s-" in comment["body"]
    (case,) = ElementTree.parse(tmp_path / "out" / "junit.xml").iter("testcase")
    assert case.find("failure") is not None


def test_the_next_run_updates_the_same_comment(runner, server, wheel):
    quoted = {"id": 91, "user": {"login": "someone"}, "body": "<!-- tracepage check: traces -->\nnot ours"}
    other = {"id": 92, "user": {"login": "github-actions[bot]"}, "body": "<!-- tracepage check: more -->\nours, of another suite"}
    server.comments += [quoted, other] + [{"id": 1000 + n, "user": None, "body": "talk"} for n in range(150)]
    runner.run(paths="runs/night 1/*", fail_on=FAILING, wheel=str(wheel))
    result = runner.run(paths="runs/fixed.json", fail_on=FAILING, wheel=str(wheel))
    assert result.code == 0 and result.outputs["result"] == "passed"
    assert len(server.comments) == 153 and "failed" not in server.comments[-1]["body"]
    assert quoted["body"].endswith("not ours") and other["body"].endswith("of another suite")
    assert [method for method, _ in server.asked if method != "GET"] == ["POST", "PATCH"]


def test_a_job_that_may_go_on_reports_the_result(runner, wheel):
    result = runner.run(paths="runs/night 1/trace.json", fail_on=FAILING, fail="false", wheel=str(wheel))
    assert result.code == 0 and result.outputs["result"] == "failed"


def test_without_rules_the_summary_has_the_figures_and_nothing_is_commented(runner, server, wheel):
    result = runner.run(paths="runs/fixed.json", wheel=str(wheel))
    assert result.code == 0 and result.outputs["result"] == "none" and server.asked == []
    assert "| outcome |" in result.summary and "https://ci.example.com/artifacts/7" in result.summary


def test_a_comment_that_may_not_be_written_is_a_warning(runner, server, wheel):
    server.refuse = 403
    result = runner.run(paths="runs/fixed.json", fail_on=FAILING, wheel=str(wheel))
    assert result.code == 0 and "::warning title=tracepage::no comment: the server answered 403" in result.text


@pytest.mark.parametrize("event", [{"ref": "refs/heads/main"}, {"issue": {"number": 3}}])
def test_an_event_without_a_pull_request_gets_no_comment(tmp_path, server, wheel, event):
    shutil.copy(EXAMPLE / "fixed.json", tmp_path / "fixed.json")
    result = Runner(tmp_path, server, event).run(paths="fixed.json", fail_on=FAILING, wheel=str(wheel))
    assert result.code == 0 and server.asked == [] and "not about a pull request" in result.text


def test_the_release_is_taken_where_its_checksum_is_right(runner, server, wheel):
    content = wheel.read_bytes()
    server.files[f"/OWNER/tracepage/releases/download/v1.2.3/{WHEEL_NAME}"] = content
    digest = hashlib.sha256(content).hexdigest()
    result = runner.run(paths="runs/fixed.json", version="1.2.3", sha256=digest)
    assert result.code == 0 and "tracepage 0." in result.text
    wrong = runner.run(paths="runs/fixed.json", version="1.2.3", sha256="0" * 64)
    assert wrong.code != 0 and "does not have the checksum" in wrong.text and wrong.outputs["result"] == ""


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"version": "1; touch hit", "sha256": "0" * 64}, "not a release's number"),
        ({"version": "1.2.3", "sha256": "$(touch hit)"}, "not a SHA-256"),
        ({}, "pins no release"),
    ],
)
def test_what_cannot_be_installed_is_said(runner, tmp_path, inputs, words):
    result = runner.run(paths="runs/fixed.json", **inputs)
    assert result.code != 0 and words in result.text and not (tmp_path / "hit").exists()


def test_text_of_inputs_is_never_a_command(runner, tmp_path, wheel):
    hostile = '"; touch hit; $(touch hit) `touch hit` #'
    name = "$(touch hit) `touch hit`.json"
    shutil.copy(EXAMPLE / "trace.json", tmp_path / "runs" / name)
    shutil.copy(EXAMPLE / "trace.json", tmp_path / "--help.json")
    result = runner.run(
        paths=f"runs/*touch*\n*.json\n{hostile}", fail_on="errors > 0", name=hostile, page="out dir/page.html", wheel=str(wheel)
    )
    assert result.code == 0 and runner.uploads[0][0] == "page.html"
    assert not [path for path in tmp_path.rglob("hit*")]


def test_a_wrong_rule_and_a_path_without_a_file_are_errors(runner, wheel):
    wrong = runner.run(paths="runs/fixed.json", fail_on="errors >>", wheel=str(wheel))
    assert wrong.code == 2 and wrong.outputs["result"] == ""
    missing = runner.run(paths="nothing/*.json", wheel=str(wheel))
    assert missing.code == 1 and "no file matches" in missing.text
