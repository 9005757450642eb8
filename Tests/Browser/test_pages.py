"""What holds of every rendered page, in a real browser and in its text.

    TRACEPAGE_PAGES=FOLDER .build-browser/venv/bin/python -m pytest Tests/Browser

The folder holds rendered pages at any depth; a page of the returns-policy example has `returns-policy` in its path.
"""

import re

import pytest
from accessibility import THEMES, violations
from page_checker import check
from playwright.sync_api import expect

# Everything that the tests know of the page's markup.
HEADER = "header.top"
QUESTION = ".question"
ANSWER = ".answer"
FINDINGS = ".findings"
GRAPH = ".graph-panel"
DETAIL = ".detail-panel"
OVERVIEW = ".overview"
NODE = ".graph-panel .view[data-view=graph] a.node"
CHOSEN = ":is(.selected, [aria-selected=true], [aria-current=true])"
SPAN = "details.span"
ARTICLE = "details.span > article[id^='s-']"
PROBLEM = ".problem"
SEARCH = "input.search"
SEARCH_STATUS = ".search-count"
FOUND = re.compile(r"[1-9]\d* hits?")
FOUND_NONE = re.compile(r"0 hits")
HELP = "dialog.help"

PHONE = {"viewport": {"width": 390, "height": 844}}
MODES = {"light": {}, "dark": {"color_scheme": "dark"}, "phone": PHONE}

# Whether a text can be seen now: a part of it is on the screen and neither clipped nor covered there.
IS_SEEN = """(wanted) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(wanted);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + wanted.length);
    const box = range.getBoundingClientRect();
    if (box.width === 0 || box.bottom > innerHeight || box.right > innerWidth || box.top < 0) continue;
    const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const link = node.parentElement.closest('a, summary, button') ?? node.parentElement;
    if (hit && (link.contains(hit) || hit.contains(node))) return true;
  }
  return false;
}"""

HIDDEN_TEXTS = """() => {
  for (const details of document.querySelectorAll('details')) details.open = true;
  const walker = document.createTreeWalker(document.querySelector('body'), NodeFilter.SHOW_TEXT);
  const hidden = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    // The list for phones, a phone's short names, the marks that fold rows and the previews on folds say again what stands
    // elsewhere.
    const again = '.outline, .brief, .twist, .pv';
    if (!node.data.trim() || parent.closest('script, style, title, template, noscript, svg defs, svg symbol')) continue;
    if (parent.closest(again)) continue;
    if (!parent.checkVisibility({ visibilityProperty: true })) hidden.push(node.data.trim().slice(0, 60));
  }
  return hidden;
}"""


def is_folder_of_traces(page):
    return page.locator(OVERVIEW).count() > 0


@pytest.fixture
def open_run(open_page):
    """Opens a page that shows one run; a page with a list of traces first has tests of its own."""

    def function(path, fragment="", **options):
        opened = open_page(path, fragment, **options)
        if is_folder_of_traces(opened.page):
            pytest.skip("the page opens on a list of traces")
        return opened

    return function


def visible_article(page):
    return page.locator(f"{ARTICLE}:visible").first


def article_ids(page):
    return page.locator(ARTICLE).evaluate_all("articles => articles.map((article) => article.id)")


# The page's text


def test_the_text_keeps_every_rule(page_path):
    assert check(page_path.read_text(encoding="utf-8")) == []


# Opening


@pytest.mark.parametrize("mode", MODES)
def test_opening_is_quiet(page_path, open_page, mode):
    opened = open_page(page_path, **MODES[mode])
    opened.is_quiet()


def test_the_first_screen_shows_all_panels(page_path, open_run):
    page = open_run(page_path).page
    wanted = [HEADER, FINDINGS, GRAPH, DETAIL]
    wanted += [side for side in (QUESTION, ANSWER) if page.locator(side).count() or "returns-policy" in str(page_path)]
    for selector in wanted:
        box = page.locator(selector).first.bounding_box()
        assert box is not None, f"{selector} is not shown"
        assert box["x"] >= 0 and box["y"] >= 0 and box["width"] > 0 and box["height"] > 0, selector
        assert box["x"] + box["width"] <= 1400 and box["y"] + box["height"] <= 900, f"{selector}: {box}"


