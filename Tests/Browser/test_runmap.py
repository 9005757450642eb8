"""The run map of a session of many turns, in a real browser.

    TRACEPAGE_BINARY=FILE .build-browser/venv/bin/python -m pytest Tests/Browser/test_runmap.py
"""

import json
import re
import subprocess
import time

import pytest
from page_checker import check
from places import BINARY, NO_BINARY, PATIENCE
from session_transcript import Transcript

pytestmark = pytest.mark.skipif(BINARY is None, reason=NO_BINARY)
FAILING = 25
SIZES = [(1280, 720), (1400, 900), (1000, 700), (2560, 1300)]

# What stands outside of its column, texts that are too small, and chips that lie on each other.
FAULTS = """() => {
  const faults = [];
  for (const turn of document.querySelectorAll('.map-turn')) {
    const column = turn.getBoundingClientRect();
    for (const part of turn.querySelectorAll('.chip, .agent-box, .segment, p, h3')) {
      const box = part.getBoundingClientRect();
      if (box.width && (box.left < column.left - 1 || box.right > column.right + 1)) faults.push(`out: ${part.className}`);
      if (parseFloat(getComputedStyle(part).fontSize) < 11) faults.push(`small: ${part.className}`);
    }
    const chips = [...turn.querySelectorAll('.chip, .agent-box')].map((chip) => chip.getBoundingClientRect());
    for (const [index, chip] of chips.entries()) {
      if (index && chip.top < chips[index - 1].bottom && chip.left < chips[index - 1].right) faults.push('overlap');
    }
  }
  for (const text of document.querySelectorAll('.strip text')) {
    if (parseFloat(getComputedStyle(text).fontSize) < 11) faults.push(`small: ${text.textContent}`);
  }
  return faults;
}"""


@pytest.fixture(scope="module")
def long_session(tmp_path_factory):
    """Forty turns, in one of which a command fails again and again, and idle time between them."""
    session = Transcript()
    for turn in range(1, 41):
        session.time += 120
        session.add("user", {"role": "user", "content": f"Prompt {turn}: please go on with part {turn} of the work"})
        for number in range(4):
            session.runs("Read", {"file_path": f"/shop/part_{turn}/module_{number}.py"}, "text " * 20)
        if turn == FAILING:
            for _ in range(4):
                session.runs("Bash", {"command": "pytest -x"}, "Exit code 1\n1 failed", failed=True)
        session.says({"type": "text", "text": f"Part {turn} is done."})
    folder = tmp_path_factory.mktemp("runmap")
    source = folder / "session.jsonl"
    source.write_text("".join(json.dumps(record) + "\n" for record in session.records), encoding="utf-8")
    page = folder / "session.html"
    subprocess.run([BINARY, source, "-o", page], check=True, capture_output=True)
    return page


def turn(page, number):
    return page.locator(".map-turn", has=page.locator("h3 a", has_text=re.compile(rf"^\s*(Turn )?{number}\s*$")))


def is_in_sight(page, number):
    frame = page.locator(".map-scroll").bounding_box()
    box = turn(page, number).bounding_box()
    return frame["x"] <= box["x"] + 1 and box["x"] + box["width"] <= frame["x"] + frame["width"] + 1


def comes_into_sight(page, number):
    """Waits, since the window among the turns moves with the next frame."""
    deadline = time.monotonic() + PATIENCE
    while not is_in_sight(page, number) and time.monotonic() < deadline:
        page.wait_for_timeout(20)
    return is_in_sight(page, number)


