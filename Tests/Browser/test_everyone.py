"""A page for everyone: every view in every theme and width, by keyboard, on paper, and without scripts or style.

    TRACEPAGE_BINARY=FILE .build-browser/venv/bin/python -m pytest Tests/Browser/test_everyone.py
"""

import json
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from accessibility import THEMES, violations
from made_pages import HEBREW, rendered, span
from places import BINARY, NO_BINARY

pytestmark = pytest.mark.skipif(BINARY is None, reason=NO_BINARY)

VIEW = ".graph-panel [role=tab]"
PART = ".detail-panel [role=tab]"
# 700 × 450 is what a window of 1400 × 900 has at a zoom of 200%.
WINDOWS = [(390, 844), (700, 450), (768, 1024), (1280, 720), (2560, 1440)]
PAGES = ["tree_page", "session_page"]

# Texts that are smaller than 11 px; what a drawing says is measured where it is laid out.
SMALL = """() => {
  const small = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.checkVisibility({ visibilityProperty: true }) || parent.closest('svg')) continue;
    const size = parseFloat(getComputedStyle(parent).fontSize);
    if (size < 11) small.add(`${size.toFixed(1)}: ${node.data.trim().slice(0, 40)}`);
  }
  return [...small];
}"""

# What stands beside its frame: wider than the window and in nothing that scrolls sideways.
WIDE = """() => [...document.querySelectorAll('body *')]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !(element instanceof SVGElement))
  .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
  .filter((element) => {
    for (let frame = element.parentElement; frame; frame = frame.parentElement) {
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(frame).overflowX)) return false;
    }
    return true;
  })
  .map((element) => element.outerHTML.slice(0, 80))"""

# Whether the element with the focus shows it: by an outline, a shadow, or within a drawing by another stroke or ground.
SHOWS_FOCUS = """() => {
  const element = document.activeElement;
  const looks = (each) => {
    const style = getComputedStyle(each);
    return [style.outlineStyle, style.outlineWidth, style.boxShadow, style.stroke, style.strokeWidth, style.fill].join();
  };
  const parts = [element, ...element.querySelectorAll('rect, circle, path')].slice(0, 20);
  const focused = parts.map(looks);
  element.blur();
  const plain = parts.map(looks);
  element.focus({ focusVisible: true, preventScroll: true });
  return focused.join() !== plain.join() ? null : element.outerHTML.slice(0, 100);
}"""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("fixture", PAGES)
def test_axe_finds_nothing_in_any_view_or_part(request, fixture, theme, open_page):
    # The checker's own script is not the page's, so the policy must let it in.
    options, rules = THEMES[theme]
    page = open_page(request.getfixturevalue(fixture), bypass_csp=True, **options).page
    found = {"opened": violations(page, rules)}
    for name, panel in [(VIEW, ".graph-panel"), (PART, ".detail-panel")]:
        for place in range(page.locator(name).count()):
            tab = page.locator(name).nth(place)
            tab.click()
            found[tab.inner_text()] = violations(page, rules, panel)
    page.get_by_role("button", name="Filter").click()
    page.locator(".chip").first.click()
    found["narrowed"] = violations(page, rules, ".graph-panel")
    page.keyboard.press("?")
    found["help"] = violations(page, rules, "dialog")
    assert {place: each for place, each in found.items() if each} == {}


