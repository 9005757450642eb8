"""`pytest --tracepage`: a page for each test that fails, made of the spans that were recorded while it ran.

Whatever instrumentation is on is what the page shows: the plugin adds a span processor to the global tracer
provider and switches nothing on itself. Where pytest-html, Allure or a JUnit file are in use, the page is with them.
"""

import argparse
from typing import Optional

import pytest

MODES = ("failed", "always")


def _mode(text: str) -> str:
    if text not in MODES:
        raise argparse.ArgumentTypeError(f"{text!r} is neither failed nor always; before a path write --tracepage=failed")
    return text


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("tracepage", "pages of what tests did (tracepage)")
    group.addoption(
        "--tracepage",
        nargs="?",
        const="failed",
        type=_mode,
        metavar="failed|always",
        help="render a page for each test that fails, or for each test (always), of the OpenTelemetry spans it made",
    )
    group.addoption(
        "--tracepage-dir",
        metavar="FOLDER",
        help="the folder of the pages; those of the last run are removed from it. Default: tracepage-report",
    )
    parser.addini("tracepage", "as --tracepage: failed or always", default="")
    parser.addini("tracepage_dir", "as --tracepage-dir", default="tracepage-report")


def pytest_configure(config: pytest.Config) -> None:
    mode: Optional[str] = config.getoption("tracepage") or config.getini("tracepage")
    if not mode:
        return
    if mode not in MODES:
        raise pytest.UsageError(f"tracepage = {mode} in the ini file: say failed or always")
    try:
        from tracepage._pytest_pages import TestPages
        from tracepage._pytest_summary import PageList
    except ImportError as error:
        raise pytest.UsageError(f"--tracepage needs opentelemetry-sdk: pip install 'tracepage[otel]' ({error})") from error
    folder = config.rootpath / (config.getoption("tracepage_dir") or config.getini("tracepage_dir"))
    config.pluginmanager.register(TestPages(config, mode, folder), "tracepage-pages")
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(PageList(config, folder), "tracepage-list")


@pytest.fixture(scope="session")
def tracepage_processor(request: pytest.FixtureRequest) -> object:
    """The span processor that records: for tests that hand out a tracer provider of their own.

    `None` without `--tracepage`.
    """
    pages = request.config.pluginmanager.get_plugin("tracepage-pages")
    return pages.recorder if pages else None
