"""How pages look, beside pictures that a person has looked at: every view, light and dark, desktop and phone.

    TRACEPAGE_BINARY=FILE .build-browser/venv/bin/python -m pytest Tests/Browser/test_pictures.py

`TRACEPAGE_RECORD=1` before it takes the pictures in `Pictures` anew. Look at them before you keep them. A picture that
differs is left in the folder that the failure names. Another browser or another font draws other letters: where they are
not those that the pictures were taken with, the pictures are left out.
"""

import io
import os
import re
import shutil
import subprocess

import pytest
from PIL import Image, ImageDraw
from pictures import TOLERANCE, difference, record
from places import BINARY, CHROMIUM, NO_BINARY, TOP

FOLDER = TOP / "Tests" / "Browser" / "Pictures"
IS_RECORDING = os.environ.get("TRACEPAGE_RECORD") == "1"
DESKTOP, PHONE = {"width": 1400, "height": 900}, {"width": 390, "height": 844}
# Every view in the light; what the page opens on in the dark and on a phone too.
LOOKS = {
    "light": ({"viewport": DESKTOP}, True), "dark": ({"viewport": DESKTOP, "color_scheme": "dark"}, False),
    "phone": ({"viewport": PHONE}, False), "phone-dark": ({"viewport": PHONE, "color_scheme": "dark"}, False),
}  # fmt: skip


@pytest.fixture(scope="session")
def pipeline_page(tmp_path_factory):
    if BINARY is None:
        pytest.skip(NO_BINARY)
    page = tmp_path_factory.mktemp("pipeline") / "page.html"
    trace = TOP / "examples" / "returns-policy" / "trace.json"
    subprocess.run([BINARY, trace, "-o", page], check=True, capture_output=True)
    return page


def surroundings():
    """What draws the letters of a picture: the browser's main version and the font of a page."""
    version = subprocess.run([CHROMIUM, "--version"], capture_output=True, text=True, check=True).stdout
    font = "?"
    if shutil.which("fc-match"):
        font = subprocess.run(["fc-match", "sans-serif"], capture_output=True, text=True, check=True).stdout.strip()
    number = re.search(r"\d+", version)[0]
    return f"Chromium {number}, {font}\n"


def taken(page):
    return Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("fixture", ["pipeline_page", "session_page"])
def test_a_page_looks_as_it_was_reviewed(request, fixture, look, open_page, tmp_path):
    drawn = FOLDER / "drawn-with.txt"
    if IS_RECORDING:
        FOLDER.mkdir(exist_ok=True)
        drawn.write_text(surroundings(), encoding="utf-8")
    elif not drawn.exists():
        pytest.skip("left out: Tests/Browser/Pictures holds no picture (TRACEPAGE_RECORD=1 takes them)")
    elif drawn.read_text(encoding="utf-8") != surroundings():
        pytest.skip(f"left out: the pictures were taken with {drawn.read_text(encoding='utf-8').strip()}")
    options, has_all_views = LOOKS[look]
    opened = open_page(request.getfixturevalue(fixture), **options)
    name = fixture.removesuffix("_page")
    different = []
    for tab in opened.page.locator(".graph-panel [role=tab]").all() if has_all_views else [None]:
        view = "opened"
        if tab:
            tab.click()
            view = tab.get_attribute("id").rpartition("-view-")[2]
        opened.settle()
        opened.page.mouse.move(0, 0)
        picture, path = taken(opened.page), FOLDER / f"{name}-{view}-{look}.png"
        if IS_RECORDING:
            record(picture, path)
            continue
        share = difference(picture, Image.open(path)) if path.exists() else 1.0
        if share > TOLERANCE:
            picture.save(tmp_path / path.name)
            different.append(f"{path.name}: {share:.1%} differ; now {tmp_path / path.name}")
    assert different == []


# The comparison itself


def card(x=20, ground="white", ink="#1d1c1a"):
    picture = Image.new("RGB", (400, 300), ground)
    draw = ImageDraw.Draw(picture)
    draw.rectangle([x, 40, x + 160, 120], outline="#8a857c", fill="#f3f0ea")
    draw.text((x + 12, 60), "claude-opus · 12.6 s", fill=ink)
    return picture


def test_a_picture_is_like_itself_even_as_it_is_kept(tmp_path):
    record(card(), tmp_path / "card.png")
    assert difference(card(), Image.open(tmp_path / "card.png")) <= TOLERANCE
    assert (tmp_path / "card.png").stat().st_size < 4_000


def test_letters_drawn_a_little_otherwise_are_the_same():
    assert difference(card(), card(ink="#3a3936")) <= TOLERANCE


@pytest.mark.parametrize("other", [card(x=60), card(ground="#fbe7e5"), Image.new("RGB", (400, 300), "white"), card().crop((0, 0, 400, 299))])
def test_what_moved_or_has_another_colour_or_size_is_not(other):
    assert difference(card(), other) > TOLERANCE
