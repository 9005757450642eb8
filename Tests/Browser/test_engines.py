"""The page in Firefox and WebKit: opening, links, search, keys and Back.

    .ci/install engines
    TRACEPAGE_BINARY=FILE .build-browser/venv/bin/python -m pytest Tests/Browser/test_engines.py
"""

import pytest
from engines import ENGINES, eventually, missing
from places import BINARY, NO_BINARY
from test_large import rendered, span

pytestmark = pytest.mark.skipif(BINARY is None, reason=NO_BINARY)

PAGES = ["tree_page", "session_page"]


@pytest.fixture(scope="module", params=ENGINES)
def engine(request, tmp_path_factory):
    chosen = ENGINES[request.param]
    if lacking := missing(chosen):
        pytest.skip(f"left out: {chosen.name}, since {lacking} is missing (.ci/install engines)")
    running = chosen(tmp_path_factory.mktemp(chosen.name))
    yield running
    running.close()


def anchor(number):
    return f"s-{number:016x}"


def shown(engine):
    return engine.evaluate("document.querySelector('.graph-panel a[aria-current]')?.getAttribute('href')?.slice(1)")


def opened(engine, page, fragment=""):
    engine.problems.clear()
    engine.open(page.as_uri() + fragment)
    assert eventually(lambda: engine.evaluate("document.documentElement.classList.contains('ready')"))


@pytest.mark.parametrize("fixture", PAGES)
def test_it_opens_without_a_word_and_fits_the_window(request, engine, fixture):
    opened(engine, request.getfixturevalue(fixture))
    assert engine.evaluate("document.documentElement.scrollWidth <= innerWidth")
    panels = "[...document.querySelectorAll('.graph-panel, .detail-panel')]"
    assert engine.evaluate(f"{panels}.every((panel) => panel.offsetHeight > 200)")
    assert engine.problems == []


def test_a_link_opens_its_step_in_its_part(engine, tree_page):
    opened(engine, tree_page, f"#{anchor(9)}/raw?v=waterfall")
    assert shown(engine) == anchor(9)
    chosen = "[...document.querySelectorAll('[role=tab][aria-selected=true]')].map((tab) => tab.textContent)"
    assert engine.evaluate(chosen) == ["Waterfall", "Raw"]


@pytest.fixture(scope="module")
def large_page(tmp_path_factory):
    """A run of 1,500 steps, most of which are packed."""
    root = f"{100_000:016x}"
    spans = [span(1, number, root if number else None) for number in range(1_500)]
    return rendered(tmp_path_factory.mktemp("large"), spans)


def test_a_packed_step_is_unpacked(engine, large_page):
    opened(engine, large_page, f"#{anchor(100_700)}")
    words = f"document.getElementById('{anchor(100_700)}')?.innerText.includes('word1x700x99')"
    assert eventually(lambda: engine.evaluate(words))
    assert engine.problems == []


def test_search_rings_and_steps_through_its_hits(engine, tree_page):
    opened(engine, tree_page, f"#{anchor(1)}?v=waterfall")
    engine.press("/")
    engine.press("needle")
    status = "document.querySelector('.search-count').textContent"
    assert eventually(lambda: engine.evaluate(status) == "2 hits")
    assert engine.evaluate("document.querySelectorAll('.waterfall a.row.hit').length") == 2
    engine.press("Enter")
    assert eventually(lambda: engine.evaluate(status) == "1 of 2")
    assert shown(engine) == anchor(4)
    assert engine.evaluate("[...CSS.highlights.get('found-now')].map(String)") == ["Needle"]
    engine.press("Escape")
    assert eventually(lambda: engine.evaluate(status) == "")
    assert engine.problems == []


def test_keys_step_and_back_returns(engine, tree_page):
    opened(engine, tree_page, f"#{anchor(1)}")
    for key, step in [("e", 3), ("e", 8), ("ArrowDown", 9), ("Home", 1)]:
        engine.press(key)
        assert eventually(lambda: shown(engine) == anchor(step)), key
    engine.evaluate("history.back()")
    assert eventually(lambda: shown(engine) == anchor(9))
    assert engine.problems == []


def test_every_view_can_be_chosen(engine, session_page):
    opened(engine, session_page)
    for place in range(engine.evaluate("document.querySelectorAll('.graph-panel [role=tab]').length")):
        engine.press(str(place + 1))
        assert engine.evaluate("[...document.querySelectorAll('.view')].findIndex((view) => !view.hidden)") == place
    assert engine.problems == []
