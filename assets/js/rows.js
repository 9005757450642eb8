// @ts-check
import { build, part } from './parts.js';

/** How far beyond what is in sight rows are drawn, in pixels. */
const MARGIN = 600;
/** How high a part is taken to be before it was seen, in pixels. */
const GUESS = 900;

/**
 * A long list of which the document holds what is in sight: the rows of an element with `data-first` and `data-last`
 * are in the parts from one to the other.
 * @typedef {object} Rows
 * @property {(part: number, movesPage?: boolean) => Promise<HTMLElement | undefined>} reveal brings a part into sight
 * @property {() => void} refresh
 * @property {() => ReadonlyMap<number, HTMLElement>} drawn what is in the document, by its place in the list
 * @property {(height: (place: number) => number) => void} resize sets how high parts are; one of no height is not drawn
 */

/** @type {WeakMap<Element, Rows>} */
const lists = new WeakMap();

/**
 * The list that an element holds.
 * @param {HTMLElement} host
 * @returns {Rows}
 */
export function rowsOf(host) {
  const list = lists.get(host) ?? setUp(host);
  lists.set(host, list);
  return list;
}

/**
 * @param {HTMLElement} host
 * @returns {Rows}
 */
function setUp(host) {
  const first = Number(host.dataset.first);
  const count = Math.max(0, Number(host.dataset.last) - first + 1);
  const heights = new Float64Array(count).fill(Number(host.dataset.height) || GUESS);
  const before = document.createElement('div');
  const after = document.createElement('div');
  /**
   * What is drawn, by the part's place in the list.
   * @type {Map<number, HTMLElement>}
   */
  const drawn = new Map();
  host.replaceChildren(before, after);

  /**
   * @param {number} from
   * @param {number} to
   */
  const sum = (from, to) => heights.subarray(from, to).reduce((total, height) => total + height, 0);

  /** The frame in which the list scrolls; `null` for the page. */
  function frameOf() {
    for (let frame = host.parentElement; frame; frame = frame.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(frame).overflowY) && frame.scrollHeight > frame.clientHeight + 1) return frame;
    }
    return null;
  }

  /** The parts that are in sight or near it: from one to before the other. */
  function inSight() {
    const frame = frameOf()?.getBoundingClientRect();
    const place = host.getBoundingClientRect();
    if (!place.width) return [0, 0];
    const top = Math.max(0, frame?.top ?? 0) - place.top - MARGIN;
    const bottom = Math.min(innerHeight, frame?.bottom ?? innerHeight) - place.top + MARGIN;
    let [start, end, height] = [0, 0, 0];
    for (; end < count && height < bottom; end += 1) {
      height += heights[end];
      if (height < top) start = end + 1;
    }
    return [start, end];
  }

  /** Draws what is in sight and takes away the rest. */
  function refresh() {
    measure();
    const [start, end] = inSight();
    for (const [place, element] of drawn) {
      if (place >= start && place < end && heights[place]) continue;
      element.remove();
      drawn.delete(place);
    }
    let next = /** @type {Element} */ (after);
    for (let place = end - 1; place >= start; place -= 1) {
      if (!heights[place]) continue;
      const element = drawn.get(place) ?? draw(place);
      if (element.nextElementSibling !== next) next.before(element);
      next = element;
    }
    before.style.height = `${sum(0, start)}px`;
    after.style.height = `${sum(end, count)}px`;
  }

  function measure() {
    // All parts of one height need no look.
    if (host.dataset.height || !host.offsetWidth) return;
    // A filter may leave nothing of a part.
    for (const [place, element] of drawn) if (element.dataset.drawn) heights[place] = element.offsetHeight;
  }

  /** @param {number} place */
  function draw(place) {
    const element = document.createElement('div');
    element.style.minHeight = `${heights[place]}px`;
    drawn.set(place, element);
    part(first + place).then((markup) => {
      if (markup === undefined || drawn.get(place) !== element) return;
      element.append(build(markup));
      element.dataset.drawn = 'true';
      element.style.minHeight = '';
      host.dispatchEvent(new CustomEvent('drawn', { bubbles: true, detail: element }));
      soon();
    });
    return element;
  }

  let isDue = false;
  /** Draws in the next frame, once. */
  function soon() {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      if (host.isConnected) refresh();
    });
  }

  /**
   * Brings a part into sight.
   * @param {number} number
   * @param {boolean} movesPage whether the page itself may scroll, where no frame within it does
   */
  async function reveal(number, movesPage = true) {
    const place = number - first;
    if (!(place >= 0 && place < count) || !(movesPage || frameOf())) return undefined;
    await part(number);
    for (let tries = 0; tries < 4; tries += 1) {
      const frame = frameOf();
      const element = drawn.get(place);
      const top = element?.isConnected ? element.getBoundingClientRect().top
        : host.getBoundingClientRect().top + sum(0, place);
      const edge = Math.max(0, frame?.getBoundingClientRect().top ?? 0);
      if (element?.dataset.drawn && Math.abs(top - edge) < MARGIN) return element;
      if (frame) frame.scrollTop += top - edge;
      else scrollBy(0, top - edge);
      refresh();
      await new Promise((done) => { requestAnimationFrame(done); });
    }
    return drawn.get(place);
  }

  document.addEventListener('scroll', soon, { capture: true, passive: true });
  new ResizeObserver(soon).observe(host.parentElement ?? host);
  refresh();
  return {
    reveal, refresh, drawn: () => drawn,
    resize(height) {
      heights.forEach((_, place) => { heights[place] = height(place); });
      refresh();
    },
  };
}
