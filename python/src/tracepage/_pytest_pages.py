"""Records each test and renders its page, in the process that runs the test."""

import hashlib
import os
import re
from pathlib import Path
from typing import Any, Generator, List, Tuple
from weakref import WeakSet

import pytest
from opentelemetry import trace

from tracepage import _test_trace
from tracepage._program import TracepageError
from tracepage._recorder import SpanRecorder
from tracepage._render import render
from tracepage.otel import add_span_processor

Phase = Tuple["pytest.CallInfo[None]", pytest.TestReport]


class TestPages:
    """Plugin: from a test's first span to its page and to the reports that name it."""

    def __init__(self, config: pytest.Config, mode: str, folder: Path):
        self.config, self.mode, self.folder = config, mode, folder
        self.recorder = SpanRecorder()
        self._providers: "WeakSet[Any]" = WeakSet()
        self._phases: List[Phase] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        self._phases = []
        if not isinstance(trace.get_tracer_provider(), trace.ProxyTracerProvider):
            self._listen()
        self.recorder.begin()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_call(self, item: pytest.Item) -> None:
        # Only now, when the fixtures have run, is it certain that the program sets no provider of its own.
        self._listen()

    def _listen(self) -> None:
        """Adds the recorder to the global provider, once for each provider that there was."""
        if trace.get_tracer_provider() in self._providers:
            return
        try:
            self._providers.add(add_span_processor(self.recorder))
        except RuntimeError as error:
            self._providers.add(trace.get_tracer_provider())
            self.config.issue_config_time_warning(pytest.PytestWarning(f"tracepage: {error}"), stacklevel=2)

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: "pytest.CallInfo[None]"
    ) -> Generator[None, Any, None]:
        outcome = yield
        report: pytest.TestReport = outcome.get_result()
        self._phases.append((call, report))
        has_page = self._wants_page() and not self.recorder.is_empty
        if report.failed and has_page:
            report.sections.append(("tracepage", str(self._path(item))))
        if call.when == "teardown":
            if has_page:
                self._write(item, report)
            elif self._has_failed():
                report.tracepage_silent = True  # type: ignore[attr-defined]
            self.recorder.take()

    def _has_failed(self) -> bool:
        return any(report.failed for _, report in self._phases)

    def _wants_page(self) -> bool:
        return self.mode == "always" or self._has_failed()

    def _path(self, item: pytest.Item) -> Path:
        """The page's place: the test's name, and a hash of it where the name cannot be a file's."""
        name = re.sub(r"[^A-Za-z0-9_.-]+", "-", item.nodeid).strip("-.")[-100:]
        digest = hashlib.sha256(item.nodeid.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        return self.folder / f"{name}-{digest}.html"

    def _write(self, item: pytest.Item, report: pytest.TestReport) -> None:
        test = _test_trace.TestRun(
            name=item.nodeid,
            start=int(self._phases[0][0].start * 1e9),
            end=int(self._phases[-1][0].stop * 1e9),
            failure=next((_failure(*phase) for phase in self._phases if phase[1].failed), None),
        )
        path = self._path(item)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            render(_test_trace.request(test, self.recorder.take()), path, title=item.nodeid)
        except (OSError, TracepageError) as error:
            report.tracepage_problem = str(error)  # type: ignore[attr-defined]
            return
        report.tracepage_page = path.name  # type: ignore[attr-defined]
        report.user_properties.append(("tracepage", os.path.relpath(path, self.config.rootpath)))
        self._attach_to_html(report, path)
        self._attach_to_allure(path)

    def _attach_to_html(self, report: pytest.TestReport, path: Path) -> None:
        html = self.config.getoption("htmlpath", default=None)
        if not html or not self.config.pluginmanager.hasplugin("html"):
            return
        from pytest_html import extras

        beside = os.path.relpath(path, Path(html).absolute().parent)
        known = getattr(report, "extras", [])
        report.extras = [*known, extras.url(beside, name="tracepage")]  # type: ignore[attr-defined]

    def _attach_to_allure(self, path: Path) -> None:
        if not self.config.pluginmanager.hasplugin("allure_listener"):
            return
        import allure

        allure.attach.file(str(path), name="tracepage", attachment_type=allure.attachment_type.HTML)  # type: ignore[no-untyped-call]


def _failure(call: "pytest.CallInfo[None]", report: pytest.TestReport) -> _test_trace.Failure:
    text = report.longreprtext
    if call.excinfo is None:
        return _test_trace.Failure("Failed", text, text)
    return _test_trace.Failure(call.excinfo.typename, str(call.excinfo.value), text)
