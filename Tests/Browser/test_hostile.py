"""What no trace can do to its reader, whatever its texts are.

    TRACEPAGE_BINARY=FILE .build-browser/venv/bin/python -m pytest Tests/Browser/test_hostile.py
"""

import html
import re
import subprocess

import hostile_trace
import pytest
from page_checker import check
from places import BINARY, NO_BINARY, absence
from playwright.sync_api import Error

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
PAGES = ["clashes", "single", "inline-0", "inline-1", "inline-2", "inline-3", "public-0", "public-1", "public-2"]
PHONE = {"viewport": {"width": 390, "height": 844}}

pytestmark = pytest.mark.skipif(BINARY is None, reason=NO_BINARY)

# Payloads call `hit`, which tells; and what they add to the window shows against the names that it had at first.
FIRST = """(() => {
  const known = new Set(Object.getOwnPropertyNames(window));
  Object.defineProperty(window, 'hit', { value: (which) => console.error(`payload ${which} ran`) });
  Object.defineProperty(window, 'newGlobals', {
    value: () => Object.getOwnPropertyNames(window).filter((name) => !known.has(name) && !['hit', 'newGlobals'].includes(name)),
  });
})()"""

# Shows every trace, in it every view, every span and every part of a span, by the page's own keys and buttons.
WALK = """async () => {
  const rest = () => new Promise((done) => setTimeout(done));
  const until = async (found) => {
    for (let turn = 0; !found(); turn += 1) {
      if (turn > 10000) throw new Error(`never came: ${found}`);
      await rest();
    }
    return found();
  };
  const press = (key) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  for (const [place, section] of document.querySelectorAll('.trace').entries()) {
    location.hash = section.id;
    await rest();
    if (section.hidden) throw new Error(`${section.id} is not shown`);
    for (const tab of section.querySelectorAll('.graph-panel [role=tab]')) tab.click();
    const spans = section.querySelectorAll('.span');
    press('Home');
    await rest();
    // While the conversation is shown it stands in a span's place.
    (await until(() => section.querySelector('.detail-panel [role=tab]:not([id$=-conversation])'))).click();
    // The parts of a span are static and opened below; two traces are enough for the buttons that show them.
    for (const span of place < 2 ? spans : []) {
      await until(() => !span.hidden);
      const count = section.querySelectorAll('.detail-panel [role=tab]').length;
      for (let tab = 0; tab < count; tab += 1) section.querySelectorAll('.detail-panel [role=tab]')[tab].click();
      press('p');
      press('ArrowDown');
      await rest();
    }
    for (const key of ['n', 'e', 'E', 'f', 'c', 'r', 'm', 'y']) press(key);
    // The browser refuses more than some 200 entries of its history in ten seconds; the first trace wrote real ones.
    history.pushState = history.replaceState = () => {};
    await rest();
  }
  for (const details of document.querySelectorAll('details')) details.open = true;
  await rest();
  for (const reference of document.querySelectorAll('.ref > a')) reference.click();
  window.dispatchEvent(new Event('beforeprint'));
  delete history.pushState;
  delete history.replaceState;
}"""

