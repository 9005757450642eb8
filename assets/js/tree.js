// @ts-check
import { all } from './dom.js';
import { foldingOf } from './folding.js';
import { rowsOf } from './rows.js';

/** @typedef {import('./folding.js').Folding} Folding */

/**
 * The rows of a waterfall, all in the document or drawn where they are in sight.
 * @typedef {object} TreeRows
 * @property {HTMLElement | SVGElement} host holds the rows
 * @property {(element: Element) => number} indexOf the row of an element within one; -1 for none
 * @property {(row: number) => SVGElement | undefined} drawn a row that is in the document
 * @property {(row: number) => Promise<SVGElement | undefined>} reveal a row, brought into the document if need be
 * @property {() => void} arrange puts the rows in their places after a fold
 */

/**
 * Makes the rows of a waterfall a tree as the ARIA pattern says: one row has the focus, arrows, Home and End move it,
 * left and right fold and unfold, Enter chooses.
 * @param {HTMLElement} frame
 * @param {import('./steps.js').Step[]} steps those of the rows, in their order
 */
export function setUpTree(frame, steps) {
  if (frame.dataset.tree) return;
  const host = /** @type {HTMLElement | null} */ (frame.querySelector('.rows'));
  const depths = host ? depthsOf(steps) : all(frame, 'a.row[data-depth]').map((row) => Number(row.dataset.depth));
  if (!depths?.length) return;
  frame.dataset.tree = 'true';
  const folding = foldingOf(depths);
  let current = 0;
  /**
   * @param {SVGElement} row
   * @param {number} index
   */
  const dress = (row, index) => {
    row.setAttribute('role', 'treeitem');
    row.setAttribute('aria-level', String(depths[index] + 1));
    if (folding.hasBelow(index)) row.setAttribute('aria-expanded', String(!folding.isClosed(index)));
    row.setAttribute('tabindex', index === current ? '0' : '-1');
    row.classList.toggle('folded', !folding.isShown(index));
  };
  const rows = host ? farRows(host, folding, dress) : nearRows(frame, folding, dress);

  /** @param {number} index */
  async function focus(index) {
    (rows.drawn(index) ?? await rows.reveal(index))?.focus();
  }

  /**
   * @param {number} index
   * @param {boolean} isClosed
   */
  function fold(index, isClosed) {
    folding.fold(index, isClosed);
    rows.arrange();
  }

  rows.host.setAttribute('role', 'tree');
  rows.arrange();
  frame.closest('.view')?.addEventListener('reveal', (event) => {
    if (folding.openAbove(/** @type {CustomEvent<import('./steps.js').Step>} */ (event).detail.place)) rows.arrange();
  }, { capture: true });
  rows.host.addEventListener('click', (event) => {
    const twist = /** @type {Element} */ (event.target).closest('.twist');
    const index = twist ? rows.indexOf(twist) : -1;
    if (index < 0 || !folding.hasBelow(index)) return;
    // What is folded is not chosen, here and by those that listen further out.
    event.preventDefault();
    event.stopPropagation();
    fold(index, !folding.isClosed(index));
  });
  rows.host.addEventListener('focusin', (event) => {
    const index = rows.indexOf(/** @type {Element} */ (event.target));
    if (index < 0 || index === current) return;
    rows.drawn(current)?.setAttribute('tabindex', '-1');
    current = index;
    rows.drawn(index)?.setAttribute('tabindex', '0');
  });
  rows.host.addEventListener('keydown', (any) => {
    const event = /** @type {KeyboardEvent} */ (any);
    const index = rows.indexOf(/** @type {Element} */ (event.target));
    if (index < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = folding.move(event.key, index);
    if (!move) return;
    if ('to' in move) focus(move.to);
    else fold(index, move.closes);
    event.preventDefault();
  });
}

/**
 * How deep the steps of a packed page lie; `undefined` where the page does not say.
 * @param {import('./steps.js').Step[]} steps
 */
function depthsOf(steps) {
  const depths = steps.map((step) => step.depth);
  return depths.includes(-1) ? undefined : depths;
}

/**
 * Rows that are all in one drawing.
 * @param {HTMLElement} frame
 * @param {Folding} folding
 * @param {(row: SVGElement, index: number) => void} dress
 * @returns {TreeRows}
 */
function nearRows(frame, folding, dress) {
  const svg = /** @type {SVGSVGElement} */ (frame.querySelector('svg'));
  const rows = rowsWithin(svg);
  const height = Number(svg.getAttribute('height')) / rows.length;
  return {
    host: svg,
    indexOf: (element) => rows.indexOf(/** @type {SVGElement} */ (element.closest('a.row'))),
    drawn: (row) => rows[row],
    reveal: async (row) => rows[row],
    arrange() {
      rows.forEach(dress);
      svg.setAttribute('height', String(stack(rows, (place) => folding.isShown(place), height) * height));
    },
  };
}

/**
 * Rows that are drawn in parts, as they come into sight.
 * @param {HTMLElement} host
 * @param {Folding} folding
 * @param {(row: SVGElement, index: number) => void} dress
 * @returns {TreeRows}
 */
function farRows(host, folding, dress) {
  const list = rowsOf(host);
  host.setAttribute('aria-label', 'The spans over time');
  const each = Number(host.dataset.each);
  const height = Number(host.dataset.height) / each;

  /** @param {number} part */
  function shownOf(part) {
    let shown = 0;
    for (let row = part * each; row < Math.min(folding.count, (part + 1) * each); row += 1) {
      if (folding.isShown(row)) shown += 1;
    }
    return shown;
  }
  /**
   * @param {Element} element of a part
   * @param {number} part
   */
  function arrangePart(element, part) {
    const rows = rowsWithin(element);
    rows.forEach((row, place) => dress(row, part * each + place));
    const shown = stack(rows, (place) => folding.isShown(part * each + place), height);
    element.querySelector('svg')?.setAttribute('height', String(shown * height));
    // The row that has the focus may be far away: another one is reached by Tab then.
    if (host.querySelector('a.row[tabindex="0"]')) return;
    rows.find((row) => !row.classList.contains('folded'))?.setAttribute('tabindex', '0');
  }
  /** @param {number} row */
  const drawn = (row) => {
    const part = list.drawn().get(Math.floor(row / each));
    return part && rowsWithin(part)[row % each];
  };
  host.addEventListener('drawn', (event) => {
    const element = /** @type {CustomEvent<HTMLElement>} */ (event).detail;
    for (const [part, known] of list.drawn()) if (known === element) arrangePart(element, part);
  });
  return {
    host, drawn,
    indexOf(element) {
      const row = element.closest('a.row');
      for (const [part, known] of row ? list.drawn() : []) {
        if (known.contains(row)) return part * each + rowsWithin(known).indexOf(/** @type {SVGElement} */ (row));
      }
      return -1;
    },
    async reveal(row) {
      await list.reveal(Number(host.dataset.first) + Math.floor(row / each));
      return drawn(row);
    },
    arrange() {
      for (const [part, element] of list.drawn()) if (element.dataset.drawn) arrangePart(element, part);
      list.resize((part) => shownOf(part) * height);
    },
  };
}

/**
 * @param {Element} element
 * @returns {SVGElement[]}
 */
function rowsWithin(element) {
  return /** @type {SVGElement[]} */ (/** @type {unknown} */ (all(element, 'a.row[data-depth]')));
}

/**
 * Moves rows up to where hidden ones were; how many are shown.
 * @param {SVGElement[]} rows
 * @param {(place: number) => boolean} isShown
 * @param {number} height of a row
 */
function stack(rows, isShown, height) {
  let shown = 0;
  rows.forEach((row, place) => {
    const moved = (shown - place) * height;
    if (moved || row.hasAttribute('transform')) row.setAttribute('transform', `translate(0 ${moved})`);
    if (isShown(place)) shown += 1;
  });
  return shown;
}
