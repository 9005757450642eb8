"""The recipes of `examples/ci`: valid by their host's schema, and their commands do what they say.

The hosts themselves are not here. `pip` is a stand-in that installs nothing: the program is on the path already.
"""

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import pytest
import yaml

import tracepage
from runner import TOP

RECIPES = TOP / "examples" / "ci"
SCHEMAS = {
    "azure-pipelines.yml": "vendor.azure-pipelines",
    "buildkite.yml": "vendor.buildkite",
    "circleci.yml": "vendor.circle-ci",
    "github.yml": "vendor.github-workflows",
    "github-claude.yml": "vendor.github-workflows",
    "gitlab.yml": "vendor.gitlab-ci",
}


def commands(name: str) -> list[str]:
    """What the recipe has its host run, in order."""
    text = (RECIPES / name).read_text("utf-8")
    if name == "Jenkinsfile":
        return re.findall(r"^ *sh '(.*)'$", text, re.MULTILINE)
    recipe = yaml.safe_load(text)
    if name == "gitlab.yml":
        return recipe["traces"]["script"]
    if name == "buildkite.yml":
        return [recipe["steps"][0]["command"].replace("$$", "$")]
    if name == "circleci.yml":
        return [step["run"] for step in recipe["jobs"]["traces"]["steps"] if "run" in step]
    return [step["script"] for step in recipe["steps"] if "script" in step]


def folder(tmp_path, trace: str):
    """A checkout with a trace, and stand-ins for what the hosts provide."""
    tools, work = tmp_path / "tools", tmp_path / "work"
    (work / "runs").mkdir(parents=True)
    shutil.copy(TOP / "examples" / trace / "trace.json", work / "runs")
    tools.mkdir()
    program = tracepage.find_program()
    stand_ins = {
        "pip": "exit 0",
        "buildkite-agent": 'echo "$@" > annotated.txt; cat >> annotated.txt',
        "python3": f'if [ "$2" = venv ]; then mkdir -p "$3/bin"; ln -s {program} "$3/bin/"; ln -s "$(command -v pip)" "$3/bin/"; fi',
    }
    for name, script in stand_ins.items():
        (tools / name).write_text(f"#!/bin/bash\n{script}\n")
        (tools / name).chmod(0o755)
    (tools / "tracepage").symlink_to(program)
    return tools, work


def run(name, tmp_path, trace):
    tools, work = folder(tmp_path, trace)
    environment = {"PATH": f"{tools}:/usr/bin:/bin", "CI_JOB_URL": "https://ci.example.com/jobs/1"}
    for command in commands(name):
        done = subprocess.run(["bash", "-e", "-c", command], cwd=work, env=environment, capture_output=True, text=True)
        if done.returncode:
            return done.returncode, work
    return 0, work


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_recipe_is_valid_by_its_hosts_schema(name):
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", SCHEMAS[name], str(RECIPES / name)]
    done = subprocess.run(check, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_action_and_its_workflows_give_an_attacker_no_hold():
    files = [TOP / "action.yml", RECIPES / "github.yml"]
    audit = [sys.executable, "-m", "zizmor", "--offline", "--no-progress", *map(str, files)]
    done = subprocess.run(audit, capture_output=True, text=True)
    findings = re.findall(r"^error\[([\w-]+)\]", done.stdout + done.stderr, re.MULTILINE)
    # OWNER/tracepage is a placeholder, so it has no hash to pin.
    assert findings in ([], ["unpinned-uses"]), done.stdout


@pytest.mark.parametrize("name", ["Jenkinsfile", "azure-pipelines.yml", "buildkite.yml", "circleci.yml", "gitlab.yml"])
def test_its_commands_render_and_judge(name, tmp_path):
    code, work = run(name, tmp_path / "right", "returns-policy")
    assert code == 0 and [*work.rglob("tracepage.html")]
    code, work = run(name, tmp_path / "wrong", "agent-tools")
    assert code == 1 and [*work.rglob("tracepage.html")]
    (report,) = work.rglob("tracepage.xml")
    assert [case for case in ElementTree.parse(report).iter("testcase") if case.find("failure") is not None]
    if name == "buildkite.yml":
        assert (work / "annotated.txt").read_text().startswith("annotate --context tracepage --style error\n<!-- tracepage")