# What stands in the document as the browser understood it, and should not.
INSPECT = """() => {
  const wrong = [];
  const elements = document.querySelectorAll('*');
  const forbidden = new Set(('iframe frame object embed form base link template video audio source track math portal ' +
    'foreignobject animate set animatemotion animatetransform image feimage textarea').split(' '));
  const loading = new Set('src srcset srcdoc action formaction poster data background ping xlink:href'.split(' '));
  const counts = { script: 0, style: 0, title: 0, meta: 0, html: 0, head: 0, body: 0 };
  for (const element of elements) {
    const name = element.localName.toLowerCase();
    // The packed bodies of a large page: base64 in a comment.
    if (element.dataset?.packed !== undefined && /^(<!--[A-Za-z0-9+\\/=]*-->)+$/.test(element.innerHTML)) continue;
    const tell = (what) => wrong.push(`<${name}> ${what}`.slice(0, 200));
    if (name in counts && !element.closest('svg')) counts[name] += 1;
    if (forbidden.has(name) || name.includes('-')) tell('has no place here');
    // The page's own script makes the search fields and the choices.
    if (['input', 'select'].includes(name) && !element.matches('input.search, input.list-search, select[aria-label]')) tell('has no place here');
    for (const { name: attribute, value } of element.attributes) {
      if (attribute.startsWith('on')) tell(attribute);
      if (loading.has(attribute) && !/^data:image\\/(png|jpeg|gif|webp);base64,/.test(value)) tell(`${attribute}=${value}`);
      if (/^(id|name)$/.test(attribute) && !/^[A-Za-z0-9_.~-]+$/.test(value) && name !== 'meta') tell(`${attribute}=${value}`);
      if (attribute === 'href' && name !== 'a' && !value.startsWith('#')) tell(`href=${value}`);
    }
    if (name === 'a' && !element.getAttribute('href')?.startsWith('#')) {
      if (!['http:', 'https:', 'mailto:'].includes(element.protocol) && !(element.protocol === ':' && /^https?:/.test(element.getAttribute('href')))) tell(`leads to ${element.href}`);
      if (!element.relList.contains('noopener') || !element.relList.contains('noreferrer')) tell('tells where it comes from');
    }
  }
  for (const [name, count] of Object.entries(counts)) {
    if (name === 'meta' ? count > 7 : count !== 1) wrong.push(`${count} <${name}>`);
  }
  for (const name of ['getElementById', 'querySelector', 'createElement', 'addEventListener']) {
    if (typeof document[name] !== 'function') wrong.push(`document.${name} is ${document[name]}`);
  }
  if (!(document.body instanceof HTMLBodyElement)) wrong.push('document.body is another');
  if (Object.keys(Object.prototype).length || Object.prototype.hit !== undefined) wrong.push('Object.prototype has grown');
  return wrong;
}"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """The hostile pages; beside each, named `bare`, the same without the policy."""
    folder = tmp_path_factory.mktemp("hostile")
    for source in hostile_trace.write(folder):
        page = source.with_suffix(".html")
        # Redaction changes texts, so the payloads that must be found again go without it.
        options = [] if "public" in source.name else ["--no-redact"]
        subprocess.run([BINARY, source, "-o", page, *options], check=True, capture_output=True)
        text, count = POLICY.subn("", page.read_text(encoding="utf-8"), count=1)
        assert count == 1
        page.with_name(f"{page.stem}.bare.html").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(params=PAGES)
def name(request):
    if request.param.startswith("public") and not hostile_trace.public_payloads():
        pytest.skip(absence(hostile_trace.PUBLIC))
    return request.param


def problems(opened):
    """What an opened page did or holds that it should not."""
    page = opened.page
    opened.settle()
    found = [f"says {text}" for text in opened.messages]
    found += [f"asks for {url}" for url in opened.requests[1:] if not url.startswith("data:image/")]
    found += [f"goes to {url}" for url in opened.foreign_places]
    found += [f"opens {url}" for url in opened.popups]
    found += [f"pops up {text}" for text in opened.dialogs]
    try:
        return few(found or page.evaluate(INSPECT) + page.evaluate("() => window.newGlobals?.() ?? []"))
    except Error as error:
        return [f"cannot be looked into: {error}"[:300]]


def few(found):
    """The first of them, cut: pytest takes minutes to compare thousands of long texts."""
    return [text[:300] for text in found[:8]]


def walk(opened):
    """Does what a reader can do."""
    page = opened.page
    page.evaluate(WALK)
    page.keyboard.press("Escape")
    page.evaluate("() => { location.hash = document.querySelector('.trace').id; document.activeElement?.blur() }")
    opened.settle()
    for query in ("<script>hit(1)</script>", "kind:\"] x", "model:</style>", "(a+)+$"):
        page.keyboard.press("/")
        page.keyboard.insert_text(query)
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
    for key in "12345?":
        page.keyboard.press(key)
    page.keyboard.press("Escape")


def test_the_text_keeps_every_rule(folder, name):
    assert few(check((folder / f"{name}.html").read_text(encoding="utf-8"), counts_texts=False)) == []


@pytest.mark.parametrize("name", ["clashes", "single", "inline-0"])
def test_no_payload_runs(folder, name, open_page):
    opened = open_page(folder / f"{name}.html", first_script=FIRST)
    walk(opened)
    assert problems(opened) == []


def test_escaping_alone_holds(folder, name, open_page):
    opened = open_page(folder / f"{name}.bare.html", first_script=FIRST)
    walk(opened)
    assert problems(opened) == []


def test_without_javascript_nothing_is_asked_for(folder, name, open_page):
    opened = open_page(folder / f"{name}.bare.html", java_script_enabled=False)
    opened.page.evaluate("() => document.querySelectorAll('details').forEach((details) => { details.open = true })")
    assert problems(opened) == []


@pytest.mark.parametrize("name", ["single", "clashes"])
def test_a_phone_is_as_safe_and_nothing_scrolls_sideways(folder, name, open_page):
    opened = open_page(folder / f"{name}.html", first_script=FIRST, **PHONE)
    assert opened.page.evaluate("() => document.documentElement.scrollWidth") <= 390
    assert problems(opened) == []


@pytest.mark.parametrize("part", range(4))
def test_the_payloads_stand_on_the_page(folder, part):
    """Else the tests above would prove nothing."""
    text = html.unescape((folder / f"inline-{part}.html").read_text(encoding="utf-8"))
    plain = [payload for payload in hostile_trace.PAYLOADS if re.fullmatch(r"[ -~]*", payload)]
    assert len(plain) > 90
    assert few([payload for payload in plain if payload not in text]) == []


@pytest.mark.parametrize("attack", [
    "<img src=data:x onerror=hit(1)>",
    "<script>alert(1)</script>",
    "<script>var leaked = 1</script>",
    "<script>Object.prototype.hit = 1</script>",
    "<script>open('about:blank')</script>",
    "<img src=//evil.test/1.png>",
    "<img src=#>",
    "<style>body { background: url(//evil.test/1) }</style>",
    "<meta http-equiv=refresh content='0;url=about:blank'>",
    "<a href=javascript:hit(1)>x</a>",
    "<a href=smb://evil.test/x rel='noopener noreferrer'>x</a>",
    "<b onclick=hit(1)>x</b>",
    "<form id=getElementById></form>",
    "<p id='a b'></p>",
])
def test_the_watch_sees_an_attack_that_works(folder, attack, open_page, tmp_path):
    page = tmp_path / "attack.html"
    text = (folder / "clashes.bare.html").read_text(encoding="utf-8")
    page.write_text(text.replace("<footer", attack + "<footer", 1), encoding="utf-8")
    opened = open_page(page, first_script=FIRST)
    assert opened.eventually(lambda: problems(opened)) != []