@pytest.mark.parametrize("size", WINDOWS, ids=str)
@pytest.mark.parametrize("fixture", PAGES)
def test_at_every_width_words_keep_their_size_and_place(request, fixture, size, open_page):
    page = open_page(request.getfixturevalue(fixture), viewport={"width": size[0], "height": size[1]}).page
    for tab in page.locator(VIEW).all():
        tab.click()
        assert page.evaluate(SMALL) == []
        assert page.evaluate(WIDE) == []
        assert page.evaluate("() => document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("fixture", PAGES)
def test_on_a_wide_screen_no_drawing_grows_beyond_what_one_can_read(request, fixture, open_page):
    page = open_page(request.getfixturevalue(fixture), viewport={"width": 2560, "height": 1440}).page
    for tab in page.locator(VIEW).all():
        tab.click()
        heights = page.locator(".graph-panel svg text:visible").evaluate_all(
            "texts => texts.map((text) => text.getBoundingClientRect().height)")
        assert max(heights, default=0) <= 30


@pytest.mark.parametrize("fixture", PAGES)
def test_the_focus_goes_from_top_to_bottom_and_is_seen(request, fixture, open_page):
    page = open_page(request.getfixturevalue(fixture)).page
    panels = []
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement === document.body"):
            break
        assert page.evaluate(SHOWS_FOCUS) is None
        panels.append(page.evaluate(
            "() => ['.top', '.exchange', '.findings', '.graph-panel', '.shares', '.detail-panel', '.foot']"
            ".findIndex((panel) => document.activeElement.closest(panel))"))
    assert panels == sorted(panels) and len(set(panels)) > 2


@pytest.mark.parametrize("fixture", PAGES)
def test_tabs_have_panels_with_names(request, fixture, open_page):
    page = open_page(request.getfixturevalue(fixture)).page
    for name in (VIEW, PART):
        for place in range(page.locator(name).count()):
            tab = page.locator(name).nth(place)
            tab.click()
            panel = page.locator(f"[id='{tab.get_attribute('aria-controls')}']")
            assert panel.get_attribute("role") == "tabpanel" and panel.is_visible()
            assert panel.get_attribute("aria-labelledby") == tab.get_attribute("id")
    page.locator(VIEW).first.focus()
    page.keyboard.press("End")
    assert page.locator(VIEW).last.get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowRight")
    assert page.locator(VIEW).first.get_attribute("aria-selected") == "true"


def test_in_forced_colours_what_is_chosen_has_a_frame(tree_page, open_page):
    page = open_page(tree_page, "#?q=needle", forced_colors="active").page
    page.get_by_role("button", name="Filter").click()
    page.locator(".chip").first.click()
    chosen = "[role=tab][aria-selected=true], .chip[aria-pressed=true]"
    frames = page.locator(chosen).evaluate_all("all => all.map((each) => getComputedStyle(each).outlineStyle)")
    assert len(frames) == 3 and set(frames) == {"solid"}


def test_a_failure_is_told_by_more_than_a_colour(tree_page, open_page):
    page = open_page(tree_page, "#?v=waterfall").page
    row = page.locator("[data-view=waterfall] a.row", has_text="step 3")
    assert "✕" in row.text_content() and "failed" in row.get_attribute("aria-label")


def test_a_text_from_right_to_left_reads_so(tree_page, open_page):
    page = open_page(tree_page, f"#s-{9:016x}").page
    text = page.locator("article:visible").get_by_text(HEBREW).first
    gaps = text.evaluate("""(element, words) => {
      const node = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
      const range = new Range();
      range.setStart(node, node.data.indexOf(words));
      range.setEnd(node, node.data.indexOf(words) + words.length);
      const [box, frame] = [range.getBoundingClientRect(), element.getBoundingClientRect()];
      return [box.left - frame.left, frame.right - box.right];
    }""", HEBREW)
    assert gaps[1] < 30 < gaps[0]


def test_paper_has_all_and_nothing_to_press(session_page, open_page):
    page = open_page(session_page, color_scheme="dark").page
    page.locator(".search").fill("pytest")
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".bar:visible, .filters:visible, button.badge:visible").count() == 0
    assert page.locator("article:visible").count() == page.locator("details.span > article").count()
    faint = "all => all.filter((each) => Number(getComputedStyle(each).opacity) < 1).length"
    assert page.locator("svg .dim").evaluate_all(faint) == 0


class Strict(SimpleHTTPRequestHandler):
    """Serves files as Jenkins serves the artifacts of a build."""

    def end_headers(self):
        self.send_header("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'self'")
        super().end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def served(tmp_path):
    """A function that serves a page and says where."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=tmp_path))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def function(page):
        (tmp_path / "page.html").write_bytes(page.read_bytes())
        return f"http://127.0.0.1:{server.server_port}/page.html"

    yield function
    server.shutdown()


@pytest.mark.parametrize("fixture", PAGES)
def test_under_the_policy_of_jenkins_the_page_reads_in_order(request, fixture, served, browser):
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.goto(served(request.getfixturevalue(fixture)))
    assert page.evaluate("() => document.documentElement.className") == ""
    tops = page.evaluate("""() => ['header.top', '.question', '.findings', '.graph-panel', '.detail-panel', '.foot']
      .map((panel) => document.querySelector(panel)?.getBoundingClientRect().top).filter((top) => top !== undefined)""")
    assert len(tops) >= 5 and tops == sorted(tops)
    black = page.locator("svg rect, svg path").evaluate_all("""shapes => shapes
      .filter((shape) => !shape.closest('defs, symbol, marker, [aria-hidden=true]'))
      .filter((shape) => shape.getBBox().width * shape.getBBox().height > 2000)
      .filter((shape) => getComputedStyle(shape).fill === 'rgb(0, 0, 0)').length""")
    assert black == 0
    assert "Scripts are off" in page.locator("footer").inner_text()
    link = page.locator("a.node[href^='#s-'], .view a[href^='#s-']").first
    target = link.get_attribute("href").removeprefix("#")
    link.focus()
    page.keyboard.press("Enter")
    box = page.locator(f"[id='{target}']").bounding_box()
    assert -1 <= box["y"] < 900
    context.close()


def test_on_a_phone_every_badge_of_the_header_is_in_sight(open_page, tmp_path):
    spans = [span(1), span(2, 1, **{"output.value": "mail ada@example.org; api_key=FAKE3kd92mZq81LxPf7Tn4"})]
    lines = [*(json.dumps(one) for one in spans), "{"]
    page = open_page(rendered(tmp_path, "spans.jsonl", "\n".join(lines)), viewport={"width": 390, "height": 844}).page
    badges = page.locator(".pills > *").all()
    assert len(badges) > 3
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    for badge in badges:
        box = badge.bounding_box()
        assert box and box["x"] + box["width"] <= 390
