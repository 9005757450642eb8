// @ts-check
import { all } from './dom.js';
import { homeOf } from './parts.js';

/** Longer texts stay where they are: a click on the reference brings them. */
const AUTOMATIC = 8000;

/**
 * Shows in place what a reference points at, by copying its nodes.
 * @param {HTMLElement} reference
 * @param {number} limit in characters
 */
export function expand(reference, limit) {
  const link = reference.querySelector('a');
  const home = link && homeOf(decodeURIComponent(link.hash.slice(1)));
  if (!home || reference.dataset.expanded || home.contains(reference)) return;
  if ((home.textContent ?? '').length > limit) return;
  const copy = /** @type {HTMLElement} */ (home.cloneNode(true));
  copy.removeAttribute('id');
  for (const element of all(copy, '[id]')) element.removeAttribute('id');
  for (const role of all(copy, ':scope > .role')) role.remove();
  copy.classList.remove('message');
  copy.classList.add('inlined');
  reference.dataset.expanded = 'true';
  reference.hidden = true;
  reference.after(copy);
  expandWithin(copy);
}

/**
 * Expands the short references that can be seen below an element.
 * @param {HTMLElement} root
 */
export function expandWithin(root) {
  for (const reference of all(root, '.ref')) {
    const fold = reference.parentElement?.closest('details:not([open])');
    if (!fold || !root.contains(fold)) expand(reference, AUTOMATIC);
  }
}

/** Expands references on a click, and those in a fold when it opens. */
export function watchReferences() {
  document.addEventListener('toggle', (event) => {
    const fold = /** @type {HTMLDetailsElement} */ (event.target);
    if (fold.open) expandWithin(fold);
  }, true);
  document.addEventListener('click', (event) => {
    const reference = /** @type {Element} */ (event.target).closest?.('.ref');
    if (!(reference instanceof HTMLElement) || event.ctrlKey || event.metaKey) return;
    expand(reference, Infinity);
    if (reference.hidden) event.preventDefault();
  });
}
