// @ts-check
import { all, button, make } from './dom.js';
import { homeOf } from './homes.js';
import { expandWithin } from './references.js';

/** So many messages of a history are listed at once, the newest first. */
const STEP = 50;

/**
 * The messages of a prompt from one place to another, as the elements in which they stand: those that an earlier
 * prompt has too are looked for there.
 * @param {string} call the id of the call's details
 * @param {number} from
 * @param {number} count
 * @returns {Promise<HTMLElement[]>}
 */
export async function messagesOf(call, from, count) {
  /** @type {HTMLElement[]} */
  const found = [];
  /**
   * What is still to be looked up, the first last.
   * @type {(HTMLElement | { call: string, from: number, count: number })[]}
   */
  const open = [{ call, from, count }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next instanceof HTMLElement) found.push(next);
    else open.push(...(await piecesOf(next.call, next.from, next.count)).reverse());
  }
  return found;
}

/**
 * What a prompt has of its messages from one place to another: elements, and parts of earlier prompts.
 * @param {string} call
 * @param {number} from
 * @param {number} count
 */
async function piecesOf(call, from, count) {
  const article = await homeOf(call);
  /** @type {(HTMLElement | { call: string, from: number, count: number })[]} */
  const pieces = [];
  let place = 0;
  for (const piece of article ? all(article, '.saw > .sg:not(.offers):not(.gone)') : []) {
    const size = Number(piece.dataset.count ?? 1);
    const first = Math.max(from, place);
    const last = Math.min(from + count, place + size);
    const { base } = piece.dataset;
    if (first < last && base) {
      pieces.push({ call: base, from: Number(piece.dataset.from) + first - place, count: last - first });
    } else if (first < last) {
      pieces.push(piece);
    }
    place += size;
  }
  return pieces;
}

/**
 * A copy of what a message says, without the ids of the place where it stands.
 * @param {HTMLElement} source
 */
function copyOf(source) {
  const body = source.querySelector('.said')?.cloneNode(true);
  if (!(body instanceof HTMLElement)) return undefined;
  body.removeAttribute('id');
  for (const element of all(body, '[id]')) element.removeAttribute('id');
  return body;
}

/**
 * A folded line for a message that stands elsewhere; its text is copied when it is opened.
 * @param {HTMLElement} source
 */
function lineFor(source) {
  const line = make('details', { class: `sg ${[...source.classList].filter((name) => name.startsWith('role-')).join(' ')}` });
  const summary = source.querySelector(':scope > summary')?.cloneNode(true);
  if (!(summary instanceof HTMLElement)) return line;
  for (const mark of all(summary, '.st, .mute')) mark.remove();
  line.append(summary);
  line.addEventListener('toggle', () => {
    if (line.childElementCount > 1) return;
    const body = copyOf(source);
    if (!body) return;
    line.append(body);
    expandWithin(line);
  });
  return line;
}

/**
 * Lists in place what a folded line stands for, the newest messages first where there are many; a single one needs no
 * line of its own.
 * @param {HTMLElement} fold
 */
async function fillRun(fold) {
  const { base, from, count } = fold.dataset;
  if (!base || fold.dataset.filled) return;
  fold.dataset.filled = 'true';
  if (fold.matches('.offers')) return fillTools(fold, base);
  const alone = count === '1' ? copyOf((await messagesOf(base, Number(from), 1))[0] ?? fold) : undefined;
  if (alone) {
    fold.querySelector(':scope > p')?.replaceWith(alone);
    return expandWithin(fold);
  }
  const list = make('div', { class: 'run' });
  const first = Number(from);
  let start = first + Number(count);
  const more = button('', 'Messages that stand before these', add);
  more.className = 'more-text';
  async function add() {
    const next = Math.max(first, start - STEP);
    list.prepend(...(await messagesOf(/** @type {string} */ (base), next, start - next)).map(lineFor));
    start = next;
    more.hidden = start <= first;
    more.textContent = `${Math.min(STEP, start - first)} more above, of ${count}`;
  }
  await add();
  if (!list.childElementCount) return;
  fold.querySelector(':scope > p')?.replaceWith(more, list);
}

/**
 * The tools that a call was offered, as the elements in which they stand.
 * @param {string} call the id of the call's details
 * @returns {Promise<HTMLElement[]>}
 */
export async function toolsOf(call) {
  const seen = new Set();
  for (let next = call; !seen.has(next);) {
    seen.add(next);
    const tools = /** @type {HTMLElement | null | undefined} */ ((await homeOf(next))?.querySelector('.saw > .offers'));
    if (!tools) return [];
    if (!tools.dataset.base) return all(tools, ':scope > .tool-offer');
    next = tools.dataset.base;
  }
  return [];
}

/**
 * @param {HTMLElement} fold
 * @param {string} base
 */
async function fillTools(fold, base) {
  const copies = (await toolsOf(base)).map((offer) => {
    const copy = /** @type {HTMLElement} */ (offer.cloneNode(true));
    for (const element of [copy, ...all(copy, '[id]')]) element.removeAttribute('id');
    return copy;
  });
  if (copies.length) fold.querySelector(':scope > p')?.replaceWith(...copies);
  expandWithin(fold);
}

/** Fills folded lines when they are opened. */
export function watchPrompts() {
  document.addEventListener('toggle', (event) => {
    const fold = /** @type {HTMLDetailsElement} */ (event.target);
    if (fold.open && fold.matches('.sg[data-base]')) fillRun(fold);
  }, true);
}

/**
 * Puts the buttons that open and close a prompt beside its heading, once.
 * @param {HTMLElement} tab
 */
export function dressPrompt(tab) {
  const saw = tab.querySelector('.saw');
  const heading = saw && all(tab, 'h4.section').pop();
  if (!saw || !heading || heading.querySelector('button')) return;
  /** @param {boolean} every */
  const open = (every) => {
    for (const piece of all(saw, ':scope > .sg')) {
      /** @type {HTMLDetailsElement} */ (piece).open = every || !piece.matches('.same, .gone');
    }
  };
  heading.append(make(
    'span', { class: 'choices' }, 'open ',
    button('only new', 'Fold what the call before was given too', () => open(false)), ' · ',
    button('all', 'Unfold the whole prompt', () => open(true)),
  ));
}