def test_the_text_keeps_every_rule(long_session):
    assert check(long_session.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("width,height", SIZES)
def test_it_opens_on_the_turn_of_the_first_finding(long_session, open_page, width, height):
    opened = open_page(long_session, viewport={"width": width, "height": height})
    page = opened.page
    assert page.locator(".graph-panel [role=tab][aria-selected=true]").inner_text() == "Run map"
    assert comes_into_sight(page, FAILING)
    assert "at-step" in turn(page, FAILING).get_attribute("class")
    assert page.evaluate(FAULTS) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    opened.is_quiet()


def test_without_scripts_the_same_turn_is_in_sight(long_session, open_page):
    page = open_page(long_session, java_script_enabled=False).page
    assert comes_into_sight(page, FAILING)
    assert turn(page, FAILING).locator("a.chip.end-failed").get_attribute("href").startswith("#s-")


def test_the_strip_moves_the_window(long_session, open_page):
    page = open_page(long_session).page
    track = page.locator(".strip-track").bounding_box()
    page.mouse.click(track["x"] + track["width"] - 3, track["y"] + 30)
    assert comes_into_sight(page, 40) and not is_in_sight(page, FAILING)
    page.mouse.click(track["x"] + 2, track["y"] + 30)
    assert comes_into_sight(page, 1)


def test_fit_shows_all_turns_and_plus_widens_them(long_session, open_page):
    page = open_page(long_session).page
    page.locator(".bar button:visible", has_text="Fit").click()
    assert page.evaluate("() => { const f = document.querySelector('.map-scroll'); return f.scrollWidth <= f.clientWidth + 1 }")
    narrow = turn_width(page)
    page.locator(".bar button:visible", has_text="+").click()
    assert turn_width(page) > narrow


def turn_width(page):
    return page.locator(".map-turn").first.bounding_box()["width"]


def test_a_chosen_step_is_marked_and_brought_into_sight(long_session, open_page):
    page = open_page(long_session).page
    link = page.locator(".map-turn a.piece").last
    target = link.get_attribute("href")
    page.evaluate("target => { location.hash = target }", target)
    page.locator(f"[id='{target[1:]}']").wait_for(state="visible")
    assert comes_into_sight(page, 40)
    assert page.locator(".flag").count() == 1 and page.locator(".flag").inner_text().startswith("#")
    assert page.locator(".map-turn.at-step h3").inner_text().startswith("Turn 40")


def test_on_a_phone_a_turn_is_a_row(long_session, open_page):
    page = open_page(long_session, viewport={"width": 390, "height": 844}).page
    first, second = page.locator(".map-turn").evaluate_all(
        "turns => turns.slice(0, 2).map((turn) => turn.getBoundingClientRect().toJSON())")
    assert second["y"] >= first["y"] + first["height"] - 1 and first["width"] > 300
    assert page.evaluate(FAULTS) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture(scope="module")
def delegated(tmp_path_factory):
    """A turn that asked two sub-agents, and one after it."""
    session = Transcript()
    session.add("user", {"role": "user", "content": "Look into it"})
    for agent in ("explore", "plan"):
        session.delegates(
            agent, f"Please {agent}", lambda agent=agent: [
                session.runs("Read", {"file_path": f"/shop/{agent}_{number}.py"}, "text") for number in range(3)],
            f"Done with {agent}")
    session.says({"type": "text", "text": "Both are done."})
    session.add("user", {"role": "user", "content": "Thanks"})
    session.says({"type": "text", "text": "Any time."})
    folder = tmp_path_factory.mktemp("delegated")
    source = folder / "session.jsonl"
    source.write_text("".join(json.dumps(record) + "\n" for record in session.records), encoding="utf-8")
    page = folder / "session.html"
    subprocess.run([BINARY, source, "-o", page], check=True, capture_output=True)
    return page


# How far the end of each line to a sub-agent stands from the middle of the nearest box, in pixels.
MISSES = """() => [...document.querySelectorAll('.ways path')].filter((path) =>
    path.getAttribute('d').split('L').length === 4 && !path.getAttribute('d').endsWith('Z')).map((path) => {
  const frame = path.ownerSVGElement.getBoundingClientRect();
  const end = frame.top + Number(path.getAttribute('d').split(' ').at(-1));
  const boxes = [...path.closest('.below').querySelectorAll('.agent-box')].map((box) => box.getBoundingClientRect());
  return Math.min(...boxes.map((box) => Math.abs((box.top + box.bottom) / 2 - end)));
})"""


def lines_meet_boxes(page):
    """Waits, since the lines move after the box has opened."""
    deadline = time.monotonic() + PATIENCE
    while max(page.evaluate(MISSES)) >= 4 and time.monotonic() < deadline:
        page.wait_for_timeout(20)
    return max(page.evaluate(MISSES)) < 4


def test_a_sub_agent_opens_in_its_box_and_lines_follow(delegated, open_page):
    opened = open_page(delegated)
    page = opened.page
    boxes = page.locator(".boxes > li")
    first, second = boxes.nth(0), boxes.nth(1)
    before = second.bounding_box()["y"]
    assert page.locator(".inside .piece:visible").count() == 0
    assert len(page.evaluate(MISSES)) == 2 and lines_meet_boxes(page)
    first.locator("summary").click()
    # Four calls and three tools, and a chip a file.
    assert first.locator(".inside .piece:visible").count() == 7 and first.locator(".inside .chip:visible").count() == 3
    assert second.bounding_box()["y"] > before + 80
    assert lines_meet_boxes(page)
    assert page.evaluate(FAULTS) == []
    first.locator("summary").click()
    assert lines_meet_boxes(page)
    assert abs(second.bounding_box()["y"] - before) < 1
    opened.is_quiet()


def test_a_step_of_a_sub_agent_is_shown_in_its_box(delegated, open_page):
    page = open_page(delegated).page
    target = page.locator(".inside .piece").nth(3).get_attribute("href")
    assert not page.locator(".inside .piece").nth(3).is_visible()
    page.evaluate("target => { location.hash = target }", target)
    page.locator(".inside .piece.selected").wait_for(state="visible")
    assert page.locator(".inside[open]").count() == 1
    assert page.locator(".map-turn.at-step h3").inner_text().startswith("Turn 1")


def test_without_scripts_a_sub_agent_opens_and_no_line_leads_astray(delegated, open_page):
    page = open_page(delegated, java_script_enabled=False).page
    page.locator(".inside summary").first.click()
    page.locator(".inside .piece").first.wait_for(state="visible")
    assert not page.locator(".ways").first.is_visible()


def test_a_search_rings_the_box_of_a_sub_agent_that_found_something(delegated, open_page):
    page = open_page(delegated).page
    page.keyboard.press("/")
    page.keyboard.type("plan_2.py")
    page.locator(".agent-box.hit").wait_for()
    assert page.locator(".agent-box.hit").count() == 1 and page.locator(".agent-box.hit").inner_text().startswith("plan")
