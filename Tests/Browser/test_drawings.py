"""That the words of drawings do not lie over each other, in every view of runs that had such words once.

    TRACEPAGE_BINARY=FILE .build-browser/venv/bin/python -m pytest Tests/Browser/test_drawings.py
"""

import pytest
from made_pages import rendered
from places import BINARY, NO_BINARY, TOP

SIZES = {"desktop": {"width": 1400, "height": 900}, "phone": {"width": 390, "height": 844}}
RUNS = [
    "claude-code/cc_no_root.jsonl",
    "gemini-cli/gemini_multi_13msg.json",
    "genai-semconv/gen-events-v1.30.traces.json",
    "jaeger/jaegerui-genai.json",
    "langsmith/ls_real_post_openai.json",
    "openai-agents/agents_ingest_body.json",
]

# Pairs of texts of one drawing that share more than the edges of their boxes.
OVERLAPS = """() => {
  const texts = [...document.querySelectorAll('svg text')].filter((text) => text.checkVisibility())
    .map((text) => ({ text, box: text.getBoundingClientRect() })).filter(({ box }) => box.width > 0);
  const found = [];
  texts.forEach((one, place) => texts.slice(place + 1).forEach((other) => {
    if (one.text.ownerSVGElement === other.text.ownerSVGElement
      && one.box.left < other.box.right - 2 && other.box.left < one.box.right - 2
      && one.box.top < other.box.bottom - 4 && other.box.top < one.box.bottom - 4) {
      found.push(`${one.text.textContent} | ${other.text.textContent}`);
    }
  }));
  return found;
}"""

pytestmark = pytest.mark.skipif(BINARY is None, reason=NO_BINARY)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("run", RUNS)
def test_no_words_of_a_drawing_lie_over_others(run, size, open_page, tmp_path):
    source = TOP / "Tests/Corpus" / run
    page = open_page(rendered(tmp_path, source.name, source.read_text(encoding="utf-8")), viewport=SIZES[size]).page
    tabs = page.locator(".graph-panel [role=tab]")
    assert tabs.count() > 1
    for place in range(tabs.count()):
        tabs.nth(place).click()
        assert page.evaluate(OVERLAPS) == [], tabs.nth(place).inner_text()
