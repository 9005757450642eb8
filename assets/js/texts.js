// @ts-check
import { all, button, copy, make } from './dom.js';
import { homeOf } from './homes.js';

/** Shorter texts need no buttons. */
const SHORT = 80;

/**
 * What the source says, from the element that shows it: plain text, rendered Markdown or a tree of JSON.
 * @param {HTMLElement} text
 * @returns {Promise<string>}
 */
export async function sourceOf(text) {
  const home = text.dataset.home ? await homeOf(text.dataset.home) : null;
  if (home && home !== text) return sourceOf(home);
  if (text.matches('.json')) {
    const node = text.firstElementChild;
    return node ? jsonOf(/** @type {HTMLElement} */ (node), 0) : '';
  }
  if (!text.matches('.prose')) return wordsIn(text);
  const plain = plainBeside(text);
  if (plain) return wordsIn(plain);
  const refused = text.querySelector(':scope > p.mute:first-child + pre:last-child');
  if (refused) return wordsIn(refused);
  const words = [...text.children].map((block) => wordsIn(block).replace(/\n+$/, '')).join('\n\n');
  return text.matches('.ends') ? `${words}\n` : words;
}

/**
 * The source of a rendered text, where it stands beside it.
 * @param {HTMLElement} prose
 */
function plainBeside(prose) {
  const box = prose.parentElement;
  const plain = box?.matches('.text-box') ? box.querySelector(':scope > .plain') : prose.nextElementSibling;
  return plain?.matches('details.plain') ? plain.querySelector('pre') : null;
}

/** So many characters that hide are put back into a text; marks beyond stay marks. */
const MOST_HIDDEN = 2_000_000;

/**
 * The words of an element; marks of characters that hide become these again.
 * @param {Element} element
 */
function wordsIn(element) {
  const words = element.querySelector('.cite') ? /** @type {Element} */ (element.cloneNode(true)) : element;
  if (words !== element) for (const mark of words.querySelectorAll('.cite')) mark.remove();
  // A text may write such marks itself: what they ask for in all has a bound.
  let left = MOST_HIDDEN;
  return (words.textContent ?? '').replace(/⟦U\+([0-9A-F]{4,6})(?: ×(\d+))?⟧/g, (mark, digits, count) => {
    const [value, times] = [parseInt(digits, 16), Number(count ?? 1)];
    if (value > 0x10FFFF || times > left) return mark;
    left -= times;
    return String.fromCodePoint(value).repeat(times);
  });
}

/**
 * JSON from its tree; a member whose text stands elsewhere is fetched from there.
 * @param {HTMLElement} node
 * @param {number} depth
 * @returns {Promise<string>}
 */
async function jsonOf(node, depth) {
  if (node instanceof HTMLDetailsElement) {
    const isObject = /^\{/.test(node.querySelector('summary')?.textContent ?? '');
    const inner = '  '.repeat(depth + 1);
    const members = await Promise.all(all(node, ':scope > ul > li').map(async (item) => {
      const [key, ...rest] = [...item.children];
      const value = rest.find((element) => !element.matches('.mute'));
      const words = value ? await jsonOf(/** @type {HTMLElement} */ (value), depth + 1) : 'null';
      return inner + (isObject ? `${JSON.stringify(wordsIn(key))}: ` : '') + words;
    }));
    const [open, close] = isObject ? '{}' : '[]';
    return members.length ? `${open}\n${members.join(',\n')}\n${'  '.repeat(depth)}${close}` : open + close;
  }
  if (node.matches('.json-number, .json-word')) return wordsIn(node);
  if (node.matches('.json-text')) {
    // Deep values stand as they were; a vector is named by its length.
    return /^[[{"]/.test(wordsIn(node)) ? wordsIn(node) : JSON.stringify(wordsIn(node));
  }
  const home = node instanceof HTMLAnchorElement ? await homeOf(decodeURIComponent(node.hash.slice(1))) : null;
  return JSON.stringify(home ? await sourceOf(home) : wordsIn(node));
}

/**
 * Puts the switches of each text of an element beside it, once: Markdown or plain, wrapping, whole, copy.
 * @param {HTMLElement} root
 */
export function dressTexts(root) {
  const texts = all(root, '.text').filter((text) => !text.parentElement?.matches('.text-box')
    && !text.closest('details:not([open])')
    && ((text.textContent ?? '').length >= SHORT || text.matches('.prose, .json')));
  // All are measured before any is changed: else each would be laid out anew.
  const areCut = texts.map((text) => text.scrollHeight > text.clientHeight + 4 || text.querySelector('pre') !== null);
  for (const [index, text] of texts.entries()) dress(text, areCut[index]);
}

/**
 * @param {HTMLElement} text
 * @param {boolean} isCut whether it scrolls, or something in it may
 */
function dress(text, isCut) {
  const box = make('div', { class: 'text-box' });
  const bar = make('div', { class: 'text-bar' });
  const plain = text.matches('.prose') ? text.nextElementSibling : null;
  text.replaceWith(box);
  box.append(bar, text);
  if (plain?.matches('.plain')) box.append(plain);
  if (text.matches('.prose')) bar.append(otherForm(text, 'Plain', 'Show the text as it was written'));
  if (text.matches('.json')) bar.append(otherForm(text, 'Text', 'Show the JSON as text'));
  if (text.matches('pre')) {
    bar.append(toggle('No wrap', 'Long lines as they are', (on) => text.classList.toggle('unwrapped', on)));
  }
  if (isCut) {
    bar.append(toggle('Whole', 'All of it, without a scroll bar of its own', (on) => {
      text.classList.toggle('whole-text', on);
    }));
  }
  bar.append(button('Copy', 'Copy this text', async () => copy(await sourceOf(text), 'Text copied.')));
}

/**
 * @param {string} label
 * @param {string} hint
 * @param {(on: boolean) => void} change
 */
function toggle(label, hint, change) {
  const control = button(label, hint, () => {
    const on = control.getAttribute('aria-pressed') !== 'true';
    control.setAttribute('aria-pressed', String(on));
    change(on);
  });
  control.setAttribute('aria-pressed', 'false');
  return control;
}

/**
 * The switch to the text as it was written.
 * @param {HTMLElement} text
 * @param {string} label
 * @param {string} hint
 */
function otherForm(text, label, hint) {
  const control = toggle(label, hint, (on) => showPlain(text, on));
  control.classList.add('form');
  return control;
}

/**
 * @param {HTMLElement} text
 * @param {boolean} isPlain
 */
async function showPlain(text, isPlain) {
  const known = text.parentElement?.querySelector(':scope > pre.source');
  if (isPlain && !known) text.after(make('pre', { class: 'source' }, await sourceOf(text)));
  if (!isPlain) known?.remove();
  text.hidden = isPlain;
}

/**
 * Shows all texts of an element as they were written, or as they are rendered.
 * @param {HTMLElement} root
 */
export function togglePlain(root) {
  dressTexts(root);
  const controls = all(root, '.text-bar .form');
  const on = controls.some((control) => control.getAttribute('aria-pressed') !== 'true');
  for (const control of controls) {
    if (control.getAttribute('aria-pressed') !== String(on)) control.click();
  }
}

/** Dresses the texts of folds that are opened. */
export function watchTexts() {
  document.addEventListener('toggle', (event) => {
    const fold = /** @type {HTMLDetailsElement} */ (event.target);
    if (fold.open && fold.closest('.detail-panel') && !fold.closest('.text')) dressTexts(fold);
  }, true);
}
