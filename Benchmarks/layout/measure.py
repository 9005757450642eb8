#!/usr/bin/env python3
"""How the graphs of pages look, measured on their SVG: measure.py PAGE.html … prints a table.

Overlaps are pairs of cards; cut are edges through cards; crossings are pairs of edges that cross within both; text is
the smallest size. How much of its panel a drawing uses is measured in a browser, by `panel.py`.
"""
import re, statistics, sys

PANEL = (890, 600)


def number(tag, name, default=0.0):
    found = re.search(rf'\b{name}="(-?[\d.]+)"', tag)
    return float(found.group(1)) if found else default


def segments(path):
    """The pieces of a way, curves as twelve straight ones each; round corners count as their corner."""
    points = []
    for command, numbers in re.findall(r'([MLQC])([^MLQCZ]*)', path):
        values = [float(n) for n in re.findall(r'-?[\d.]+', numbers)]
        pairs = list(zip(values[::2], values[1::2]))
        if command != 'C':
            points += pairs
            continue
        start, (one, two, end) = points[-1], pairs[:3]
        for step in range(1, 13):
            t = step / 12
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3)
            points.append(tuple(sum(w * p[k] for w, p in zip(weights, (start, one, two, end))) for k in (0, 1)))
    return list(zip(points, points[1:]))


def crosses(a, b):
    (p, q), (r, s) = a, b
    def side(u, v, w): return (v[0] - u[0]) * (w[1] - u[1]) - (v[1] - u[1]) * (w[0] - u[0])
    return side(p, q, r) * side(p, q, s) < -1e-6 and side(r, s, p) * side(r, s, q) < -1e-6


def enters(box, piece):
    (x, y, w, h), ((a, b), (c, d)) = box, piece
    steps = 24
    for i in range(steps + 1):
        t = i / steps
        px, py = a + (c - a) * t, b + (d - b) * t
        if x + 1.5 < px < x + w - 1.5 and y + 1.5 < py < y + h - 1.5: return True
    return False


def measure(page):
    text = open(page, encoding='utf8').read()
    view = re.search(r'<div class="view" data-view="graph".*?<svg class="drawing"(.*?)</svg>', text, re.S)
    if not view: return None
    svg = view.group(1)
    width, height = number(svg, 'width'), number(svg, 'height')
    cards = [tuple(number(tag, n) for n in ('x', 'y', 'width', 'height'))
             for tag in re.findall(r'<rect [^>]*class="box[^"]*"[^>]*>', svg)]
    chips = [tuple(number(tag, n) for n in ('x', 'y', 'width', 'height'))
             for tag in re.findall(r'<rect [^>]*class="chip[^"]*"[^>]*>', svg)]
    lanes = [tuple(number(tag, n) for n in ('x', 'y', 'width', 'height'))
             for tag in re.findall(r'<rect [^>]*class="(?:sub-)?(?:lane|group)"[^>]*>', svg)]
    ways = [segments(re.search(r' d="([^"]*)"', tag).group(1))
            for tag in re.findall(r'<path [^>]*class="(?:arrow|critical-way)"[^>]*>', svg)]
    boxes = cards + chips
    def overlap(a, b):
        return (a[0] + 1 < b[0] + b[2] and b[0] + 1 < a[0] + a[2]
                and a[1] + 1 < b[1] + b[3] and b[1] + 1 < a[1] + a[3])
    overlaps = sum(overlap(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1:])
    cut = sum(any(enters(box, piece) for piece in way) for way in ways for box in boxes)
    crossings = sum(any(crosses(p, q) for p in a for q in b) for i, a in enumerate(ways) for b in ways[i + 1:])
    parts = boxes + lanes
    if not cards: return None
    right = max(x + w for x, y, w, h in parts); left = min(x for x, y, w, h in parts)
    fits = width <= PANEL[0] + 1 and height <= PANEL[1] + 12
    sizes = [number(tag, 'font-size', 11) for tag in re.findall(r'<text [^>]*>', svg)]
    return dict(cards=len(cards), fits=fits, overlaps=overlaps, cut=cut, crossings=crossings,
                across=(right - left) / PANEL[0], text=min(sizes, default=11))


def main():
    rows = [(page, measure(page)) for page in sys.argv[1:]]
    rows = [(page, row) for page, row in rows if row]
    for page, row in rows:
        flags = [name for name in ('overlaps', 'cut', 'crossings') if row[name]] + ([] if row['fits'] else ['large'])
        if flags: print(f"{page}: {row['cards']} cards, " + ', '.join(f'{n} {row.get(n, "")}' for n in flags))
    large = [row for _, row in rows if row['cards'] >= 6]
    for name, some in (('all', rows and [r for _, r in rows]), ('six cards or more', large)):
        if not some: continue
        print(f"| {name} | {len(some)} | {sum(not r['fits'] for r in some)} | {sum(r['overlaps'] for r in some)} | "
              f"{sum(r['cut'] for r in some)} | {sum(r['crossings'] for r in some)} | "
              f"{statistics.median(r['across'] for r in some):.0%} | "
              f"{min(r['text'] for r in some):.0f} |")


main()
