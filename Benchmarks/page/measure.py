#!/usr/bin/env python3
"""Measures what a page of a large trace costs: to render it, and to open it in a browser.

    measure.py TRACEPAGE [--spans 10 100 1000] [--runs 5] [--keep FOLDER]

TRACEPAGE is the release binary. The traces come from Benchmarks/generate. Rendering is timed from start to
exit; the peak memory is the largest of the runs. Opening is timed in Chromium by Playwright: to the end of the
load event, by the page's own clock, and from a click on a step that is not selected to the frame after its details
are shown. Figures are medians unless they are named otherwise.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

from playwright.sync_api import sync_playwright

BENCHMARKS = pathlib.Path(__file__).resolve().parents[1]
CHROMIUM = os.environ.get("TRACEPAGE_CHROMIUM", "/usr/bin/chromium")
TIME = "/usr/bin/time"

# Chooses a step other than the selected one, clicks its link in the graph or the waterfall and waits until its
# details are shown and a frame is drawn; the milliseconds and the chosen address.
CLICK = """async () => {
  const isShown = (id) => document.getElementById(id)?.checkVisibility() ?? false;
  const links = [...document.querySelectorAll('.graph-panel a[href^="#s-"]')];
  const target = (link) => decodeURIComponent(link.getAttribute('href').slice(1));
  const link = links.find((link) => link.checkVisibility() && !isShown(target(link)));
  if (!link) return null;
  const id = target(link);
  const start = performance.now();
  link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, view: window }));
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  while (!isShown(id)) {
    if (performance.now() - start > 30000) return { milliseconds: null, id };
    await frame();
  }
  await frame();
  await new Promise((resolve) => setTimeout(resolve));
  return { milliseconds: performance.now() - start, id };
}"""


def generate(count, path):
    """Writes a trace of `count` spans; the same count gives the same bytes."""
    subprocess.run([sys.executable, BENCHMARKS / "generate", "desk", str(count), path], check=True)


def render(binary, trace, page, scratch):
    """Seconds and peak memory in bytes of one run.

    GNU time stands between: a child of this program itself would count this program's memory as its own.
    """
    memory = scratch / "memory"
    start = time.perf_counter()
    done = subprocess.run(
        [TIME, "-f", "%M", "-o", memory, binary, trace, "-o", page], capture_output=True, text=True, errors="replace"
    )
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"measure.py: {binary} exited with {done.returncode}:\n{done.stderr}")
    return seconds, int(memory.read_text()) * 1024


def open_page(playwright, page):
    """The figures of one opening, in a browser of its own so that nothing is warm."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
    try:
        tab = browser.new_page(viewport={"width": 1400, "height": 900})
        tab.goto(page.as_uri(), wait_until="load", timeout=300_000)
        tab.wait_for_function("() => performance.getEntriesByType('navigation')[0].loadEventEnd > 0")
        load = tab.evaluate("() => performance.getEntriesByType('navigation')[0].loadEventEnd")
        nodes = tab.evaluate("() => document.querySelectorAll('*').length")
        session = tab.context.new_cdp_session(tab)
        session.send("HeapProfiler.collectGarbage")
        heap = session.send("Runtime.getHeapUsage")["usedSize"]
        click = tab.evaluate(CLICK)
        if click is not None and click["milliseconds"] is None:
            sys.exit(f"measure.py: the details of #{click['id']} did not appear")
        return {"load": load, "click": click and click["milliseconds"], "nodes": nodes, "heap": heap}
    finally:
        browser.close()


def measure(playwright, binary, folder, count, runs):
    trace, page = folder / f"large-{count}.json", folder / f"large-{count}.html"
    generate(count, trace)
    rendered = [render(binary, trace, page, folder) for _ in range(runs)]
    opened = [open_page(playwright, page) for _ in range(runs)]
    clicks = [figures["click"] for figures in opened if figures["click"] is not None]
    return [
        f"{count:,}",
        f"{trace.stat().st_size / 1e6:.2f}",
        f"{statistics.median(seconds for seconds, _ in rendered):.3f}",
        f"{max(memory for _, memory in rendered) / 1e6:.1f}",
        f"{page.stat().st_size / 1e6:.3f}",
        f"{statistics.median(figures['load'] for figures in opened):.0f}",
        f"{statistics.median(clicks):.0f}" if clicks else "–",
        f"{opened[0]['nodes']:,}",
        f"{statistics.median(figures['heap'] for figures in opened) / 1e6:.2f}",
    ]


HEADINGS = [
    "spans", "trace MB", "render s", "peak MB", "page MB", "load ms", "click ms", "elements", "JS heap MB",
]  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("binary", type=pathlib.Path, help="the release binary of tracepage")
    parser.add_argument("--spans", type=int, nargs="+", default=[10, 100, 1000], help="sizes of the traces")
    parser.add_argument("--runs", type=int, default=5, help="runs of each measurement (default 5)")
    parser.add_argument("--keep", type=pathlib.Path, help="a folder for traces and pages (default: thrown away)")
    options = parser.parse_args()
    if options.runs < 1 or min(options.spans) < 1:
        parser.error("--runs and --spans must be at least 1")
    if not os.access(options.binary, os.X_OK):
        parser.error(f"{options.binary} is no program that can be run; build it with make build")
    if not os.access(TIME, os.X_OK):
        sys.exit(f"measure.py: there is no {TIME}; install it with apt install time")
    binary = options.binary.resolve()
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder = options.keep or pathlib.Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        print("  ".join(f"{heading:>10}" for heading in HEADINGS), flush=True)
        for count in options.spans:
            row = measure(playwright, binary, folder.resolve(), count, options.runs)
            print("  ".join(f"{value:>10}" for value in row), flush=True)


if __name__ == "__main__":
    main()
