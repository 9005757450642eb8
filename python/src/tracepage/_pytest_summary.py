"""What a run of tests came to: the list of its pages, their index, and a word at the terminal.

Lives in the one process that hears of all tests, also where others run them (pytest-xdist).
"""

import json
import os
from pathlib import Path
from typing import Any, Dict, List

import pytest

from tracepage._program import TracepageError, run

MANIFEST = "tests.json"


class PageList:
    """Plugin: collects the pages that the tests' reports name."""

    def __init__(self, config: pytest.Config, folder: Path):
        self.config, self.folder = config, folder
        self.pages: Dict[str, str] = {}
        self.failed: Dict[str, bool] = {}
        self.silent: List[str] = []
        self.problems: List[str] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self) -> None:
        """Removes the pages of the last run: only those that its list names."""
        manifest = self.folder / MANIFEST
        try:
            listed = json.loads(manifest.read_text("utf-8"))["tests"]
            names = [str(entry["page"]) for entry in listed]
        except (OSError, ValueError, KeyError, TypeError):
            return
        for name in [*names, "index.html"]:
            if name == os.path.basename(name) and name.endswith(".html"):
                (self.folder / name).unlink(missing_ok=True)
        manifest.unlink()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed[report.nodeid] = self.failed.get(report.nodeid, False) or report.failed
        page = getattr(report, "tracepage_page", None)
        problem = getattr(report, "tracepage_problem", None)
        if page:
            self.pages[report.nodeid] = page
        if problem:
            self.problems.append(f"{report.nodeid}: {problem}")
        if getattr(report, "tracepage_silent", False):
            self.silent.append(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        if not self.pages:
            return
        tests: List[Dict[str, Any]] = [
            {"test": test, "outcome": "failed" if self.failed[test] else "passed", "page": page}
            for test, page in sorted(self.pages.items())
        ]
        text = json.dumps({"tests": tests}, indent=1, ensure_ascii=True) + "\n"
        (self.folder / MANIFEST).write_text(text, "utf-8")
        self._write_index([str(self.folder / str(entry["page"])) for entry in tests])

    def _write_index(self, pages: List[str]) -> None:
        """Writes `index.html` over the pages."""
        try:
            run(["index", "--title=pytest", f"--output={self.folder / 'index.html'}", "--", *pages])
        except (OSError, TracepageError) as error:
            self.problems.append(f"index: {error}")

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        out = terminalreporter
        if not (self.pages or self.silent or self.problems):
            return
        out.section("tracepage")
        where = os.path.relpath(self.folder, Path.cwd())
        for test, page in sorted(self.pages.items()):
            out.line(f"{test}: {os.path.join(where, page)}")
        if (self.folder / "index.html").exists():
            out.line(f"all of them: {os.path.join(where, 'index.html')}")
        for problem in self.problems:
            out.line(f"no page: {problem}")
        if self.silent:
            count = len(self.silent)
            out.line(
                f"{count} failed {'test' if count == 1 else 'tests'} recorded no spans: is an instrumentation on, "
                "and does it use the global tracer provider?"
            )
