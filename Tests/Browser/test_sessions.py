"""What a page shows of a coding agent's session, in a real browser.

    TRACEPAGE_BINARY=FILE .build-browser/venv/bin/python -m pytest Tests/Browser/test_sessions.py
"""

import re

import pytest
from page_checker import check
from places import BINARY, NO_BINARY

PHONE = {"viewport": {"width": 390, "height": 844}}
MODES = {"light": {}, "dark": {"color_scheme": "dark"}, "phone": PHONE}
TALK = ".detail-panel .talk"

pytestmark = pytest.mark.skipif(BINARY is None, reason=NO_BINARY)


def tab(page, name):
    return page.locator(f".detail-panel [role=tab]:text-is('{name}')")


def test_the_text_keeps_every_rule(session_page):
    assert check(session_page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("mode", MODES)
def test_opening_is_quiet(session_page, open_page, mode):
    open_page(session_page, **MODES[mode]).is_quiet()


def test_it_opens_on_the_conversation_at_the_top_finding(session_page, open_page):
    page = open_page(session_page).page
    assert tab(page, "Conversation").get_attribute("aria-selected") == "true"
    here = page.locator(f"{TALK} .here")
    assert "pytest tests/test_dates.py" in here.inner_text() and "exit 1" in here.inner_text()
    frame = page.locator(".detail-scroll").bounding_box()
    assert frame["y"] <= here.bounding_box()["y"] < frame["y"] + frame["height"]
    assert page.evaluate("() => scrollY") == 0


@pytest.mark.parametrize("chip, entries", [("System", ".role-system"), ("User", ".role-user")])
def test_the_conversation_shows_one_voice_alone(session_page, open_page, chip, entries):
    page = open_page(session_page).page
    page.locator(f"{TALK} .talk-filter button", has_text=chip).click()
    shown = page.locator(f"{TALK} .conversation > li:visible")
    assert shown.count() > 0 and page.locator(f"{TALK} .conversation > li{entries}:visible").count() == shown.count()


@pytest.mark.parametrize("view, frame", [("Run map", ".map-scroll"), ("Graph", ".run-graph")])
def test_below_three_findings_a_drawing_has_no_need_to_scroll_down(session_page, open_page, view, frame):
    page = open_page(session_page).page
    assert page.locator(".findings > ol > li").count() == 3
    page.locator(f".graph-panel [role=tab]:text-is('{view}')").click()
    height = "(frame) => frame.scrollHeight - frame.clientHeight"
    assert page.locator(frame).first.evaluate(height) <= 1


def test_a_step_chosen_in_the_graph_moves_the_conversation(session_page, open_page):
    opened = open_page(session_page)
    page = opened.page
    page.locator(".graph-panel a.node", has_text="Edit").first.focus()
    page.keyboard.press("Enter")
    here = page.locator(f"{TALK} .here")
    assert "head, tail = split(text)" in here.inner_text()
    tab(page, "Call").click()
    assert page.locator("article:visible ins").first.is_visible()
    assert not page.locator(TALK).is_visible()
    opened.is_quiet()


def test_a_link_to_a_step_shows_the_step(session_page, open_page):
    page = open_page(session_page).page
    name = page.locator("details.span.kind-tool > article").first.get_attribute("id")
    linked = open_page(session_page, f"#{name}").page
    linked.locator(f"[id='{name}']").wait_for(state="visible")
    assert not linked.locator(TALK).is_visible()


def test_commands_say_how_they_ended_in_words(session_page, open_page):
    page = open_page(session_page).page
    words = page.locator(f"{TALK} .tag").all_text_contents()
    assert words.count("exit 1 · failed") >= 3 and "exit 0" in words


def test_the_session_view_has_a_table_for_each_question(session_page, open_page):
    page = open_page(session_page, "#?v=session").page
    view = page.locator("[data-view=session]")
    titles = view.locator("h3").all_inner_texts()
    assert titles[0] == "2 turns" and "1 compaction" in titles
    assert any(title.startswith("2 files, +") for title in titles)
    view.locator("td a", has_text="And add a test").click()
    assert "Turn 2 of 2" in page.locator(f"{TALK} .here").inner_text()


def test_a_compaction_is_told_in_the_conversation(session_page, open_page):
    page = open_page(session_page).page
    assert page.locator(f"{TALK} li", has_text="Context compacted at 184,310 tokens").count() == 1


def test_unfinished_counts_are_marked(session_page, open_page):
    page = open_page(session_page).page
    assert page.locator("header .figure dd", has_text="≥").count() >= 1


def test_without_style_and_script_a_diff_keeps_its_marks(session_page, open_page, tmp_path):
    text = session_page.read_text(encoding="utf-8")
    text = re.sub(r"<(style|script)\b.*?</\1>", "", text, flags=re.S)
    bare = tmp_path / "bare.html"
    bare.write_text(text, encoding="utf-8")
    page = open_page(bare).page
    assert page.locator("pre.diff del").first.text_content().startswith("-")
    assert page.locator("pre.diff ins").first.text_content().startswith("+")
    assert "exit 1 · failed" in page.locator("body").inner_text()


def test_a_badge_is_whole_beside_words_that_are_cut(session_page, open_page):
    page = open_page(session_page).page
    rows = page.evaluate(
        """() => [...document.querySelectorAll('.detail-panel .done > summary > .tag')].filter(tag => tag.offsetWidth).map(tag => {
          const words = document.createRange();
          words.selectNodeContents(tag);
          const gist = tag.parentElement.querySelector('.gist');
          const room = tag.getBoundingClientRect().width - 14;
          return { isCut: gist.scrollWidth > gist.clientWidth, lost: words.getBoundingClientRect().width - room };
        })"""
    )
    beside = [row["lost"] for row in rows if row["isCut"]]
    assert beside and max(beside) < 1 / 128


def test_on_a_phone_nothing_scrolls_sideways(session_page, open_page):
    page = open_page(session_page, **PHONE).page
    for view in page.locator(".graph-panel [role=tab]").all():
        view.click()
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
