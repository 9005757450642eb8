"""What axe finds on a page, in each theme by the rules that the theme can break."""

from axe_playwright_python.sync_playwright import Axe

# A browser context's options, and the rules; the first theme is held to all of them.
THEMES = {
    "light": ({}, None), "dark": ({"color_scheme": "dark"}, ["color-contrast"]),
    "phone": ({"viewport": {"width": 390, "height": 844}}, ["color-contrast", "scrollable-region-focusable"]),
}  # fmt: skip


# Texts below main that are set smaller than can be read.
TINY = (
    "[...document.querySelectorAll('main *')].filter(e => e.children.length === 0 && e.textContent.trim()"
    " && parseFloat(getComputedStyle(e).fontSize) < 11).map(e => e.outerHTML)"
)


def check_fits(page, width):
    """Nothing of a page stands out of a window of that width, and no text of it is too small to be read."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(TINY) == []


def violations(page, rules, context=None):
    """Each broken rule with the first places that break it; of a part of the page where `context` names one."""
    options = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
    found = Axe().run(page, context=context, options=options).response["violations"]
    return [(each["id"], each["help"], [node["target"] for node in each["nodes"][:3]]) for each in found]