def test_the_returns_policy_page_shows_both_documents_at_once(page_path, open_run):
    if "returns-policy" not in str(page_path):
        pytest.skip("another example")
    page = open_run(page_path).page
    for text in ("Clothing returns", "Electronics returns", "0.89", "0.87"):
        assert page.evaluate(IS_SEEN, text), f"{text!r} is not to be seen on the first screen"


def test_a_list_of_traces_leads_to_each(page_path, open_page):
    page = open_page(page_path).page
    if not is_folder_of_traces(page):
        pytest.skip("the page shows one run")
    links = page.locator(f"{OVERVIEW} .c-q a")
    assert links.count() > 1
    links.first.click()
    assert page.locator(f"{GRAPH}:visible").count() == 1


# Graph, links and keys


def test_a_click_on_a_node_shows_its_step(page_path, open_run):
    opened = open_run(page_path)
    page = opened.page
    nodes = page.locator(NODE)
    if nodes.count() == 0:
        pytest.skip("the page has no graph")
    if not nodes.first.is_visible():
        page.locator(f"{GRAPH} [role=tab]", has_text="Graph").first.click()
    shown = set()
    for index in range(min(nodes.count(), 5)):
        node = nodes.nth(index)
        target = (node.get_attribute("href") or "").removeprefix("#")
        node.focus()
        page.keyboard.press("Enter")
        page.locator(f"[id='{target}']").wait_for(state="visible")
        chosen = page.locator(f"{NODE}{CHOSEN}").evaluate_all("nodes => nodes.map((node) => node.getAttribute('href'))")
        assert chosen == [f"#{target}"]
        shown.add(visible_article(page).get_attribute("id"))
    assert len(shown) == len({node.get_attribute("href") for node in nodes.all()[:5]})
    # The box of a node holds its badge too, so its middle may be empty: the card is what one clicks.
    nodes.last.locator("rect").first.click()
    assert nodes.last.evaluate(f"node => node.matches({CHOSEN!r})")
    opened.is_quiet()


