// @ts-check
import { all, button, make } from './dom.js';
import { drag } from './drawing.js';
import { bringIntoSight } from './sight.js';

const DRAWING = 'http://www.w3.org/2000/svg';

/** @typedef {import('./steps.js').Step} Step */

/**
 * An element of a drawing.
 * @param {string} name
 * @param {Record<string, string>} attributes
 */
function draw(name, attributes) {
  const element = document.createElementNS(DRAWING, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/**
 * Makes the run map's window move: the frame scrolls, the strip of the whole run shows which part of it is in sight.
 * @param {HTMLElement} view
 * @param {HTMLElement} bar
 */
export function setUpRunMap(view, bar) {
  const frame = /** @type {HTMLElement} */ (view.querySelector('.map-scroll'));
  const map = /** @type {HTMLElement} */ (view.querySelector('.map'));
  const names = /** @type {HTMLElement} */ (view.querySelector('.map-names'));
  const track = /** @type {HTMLElement} */ (view.querySelector('.strip-track'));
  const strip = /** @type {SVGSVGElement} */ (track.querySelector('svg'));
  const brush = /** @type {SVGRectElement} */ (strip.querySelector('.brush'));
  const cursor = draw('line', { class: 'cursor', y1: '13', y2: '78' });
  strip.append(cursor);
  /**
   * The width in which each drawing was made.
   * @type {WeakMap<Element, number>}
   */
  const madeWidths = new WeakMap();
  let scale = 1;

  const turns = () => all(map, '.map-turn');
  const isTurned = () => getComputedStyle(names).display === 'none';

  /**
   * A turn's extent in the frame, and in the strip as shares.
   * @param {HTMLElement} turn
   */
  function placeOf(turn) {
    const along = isTurned();
    return {
      start: along ? turn.offsetTop : turn.offsetLeft,
      length: Math.max(1, along ? turn.offsetHeight : turn.offsetWidth),
      from: Number(turn.dataset.from) / 10_000, to: Number(turn.dataset.to) / 10_000,
    };
  }

  /**
   * The share of the run that stands at a place in the frame.
   * @param {number} place
   */
  function shareAt(place) {
    let share = 0;
    for (const turn of turns()) {
      const { start, length, from, to } = placeOf(turn);
      if (start > place) break;
      share = from + (to - from) * Math.min(1, (place - start) / length);
    }
    return share;
  }

  /**
   * The place in the frame that shows a share of the run.
   * @param {number} share
   */
  function placeAt(share) {
    let place = 0;
    for (const turn of turns()) {
      const { start, length, from, to } = placeOf(turn);
      if (from > share) break;
      place = start + length * (to > from ? Math.min(1, (share - from) / (to - from)) : 0);
    }
    return place;
  }

  /** How much of the frame the columns have, and where it begins. */
  function sight() {
    return isTurned()
      ? { start: frame.scrollTop, length: frame.clientHeight }
      : { start: frame.scrollLeft + names.offsetWidth, length: frame.clientWidth - names.offsetWidth };
  }

  /** @param {number} start */
  function scrollTo(start) {
    if (isTurned()) frame.scrollTop = start;
    else frame.scrollLeft = start - names.offsetWidth;
  }

  /** Draws the part of the run that is in sight. */
  function mark() {
    const { start, length } = sight();
    if (length <= 0) return;
    const from = shareAt(start);
    const to = Math.max(from + 0.004, shareAt(start + length));
    brush.setAttribute('x', `${from * 100}%`);
    brush.setAttribute('width', `${(to - from) * 100}%`);
  }

  /** @param {number} value */
  function zoom(value) {
    const { start, length } = sight();
    const middle = shareAt(start + length / 2);
    scale = Math.min(4, Math.max(0.05, value));
    for (const svg of all(map, '.map-turn .segment')) {
      const width = madeWidths.get(svg) ?? Number(svg.getAttribute('width'));
      madeWidths.set(svg, width);
      svg.setAttribute('width', String(Math.max(6, width * scale)));
    }
    map.classList.toggle('zoomed', scale !== 1);
    map.classList.toggle('tight', scale < 0.75);
    scrollTo(placeAt(middle) - sight().length / 2);
    mark();
  }

  function fit() {
    // What keeps its width counts as it is when the columns are narrow.
    zoom(0.5);
    const wide = turns().reduce((sum, turn) => sum + turn.offsetWidth, 0);
    const own = all(map, '.map-turn > .segment').reduce((sum, svg) => sum + svg.getBoundingClientRect().width, 0);
    const fixed = wide - own + all(map, '.map-idle').reduce((sum, band) => sum + band.offsetWidth, 0);
    zoom(Math.min(1, (0.5 * (sight().length - fixed)) / Math.max(1, own)));
  }

  /** @param {number} x */
  function moveTo(x) {
    const frameOfTrack = track.getBoundingClientRect();
    const share = (x - frameOfTrack.left) / Math.max(1, frameOfTrack.width);
    scrollTo(placeAt(share) - sight().length / 2);
  }

  let isDragging = false;
  track.addEventListener('pointerdown', (event) => {
    if (/** @type {Element} */ (event.target).closest('a')) return;
    isDragging = true;
    track.setPointerCapture(event.pointerId);
    moveTo(event.clientX);
  });
  track.addEventListener('pointermove', (event) => { if (isDragging) moveTo(event.clientX); });
  for (const end of ['pointerup', 'pointercancel']) {
    track.addEventListener(end, () => { isDragging = false; });
  }
  frame.addEventListener('scroll', mark, { passive: true });
  frame.addEventListener('wheel', (event) => {
    const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey || event.ctrlKey;
    if (isSideways || isTurned() || frame.scrollHeight > frame.clientHeight + 1) return;
    frame.scrollLeft += event.deltaY;
    event.preventDefault();
  }, { passive: false });
  new ResizeObserver(mark).observe(frame);
  drag(frame);

  const controls = [
    button('−', 'More turns, narrower', () => zoom(scale / 1.4)),
    button('+', 'Fewer turns, wider', () => zoom(scale * 1.4)),
    button('Fit', 'All turns', fit),
  ];
  bar.append(...controls);

  /**
   * How far down each line of a turn's sub-agents was drawn, before any of them was opened.
   * @type {WeakMap<Element, string>}
   */
  const madeLines = new WeakMap();

  /**
   * Moves the ends of a turn's lines to their boxes, which stand lower below one that is open.
   * @param {HTMLElement} below
   */
  function follow(below) {
    /** @type {{ bottom: number, added: number }[]} */
    const opened = [];
    let added = 0;
    for (const box of all(below, '.boxes > li')) {
      const fold = box.querySelector('details');
      const own = fold ? fold.offsetHeight : 0;
      if (own) opened.push({ bottom: box.offsetTop + box.offsetHeight - own - added, added: own });
      added += own;
    }
    for (const path of all(below, '.ways path')) {
      const made = madeLines.get(path) ?? path.getAttribute('d') ?? '';
      madeLines.set(path, made);
      path.setAttribute('d', made.replace(/([\d.-]+) ([\d.-]+)/g, (_, x, y) => {
        const moved = opened.reduce((sum, box) => sum + (box.bottom <= Number(y) ? box.added : 0), Number(y));
        return `${x} ${moved}`;
      }));
    }
  }

  // The event does not bubble.
  map.addEventListener('toggle', (event) => {
    const below = /** @type {Element} */ (event.target).closest('.below');
    if (below) follow(/** @type {HTMLElement} */ (below));
  }, true);

  /**
   * Shows the step in its turn: flag, line, and place in the strip.
   * @param {import('./steps.js').Step} step
   */
  function select(step) {
    const target = `#${encodeURIComponent(step.anchor)}`;
    const links = all(map, 'a.node').filter((link) => link.getAttribute('href') === target);
    const link = links.find((one) => one.matches('.piece')) ?? links[0];
    const fold = /** @type {HTMLDetailsElement | null} */ (link?.closest('.inside') ?? null);
    if (fold) fold.open = true;
    for (const turn of all(map, '.map-turn.at-step')) turn.classList.remove('at-step');
    for (const mark of all(map, '.flag, .map-cursor')) mark.remove();
    const turn = /** @type {HTMLElement | null} */ (link?.closest('.map-turn') ?? null);
    cursor.setAttribute('visibility', turn ? 'visible' : 'hidden');
    if (!link || !turn) return;
    turn.classList.add('at-step');
    const flag = step.number ? make('b', { class: 'flag' }, step.number) : null;
    if (flag) turn.querySelector('.at')?.append(' ', flag);
    const shape = link.querySelector('rect');
    const { start, length, from, to } = placeOf(turn);
    let share = 0;
    if (shape && !fold && link.matches('.piece')) {
      const middle = Number(shape.getAttribute('x')) + Number(shape.getAttribute('width')) / 2;
      const line = draw('svg', { class: 'map-cursor', 'aria-hidden': 'true' });
      const segment = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (link.closest('svg')));
      share = middle / (segment.viewBox.baseVal.width || 1);
      const x = `${share * 100}%`;
      line.append(draw('line', { x1: x, x2: x, y1: '0', y2: '100%' }));
      turn.append(line);
      // Before the line there has to be room for the time at which the turn began.
      if (flag && share * turn.clientWidth > 110) {
        flag.classList.add('placed');
        flag.style.left = x;
        flag.style.transform = `translateX(-${x})`;
      }
    }
    const place = `${(from + (to - from) * share) * 100}%`;
    cursor.setAttribute('x1', place);
    cursor.setAttribute('x2', place);
    const seen = sight();
    // A turn that is in sight as a whole stays where it is.
    if (start < seen.start || start + Math.min(length, seen.length) > seen.start + seen.length) {
      const wanted = start + length * share - seen.length / 2;
      scrollTo(length < seen.length ? start - (seen.length - length) / 2 : wanted);
    }
    if (fold) bringIntoSight(link, frame);
    mark();
  }

  /**
   * Lets the columns of a window fill a frame that is a little wider, so that no other one is seen in part. Lines to
   * sub-agents stand where they were drawn: a column with such keeps its width.
   * @param {HTMLElement} window
   * @param {number} length
   */
  function widen(window, length) {
    const columns = all(window, '.map-turn');
    const band = /** @type {HTMLElement | null} */ (window.querySelector('.map-idle:first-child'));
    const missing = length - window.offsetWidth + (band?.offsetWidth ?? 0);
    const free = columns.filter((turn) => !turn.querySelector('.ways'));
    const widest = free.reduce((best, turn) => (turn.offsetWidth > (best?.offsetWidth ?? 0) ? turn : best), free[0]);
    const segment = widest?.querySelector(':scope > .segment');
    if (!segment || missing <= 0 || missing > 0.2 * length) return;
    segment.setAttribute('width', String(segment.getBoundingClientRect().width + missing));
  }

  /** Opens on the window that the page was made for. */
  function open() {
    const first = /** @type {HTMLElement | null} */ (map.querySelector('.map-part.opening .map-turn'));
    if (first && frame.clientWidth > 0 && !isTurned()) {
      // A wider frame would show the end of the turn before: the window begins at its edge.
      const missing = first.offsetLeft - names.offsetWidth - (frame.scrollWidth - frame.clientWidth);
      if (missing > 0) map.style.paddingRight = `${missing}px`;
      widen(/** @type {HTMLElement} */ (first.parentElement), sight().length);
      scrollTo(first.offsetLeft);
    }
    mark();
  }
  // Packed turns find their place after the view is shown.
  view.addEventListener('drawn', open, { once: true });
  view.addEventListener('reveal', (event) => {
    event.preventDefault();
    select(/** @type {CustomEvent<Step>} */ (event).detail);
  });
  return { controls, open };
}
