"""The charts and the waterfall of every page: words of a readable size within their panel, a cursor, what unfolds."""

import pytest

VIEWS = ["charts", "waterfall"]
WIDTHS = {"desktop": {"width": 1400, "height": 900}, "phone": {"width": 390, "height": 844}}

# The words of the drawings that are shown, with their boxes and the box of the view around them.
WORDS = """(name) => {
  const view = document.querySelector(`.trace:not([hidden]) .view[data-view="${name}"]`);
  const frame = view.getBoundingClientRect();
  return [...view.querySelectorAll('svg text')].filter((text) => text.getBoundingClientRect().width > 0).map((text) => {
    const box = text.getBoundingClientRect();
    return {
      text: text.textContent, size: parseFloat(getComputedStyle(text).fontSize), cut: text.closest('.slice') !== null,
      left: box.left - frame.left, right: frame.right - box.right,
    };
  });
}"""

# Words of one scale that run into each other.
CROWDED = """(name) => {
  const view = document.querySelector(`.trace:not([hidden]) .view[data-view="${name}"]`);
  const crowded = [];
  for (const scale of view.querySelectorAll('svg.plot, svg.scale, .waterfall-axis .times > svg')) {
    const words = [...scale.children].filter((child) => child.localName === 'text');
    const boxes = words.map((word) => word.getBoundingClientRect());
    boxes.forEach((box, index) => boxes.slice(index + 1).forEach((other, place) => {
      const apart = box.right <= other.left || other.right <= box.left || box.bottom - 3 <= other.top
        || other.bottom - 3 <= box.top;
      if (!apart) crowded.push(`${words[index].textContent} | ${words[index + 1 + place].textContent}`);
    }));
  }
  return crowded;
}"""


def opened(open_page, page_path, view, width="desktop"):
    page = open_page(page_path, f"#?v={view}", viewport=WIDTHS[width]).page
    if not page.locator(f".trace:not([hidden]) .view[data-view={view}]:not([hidden])").count():
        pytest.skip("left out: a list of traces, which has no view of its own")
    return page


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("view", VIEWS)
def test_words_can_be_read_and_stay_within(open_page, page_path, view, width):
    page = opened(open_page, page_path, view, width)
    for word in page.evaluate(WORDS, view):
        assert word["size"] >= 11, word
        assert word["cut"] or (word["left"] >= -1 and word["right"] >= -1), word


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("view", VIEWS)
def test_ticks_stand_apart(open_page, page_path, view, width):
    assert opened(open_page, page_path, view, width).evaluate(CROWDED, view) == []


def test_charts_open_on_the_first_one(open_page, page_path):
    page = opened(open_page, page_path, "charts")
    first = page.locator(".trace:not([hidden]) .view[data-view=charts] .chart").first
    if not first.count():
        pytest.skip("left out: a page without charts")
    scrolled = "(chart) => { for (let e = chart; e; e = e.parentElement) if (e.scrollTop) return e.scrollTop; return 0; }"
    assert first.evaluate(scrolled) == 0


def test_the_step_that_is_read_is_marked_in_every_chart(open_page, page_path):
    page = opened(open_page, page_path, "charts")
    columns = page.locator(".trace:not([hidden]) .chart:has(a.column)")
    if not columns.count():
        pytest.skip("left out: a page without model calls that are counted")
    target = columns.first.locator("a.column").first.get_attribute("href")
    columns.first.locator("a.column").first.click()
    for index in range(columns.count()):
        if columns.nth(index).locator(f'a.column[href="{target}"]').count():
            assert columns.nth(index).locator("a.column.selected").count() == 1


def test_nested_bars_are_shown_by_one_measure_at_a_time(open_page, page_path):
    page = opened(open_page, page_path, "charts")
    buttons = page.locator(".trace:not([hidden]) .icicle .switch button")
    for index in range(buttons.count()):
        buttons.nth(index).click()
        shown = page.locator(".trace:not([hidden]) .icicle .measure:visible")
        assert shown.count() == 1
        assert shown.get_attribute("data-measure") == buttons.nth(index).inner_text()


def test_a_click_on_its_mark_folds_a_row(open_page, page_path):
    page = opened(open_page, page_path, "waterfall")
    rows = page.locator(".trace:not([hidden]) .waterfall a.row:visible")
    twist = page.locator(".trace:not([hidden]) .waterfall .twist:visible")
    if not twist.count():
        pytest.skip("left out: a page without rows that hold others")
    before = rows.count()
    twist.first.click()
    assert rows.count() < before
    twist.first.click()
    assert rows.count() == before