def test_a_deep_link_opens_its_step(page_path, open_run):
    ids = article_ids(open_run(page_path).page)
    for name in {ids[0], ids[len(ids) // 2], ids[-1]}:
        page = open_run(page_path, f"#{name}").page
        article = page.locator(f"[id='{name}']")
        article.wait_for(state="visible")
        assert article.evaluate("article => article.getBoundingClientRect().top < innerHeight")


def test_a_deep_link_takes_back_and_forward(page_path, open_run):
    page = open_run(page_path).page
    ids = article_ids(page)
    if len(ids) < 2:
        pytest.skip("one step only")
    for name in ids[:2]:
        page.evaluate("name => { location.hash = name }", name)
        page.locator(f"[id='{name}']").wait_for(state="visible")
    page.go_back()
    page.locator(f"[id='{ids[0]}']").wait_for(state="visible")


def test_slash_searches_and_escape_leaves(page_path, open_run):
    opened = open_run(page_path)
    page = opened.page
    name = page.locator(ARTICLE).first.get_attribute("aria-label") or ""
    page.keyboard.press("/")
    assert page.evaluate(f"() => document.activeElement.matches({SEARCH!r})")
    assert page.locator(f"{SEARCH}:visible").first.input_value() == ""
    page.keyboard.type(name[:20])
    expect(page.locator(f"{SEARCH_STATUS}:visible").first).to_have_text(FOUND)
    page.keyboard.press("Escape")
    assert page.locator(f"{SEARCH}:visible").first.input_value() == ""
    opened.is_quiet()


def test_a_search_for_nothing_known_finds_none(page_path, open_run):
    page = open_run(page_path).page
    page.keyboard.press("/")
    page.keyboard.type("qzxv no such words qzxv")
    expect(page.locator(f"{SEARCH_STATUS}:visible").first).to_have_text(FOUND_NONE)


def test_the_question_mark_opens_help_and_escape_closes_it(page_path, open_run):
    page = open_run(page_path).page
    page.keyboard.press("?")
    page.locator(HELP).wait_for(state="visible")
    page.keyboard.press("Escape")
    page.locator(HELP).wait_for(state="hidden")


def test_e_goes_to_an_error(page_path, open_run):
    page = open_run(page_path).page
    if page.locator(f"{ARTICLE} {PROBLEM}").count() == 0:
        pytest.skip("the run has no error")
    page.keyboard.press("r")
    page.keyboard.press("e")
    assert visible_article(page).locator(PROBLEM).count() > 0


# Without JavaScript, without CSS


def test_without_javascript_every_text_can_be_opened(page_path, open_page):
    opened = open_page(page_path, java_script_enabled=False)
    assert opened.page.locator(ARTICLE).count() > 0
    assert opened.page.evaluate(HIDDEN_TEXTS) == []
    opened.is_quiet()


def test_without_javascript_links_jump(page_path, open_page):
    page = open_page(page_path, java_script_enabled=False).page
    link = page.locator("a.node[href^='#s-'], .finding a[href^='#s-'], a.span-link").first
    if link.count() == 0:
        pytest.skip("nothing links to a step")
    target = (link.get_attribute("href") or "").removeprefix("#")
    link.focus()
    page.keyboard.press("Enter")
    article = page.locator(f"[id='{target}']")
    article.wait_for(state="visible")
    assert article.evaluate("article => article.getBoundingClientRect().top < innerHeight")


@pytest.fixture
def bare_page(page_path, tmp_path):
    """The page as a viewer shows it that takes both its style and its script."""
    text = page_path.read_text(encoding="utf-8")
    text = re.sub(r"<style\b.*?</style>", "", text, flags=re.S)
    text = re.sub(r"<script\b.*?</script>", "", text, flags=re.S)
    bare = tmp_path / page_path.name
    bare.write_text(text, encoding="utf-8")
    return bare


def test_without_css_the_page_reads_from_top_to_bottom(bare_page, open_page):
    page = open_page(bare_page).page
    assert page.evaluate(HIDDEN_TEXTS) == []
    order = [HEADER, QUESTION, ANSWER, FINDINGS, GRAPH, DETAIL]
    tops = [page.locator(selector).first.bounding_box()["y"] for selector in order if page.locator(selector).count()]
    assert len(tops) >= 4
    assert tops == sorted(tops)


def test_without_css_drawings_are_right_by_their_attributes(bare_page, open_page):
    """A shape that relies on the style for its colour would be drawn as a black block."""
    page = open_page(bare_page).page
    black = page.evaluate(
        """() => [...document.querySelectorAll('svg rect, svg path')]
          .filter((shape) => !shape.closest('defs, symbol, marker, [aria-hidden=true]'))
          .filter((shape) => shape.getBBox().width * shape.getBBox().height > 2000)
          .filter((shape) => getComputedStyle(shape).fill === 'rgb(0, 0, 0)')
          .map((shape) => shape.outerHTML.slice(0, 100))"""
    )
    assert black == []


# Dark, phone, print


def lightness(page):
    """The page's background, from 0 for black to 1 for white."""
    colour = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    red, green, blue = (float(part) for part in re.findall(r"[\d.]+", colour)[:3])
    return (red + green + blue) / 765


def test_the_system_chooses_light_or_dark(page_path, open_page):
    assert lightness(open_page(page_path).page) > 0.8
    assert lightness(open_page(page_path, color_scheme="dark").page) < 0.25


def test_on_a_phone_nothing_scrolls_sideways(page_path, open_page):
    page = open_page(page_path, **PHONE).page
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    assert page.evaluate("() => document.body.scrollWidth") <= 390


def test_print_is_light_and_expanded(page_path, open_run):
    opened = open_run(page_path, color_scheme="dark")
    page = opened.page
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    assert lightness(page) > 0.8
    folded = page.locator(ARTICLE).evaluate_all(
        "articles => articles.filter((article) => article.getBoundingClientRect().height === 0).map(({ id }) => id)")
    assert folded == []
    assert len(page.pdf()) > 1_000
    opened.is_quiet()


# Accessibility


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_no_violation(page_path, open_page, theme):
    # The checker's own script is not the page's, so the policy must let it in.
    options, rules = THEMES[theme]
    assert violations(open_page(page_path, bypass_csp=True, **options).page, rules) == []
