"""One browser for all tests, a fresh context for each, and a record of whatever a page should not do."""

import os
import time
from pathlib import Path

import made_pages
import pytest
from places import BINARY, CHROMIUM, NO_BINARY, PATIENCE
from playwright.sync_api import Error, expect, sync_playwright


# Done when two frames were drawn, so that styles, scripts and timers that were due are through.
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"


def pages():
    folder = os.environ.get("TRACEPAGE_PAGES")
    return sorted(Path(folder).rglob("*.html")) if folder else []


def pytest_generate_tests(metafunc):
    """A test that takes `page_path` runs for every page of the folder TRACEPAGE_PAGES."""
    if "page_path" in metafunc.fixturenames:
        found = pages()
        if os.environ.get("TRACEPAGE_PAGES") and not found:
            raise pytest.UsageError("TRACEPAGE_PAGES holds no .html file: render the examples into it first")
        root = Path(os.environ.get("TRACEPAGE_PAGES", "."))
        metafunc.parametrize("page_path", found, ids=[str(path.relative_to(root)) for path in found])


def pytest_terminal_summary(terminalreporter):
    """Ends a run with what was left out of it since something is absent, so that nobody takes less for all."""
    reasons = {report.longrepr[2].removeprefix("Skipped: ") for report in terminalreporter.stats.get("skipped", [])}
    for reason in sorted(reason for reason in reasons if reason.startswith("left out: ")):
        terminalreporter.write_line(reason)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        expect.set_options(timeout=1000 * PATIENCE)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"], timeout=1000 * PATIENCE)
        yield browser
        browser.close()


class Opened:
    """A page in its own context, with everything that it said, asked for or popped up."""

    def __init__(self, browser, path, fragment="", first_script=None, **options):
        self.path = path
        self.is_scripted = options.get("java_script_enabled", True)
        self.context = browser.new_context(**{"viewport": {"width": 1400, "height": 900}, **options})
        if first_script:
            self.context.add_init_script(first_script)
        self.page = self.context.new_page()
        self.page.set_default_timeout(1000 * PATIENCE)
        self.messages, self.requests, self.dialogs, self.places, self.popups = [], [], [], [], []
        self.page.on("console", lambda message: self.messages.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.messages.append(f"error: {error}"))
        self.page.on("dialog", self.dismiss)
        self.page.on("framenavigated", lambda frame: self.places.append(frame.url))
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.context.on("page", lambda page: self.popups.append(page.url))
        self.page.goto(path.as_uri() + fragment)

    def dismiss(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    @property
    def foreign_requests(self):
        own = self.path.as_uri()
        return [url for url in self.requests if url.split("#")[0] != own and not url.startswith(("data:", "blob:"))]

    @property
    def foreign_places(self):
        return [url for url in self.places if url.split("#")[0] != self.path.as_uri()]

    def settle(self):
        """Waits until the page rests and what it said has arrived: the answer comes after all that was sent before."""
        try:
            self.page.evaluate(SETTLED if self.is_scripted else "() => true")
        except Error:
            # It left for another page meanwhile, which `places` tells.
            self.page.wait_for_load_state()

    def eventually(self, found):
        """What the function finds, as soon as it finds anything; for what a page does in its own time."""
        deadline = time.monotonic() + PATIENCE
        while not (result := found()) and time.monotonic() < deadline:
            self.page.wait_for_timeout(20)
        return result

    def is_quiet(self):
        self.settle()
        assert self.messages == []
        assert self.foreign_requests == []
        assert self.foreign_places == []
        assert self.popups == []
        assert self.dialogs == []


@pytest.fixture
def open_page(browser):
    """A function that opens a page file.

    `first_script` runs before the page's own; all other options are those of a browser context.
    """
    opened = []

    def function(path, fragment="", **options):
        opened.append(Opened(browser, path, fragment, **options))
        return opened[-1]

    yield function
    for page in opened:
        page.context.close()


@pytest.fixture(scope="session")
def tree_page(tmp_path_factory):
    if BINARY is None:
        pytest.skip(NO_BINARY)
    return made_pages.tree(tmp_path_factory.mktemp("tree"))


@pytest.fixture(scope="session")
def session_page(tmp_path_factory):
    if BINARY is None:
        pytest.skip(NO_BINARY)
    return made_pages.session(tmp_path_factory.mktemp("session"))
