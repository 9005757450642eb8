#!/usr/bin/env python3
"""Measures what a page of a long run costs: to render it, to open it in a browser, and to work with it.

    measure.py TRACEPAGE [--steps 1000 10000 100000] [--runs 3] [--eager 10000] [--keep FOLDER]

TRACEPAGE is the release binary. The traces are Benchmarks/generate's `steps`: one run, calls and tools in turn, 2 KB
each, no two alike. `ready` is when the page can be used, `load` when all of it is read. Beside each page up to --eager
steps stands the same page with nothing packed (eager.py), opened in the same run. Each page is opened in a browser of
its own, once that has started: its own first page takes a second of work. Memory is the proportional set size of the
page's renderer process after it has settled. `find` is a word that few steps hold: first while all has to be unpacked,
then again. `pan` is the median of 60 frames of scrolling through the waterfall, `longest` the longest of them. Figures
are medians of the runs, times in milliseconds.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

from eager import eager
from playwright.sync_api import Error, sync_playwright

BENCHMARKS = pathlib.Path(__file__).resolve().parents[1]
CHROMIUM = os.environ.get("TRACEPAGE_CHROMIUM", "/usr/bin/chromium")
TIME = "/usr/bin/time"
PATIENCE = 300_000
# How long a browser takes to start, its own first page included, in milliseconds.
START = 1_500

FRAME = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

# Notes when the page can be used: the script begins before a large page is read to its end.
READY = """() => {
  const look = () => {
    if (document.documentElement?.classList.contains('ready')) window.readyAt = performance.now();
    else requestAnimationFrame(look);
  };
  look();
}"""

OPENED = f"""async () => {{
  await {FRAME};
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  return {{
    paint: paint?.startTime, ready: window.readyAt, load: performance.getEntriesByType('navigation')[0].loadEventEnd,
    elements: document.querySelectorAll('*').length,
  }};
}}"""

# Clicks a row of the waterfall that is in sight and waits until its details are, and a frame is drawn.
STEP = f"""async () => {{
  const rows = [...document.querySelectorAll('.waterfall a.row')].filter((row) => row.checkVisibility());
  const row = rows[Math.floor(rows.length * 0.7)];
  const id = decodeURIComponent(row.getAttribute('href').slice(1));
  const start = performance.now();
  row.dispatchEvent(new MouseEvent('click', {{ bubbles: true, cancelable: true, view: window }}));
  while (!document.getElementById(id)?.checkVisibility()) await new Promise(requestAnimationFrame);
  await {FRAME};
  return performance.now() - start;
}}"""

# Scrolls through the waterfall in 60 frames.
PAN = """async () => {
  const frame = [...document.querySelectorAll('.waterfall, [data-view=waterfall]')]
    .find((element) => element.scrollHeight > element.clientHeight + 1);
  const times = [];
  let last = performance.now();
  for (let index = 0; index < 60; index += 1) {
    frame.scrollTop += Math.min(600, frame.scrollHeight / 60);
    await new Promise(requestAnimationFrame);
    times.push(performance.now() - last);
    last = performance.now();
  }
  times.sort((a, b) => a - b);
  return [times[times.length / 2], times[times.length - 1]];
}"""

# Looks for words and waits until the number of hits is told.
FIND = """async (words) => {
  const field = document.querySelector('.search');
  const count = document.querySelector('.search-count');
  const wait = async (done) => { while (!done()) await new Promise(requestAnimationFrame); };
  const put = (text) => {
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
  put('');
  await wait(() => count.textContent === '');
  const start = performance.now();
  put(words);
  await wait(() => /^[0-9]+ (hit|of)/.test(count.textContent));
  return performance.now() - start;
}"""


def render(binary, trace, page, scratch):
    """Seconds and peak memory in megabytes of one run; GNU time stands between, whose memory is its child's."""
    memory = scratch / "memory"
    start = time.perf_counter()
    done = subprocess.run(
        [TIME, "-f", "%M", "-o", memory, binary, trace, "-o", page], capture_output=True, text=True, errors="replace"
    )
    if done.returncode != 0:
        sys.exit(f"measure.py: {binary} exited with {done.returncode}:\n{done.stderr}")
    return time.perf_counter() - start, int(memory.read_text()) / 1e3


def renderers():
    """The renderer processes of Chromium by their process id, with their memory in megabytes."""
    found = {}
    for folder in pathlib.Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and b"--type=renderer" in (folder / "cmdline").read_bytes():
                lines = (folder / "smaps_rollup").read_text().splitlines()
                found[folder.name] = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1e3
        except OSError:
            continue
    return found


def open_page(playwright, page):
    """The figures of one opening, in a browser of its own so that nothing is warm."""
    others = set(renderers())
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
    try:
        tab = browser.new_page(viewport={"width": 1400, "height": 900})
        tab.set_default_timeout(PATIENCE)
        tab.add_init_script(f"({READY})()")
        tab.wait_for_timeout(START)
        before = renderers()
        tab.goto(page.as_uri(), wait_until="load")
        tab.wait_for_function("() => document.documentElement.classList.contains('ready')")
        figures = tab.evaluate(OPENED)
        tab.context.new_cdp_session(tab).send("HeapProfiler.collectGarbage")
        # The page's process is the one that grew most: the browser has others.
        grown = {key: (size - before.get(key, 0), size) for key, size in renderers().items() if key not in others}
        figures["memory"] = max(grown.values(), default=(0, 0))[1]
        tab.click(".graph-panel [role=tab]:text-is('Waterfall')")
        tab.wait_for_selector(".waterfall a.row:visible")
        figures["pan"], figures["longest"] = tab.evaluate(PAN)
        figures["step"] = tab.evaluate(STEP)
        figures["find first"] = tab.evaluate(FIND, "LK-00000a1")
        figures["find again"] = tab.evaluate(FIND, "LK-00000b")
        return figures
    except Error as problem:
        print(f"{page.name}: {str(problem).splitlines()[0]}", file=sys.stderr)
        return {}
    finally:
        browser.close()


COLUMNS = ["paint", "ready", "load", "elements", "memory", "step", "pan", "longest", "find first", "find again"]


def row(name, page, figures):
    """A line of the table: medians, and a dash for what could not be measured."""
    cells = [f"{name:>16}", f"{page.stat().st_size / 1e6:>8.2f}"]
    for column in COLUMNS:
        values = [each[column] for each in figures if each.get(column) is not None]
        cells.append(f"{statistics.median(values):>10,.0f}" if values else f"{'–':>10}")
    print("  ".join(cells), flush=True)


def measure(playwright, binary, folder, count, options):
    trace, page = folder / f"steps-{count}.json", folder / f"steps-{count}.html"
    if not trace.exists():
        subprocess.run([sys.executable, BENCHMARKS / "generate", "steps", str(count), trace], check=True)
    seconds, memory = render(binary, trace, page, folder)
    print(f"{count:,} steps: {trace.stat().st_size / 1e6:.1f} MB rendered in {seconds:.1f} s with {memory:,.0f} MB")
    row("packed", page, [open_page(playwright, page) for _ in range(options.runs)])
    if count <= options.eager:
        other = folder / f"eager-{count}.html"
        other.write_text(eager(page.read_text(encoding="utf-8")), encoding="utf-8")
        row("eager", other, [open_page(playwright, other)])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("binary", type=pathlib.Path, help="the release binary of tracepage")
    parser.add_argument("--steps", type=int, nargs="+", default=[1_000, 10_000, 100_000], help="sizes of the traces")
    parser.add_argument("--runs", type=int, default=3, help="openings of each page (default 3)")
    parser.add_argument("--eager", type=int, default=10_000, help="the most steps of an eager page (default 10,000)")
    parser.add_argument("--keep", type=pathlib.Path, help="a folder for traces and pages (default: thrown away)")
    options = parser.parse_args()
    if options.runs < 1 or min(options.steps) < 1:
        parser.error("--runs and --steps must be at least 1")
    if not os.access(options.binary, os.X_OK):
        parser.error(f"{options.binary} is no program that can be run; build it with make build")
    if not os.access(TIME, os.X_OK):
        sys.exit(f"measure.py: there is no {TIME}; install it with apt install time")
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder = (options.keep or pathlib.Path(scratch)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        print("  ".join([f"{'page':>16}", f"{'MB':>8}", *(f"{column:>10}" for column in COLUMNS)]), flush=True)
        for count in options.steps:
            measure(playwright, options.binary.resolve(), folder, count, options)


if __name__ == "__main__":
    main()
