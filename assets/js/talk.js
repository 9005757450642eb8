// @ts-check
import { all, button, make } from './dom.js';
import { fillAll } from './parts.js';
import { expandInSight, expandWithin } from './references.js';
import { rowsOf } from './rows.js';

/**
 * The conversation of a session, which stands beside the graph and moves with the step that is looked at.
 * @param {HTMLElement} panel
 */
export function setUpTalk(panel) {
  const talk = /** @type {HTMLElement | null} */ (panel.querySelector('.talk'));
  const panelScroll = /** @type {HTMLElement | null} */ (panel.querySelector('.detail-scroll'));
  if (!talk || !panelScroll) return undefined;
  const [element, frameOfPanel] = [talk, panelScroll];
  talk.addEventListener('drawn', () => expandInSight(element));

  /** @type {HTMLDetailsElement | null} */
  let unfolded = null;

  /**
   * Opens an entry that is one line, and folds the one that was opened before it.
   * @param {Element | null} entry
   */
  function unfold(entry) {
    const fold = /** @type {HTMLDetailsElement | null} */ (entry?.querySelector(':scope > details.done') ?? null);
    if (unfolded && unfolded !== fold) unfolded.open = false;
    if (fold) fold.open = true;
    unfolded = fold;
  }

  /** Where a long conversation's entries are, of which only those in sight are drawn. */
  const rows = () => /** @type {HTMLElement | null} */ (element.querySelector('.rows'));

  /** @param {import('./steps.js').Step} step */
  function placeOf(step) {
    return /** @type {HTMLElement | null} */ (element.querySelector(`[data-steps~="${CSS.escape(step.anchor)}"]`));
  }

  const kinds = { '': 'All', system: 'System', user: 'User', answers: 'Answers', problems: 'Problems' };
  const chips = Object.entries(kinds).map(([only, label]) => {
    const chip = button(label, `Show ${label.toLowerCase()}`, () => {
      element.dataset.only = only;
      for (const other of chips) other.setAttribute('aria-pressed', String(other === chip));
      const host = rows();
      if (host) rowsOf(host).refresh();
    });
    chip.className = 'badge';
    chip.setAttribute('aria-pressed', String(only === ''));
    return chip;
  });
  const [, instructions] = chips;
  const hasInstructions = () => element.querySelector('.conversation > .role-system') !== null;
  instructions.hidden = !hasInstructions();
  element.addEventListener('drawn', () => { instructions.hidden &&= !hasInstructions(); });
  element.prepend(make('div', { class: 'talk-filter', role: 'group', 'aria-label': 'Entries shown' }, ...chips));

  return {
    element,
    /** @param {import('./steps.js').Step} step */
    async has(step) {
      await fillAll(element);
      return rows() ? step.told >= 0 : placeOf(step) !== null;
    },
    /** @param {import('./steps.js').Step} step */
    async show(step) {
      await fillAll(element);
      const host = rows();
      // Without styles nothing scrolls but the page, which stays where it is.
      if (host) await rowsOf(host).reveal(step.told, false);
      expandInSight(element);
      const place = placeOf(step);
      for (const other of all(element, '.here')) other.classList.remove('here');
      if (!place) return;
      place.classList.add('here');
      const entry = place.closest('li');
      unfold(entry);
      if (entry) await expandWithin(entry);
      // Only the panel moves, never the page: on a phone the conversation scrolls by itself.
      const frame = element.scrollHeight > element.clientHeight + 1 ? element : frameOfPanel;
      if (entry) await expandBeside(entry, frame.clientHeight);
      // The filters cover the frame's top but for what they stick out above it; no line is to be seen in part there.
      const filters = element.querySelector('.talk-filter')?.getBoundingClientRect().height ?? 4;
      frame.scrollTop += place.getBoundingClientRect().top - frame.getBoundingClientRect().top - filters + 4;
    },
  };
}

/** So many entries at most stand in sight with one. */
const MOST_BESIDE = 40;

/**
 * Expands what will be in sight with an entry, so that nothing grows above it afterwards and moves it away.
 * @param {Element} entry
 * @param {number} height of what is in sight
 */
async function expandBeside(entry, height) {
  for (const next of /** @type {const} */ (['previousElementSibling', 'nextElementSibling'])) {
    let [left, count] = [height, MOST_BESIDE];
    for (let other = entry[next]; other && left > 0 && count > 0; other = other[next]) {
      await expandWithin(/** @type {HTMLElement} */ (other));
      left -= other.getBoundingClientRect().height;
      count -= 1;
    }
  }
}
