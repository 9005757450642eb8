#!/usr/bin/env python3
"""How much of its panel a first drawing uses, in Chromium at 1400 × 900: panel.py PAGE.html … prints a table.

Share is the box around the drawing's cards by what the panel shows of the drawing; over are drawings that are larger
than their panel. Pages that open on another view, and lists of traces, are left out. Needs Playwright
(`Tests/Browser/setup.sh`).
"""
import pathlib
import statistics
import sys

from playwright.sync_api import sync_playwright

MEASURE = """() => {
  const panel = document.querySelector('.view[data-view=graph] .run-graph');
  if (!panel || !panel.offsetHeight) return null;
  const box = panel.getBoundingClientRect();
  const cards = [...panel.querySelectorAll('svg a')].map((card) => card.getBoundingClientRect());
  if (cards.length < 2) return null;
  const right = Math.max(...cards.map((card) => card.right)), left = Math.min(...cards.map((card) => card.left));
  const bottom = Math.max(...cards.map((card) => card.bottom));
  return {
    cards: cards.length, width: Math.min(1, (right - left) / box.width), height: Math.min(1, (bottom - box.top) / box.height),
    over: panel.scrollWidth > panel.clientWidth + 1 || panel.scrollHeight > panel.clientHeight + 1,
  };
}"""


def main():
    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1400, "height": 900})
        for name in sys.argv[1:]:
            tab.goto(pathlib.Path(name).resolve().as_uri())
            tab.wait_for_selector(".ready, .list", state="attached")
            found = tab.evaluate(MEASURE)
            if found:
                rows.append((pathlib.Path(name).stem, found))
        browser.close()
    for name, row in rows:
        print(f"{name[:60]:60} {row['cards']:5} cards  {row['width']:.2f} × {row['height']:.2f}{'  over' if row['over'] else ''}")
    many = [row for _, row in rows if row["cards"] >= 6]
    for title, those in (("all", rows and [row for _, row in rows]), ("six cards and more", many)):
        shares = [row["width"] * row["height"] for row in those]
        print(
            f"{title}: {len(those)} drawings, share median {statistics.median(shares):.2f}, "
            f"below 0.75 {sum(share < 0.75 for share in shares)}, over {sum(row['over'] for row in those)}")


if __name__ == "__main__":
    main()
