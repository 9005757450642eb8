// @ts-check
import { all } from './dom.js';
import { holdsPlace } from './places.js';

/**
 * Brings an element into sight within the frames that scroll below `root`. The page itself never moves.
 * @param {Element} element
 * @param {Element} root
 */
export function bringIntoSight(element, root) {
  for (let frame = element.parentElement; frame && root.contains(frame); frame = frame.parentElement) {
    const style = getComputedStyle(frame);
    if (!/auto|scroll/.test(style.overflowX + style.overflowY)) continue;
    const box = element.getBoundingClientRect();
    const view = frame.getBoundingClientRect();
    const left = view.left + frame.clientLeft;
    const top = view.top + frame.clientTop;
    frame.scrollLeft += shiftInto(box.left - left, box.right - left, frame.clientWidth);
    // What sticks to the frame's top covers what lies below it.
    const covered = parseFloat(style.scrollPaddingTop) || 0;
    frame.scrollTop += shiftInto(box.top - top - covered, box.bottom - top - covered, frame.clientHeight - covered);
  }
}

/**
 * How far to scroll, so that what lies from `start` to `end` is within a frame: its start, where it is too long.
 * @param {number} start
 * @param {number} end
 * @param {number} length of the frame
 */
export function shiftInto(start, end, length) {
  const margin = Math.min(24, length / 8);
  // A line above would be seen in part.
  const above = Math.min(6, margin);
  if (start < 0) return start - above;
  if (end <= length) return 0;
  return Math.min(start - above, end - length + margin);
}

/**
 * Marks what leads to a step in every view, and brings it into sight in the one that is shown.
 * @param {HTMLElement} root
 * @param {import('./steps.js').Step} step
 * @param {boolean} [moves] whether it is brought into sight too
 */
export function markSelected(root, step, moves = true) {
  const target = `#${encodeURIComponent(step.anchor)}`;
  const links = new Set(all(root, `.view a[href="${CSS.escape(target)}"]`));
  const id = CSS.escape(step.anchor);
  const groups = new Set(all(root, `.view :is([data-steps~="${id}"], [data-holds~="${id}"])`));
  for (const group of all(root, '.view [data-places]')) {
    if (holdsPlace(group.dataset.places ?? '', step.place)) groups.add(group);
  }
  // What is marked already stays as it is, so that nothing has to be laid out anew.
  for (const node of all(root, 'a.selected')) {
    if (links.has(node)) continue;
    node.classList.remove('selected');
    node.removeAttribute('aria-current');
  }
  for (const node of all(root, '.holds-selected')) if (!groups.has(node)) node.classList.remove('holds-selected');
  for (const node of links) {
    node.classList.add('selected');
    if (!node.hasAttribute('aria-current')) node.setAttribute('aria-current', 'true');
  }
  for (const group of groups) group.classList.add('holds-selected');
  if (!moves) return;
  const view = root.querySelector('.view:not([hidden])');
  if (view?.dispatchEvent(new CustomEvent('reveal', { detail: step, bubbles: true, cancelable: true }))) {
    const shown = view.querySelector('a.selected') ?? view.querySelector('.holds-selected');
    if (shown) bringIntoSight(shown, view.parentElement ?? view);
  }
}
