// @ts-check
import { offerComparison, showComparison } from './compare.js';
import { offerCopies } from './copyas.js';
import { all, button, copy, make } from './dom.js';
import { elementOf } from './homes.js';
import { addressOfPage } from './place.js';
import { dressPrompt } from './prompt.js';
import { expandWithin } from './references.js';
import { bringIntoSight } from './sight.js';
import { stepsOf } from './steps.js';
import { setUpTalk } from './talk.js';
import { dressTexts } from './texts.js';
import { walkWithArrows } from './views.js';

/** @typedef {import('./steps.js').Step} Step */

/**
 * Turns the list of folded spans into a panel that shows one of them.
 * @param {HTMLElement} panel
 * @param {() => void} changed called when another tab is chosen by hand
 * @param {import('./members.js').Members} members of the step's node in the folded view
 */
export function setUpDetails(panel, changed, members) {
  const steps = stepsOf(/** @type {HTMLElement} */ (panel.closest('.trace')));
  const frame = /** @type {HTMLElement} */ (panel.querySelector('.detail-scroll'));
  frame.id = `${panel.closest('.trace')?.id}-step`;
  frame.setAttribute('role', 'tabpanel');
  const talk = setUpTalk(panel);
  const list = make('div', { role: 'tablist', 'aria-label': 'Parts of the step' });
  const link = button('Copy link', 'Copy a link to this step (y)', () => copy(addressOfPage(), 'Link copied.'));
  const bar = make('div', { class: 'bar' }, list, make('span', { class: 'space' }), link);
  panel.prepend(bar);
  walkWithArrows(list);
  /** Names the step over parts that have no heading of this rank. */
  const heading = make('h3', { class: 'view-title' });
  frame.prepend(heading);
  for (const span of all(panel, '.span')) span.hidden = true;
  /** @type {Step | undefined} */
  let current;
  let tab = '';

  /**
   * @param {HTMLElement} part
   * @param {boolean} isChosen
   */
  function tabFor(part, isChosen) {
    const name = part.dataset.tab ?? '';
    const element = make('button', { type: 'button', role: 'tab', 'aria-controls': frame.id, id: `${frame.id}-${name}` },
      part.dataset.title ?? '');
    element.setAttribute('aria-selected', String(isChosen));
    element.tabIndex = isChosen ? 0 : -1;
    if (isChosen) frame.setAttribute('aria-labelledby', element.id);
    element.addEventListener('click', () => {
      showTab(name, true);
      /** @type {HTMLElement | null} */ (list.querySelector('[aria-selected=true]'))?.focus();
    });
    return element;
  }

  /**
   * @param {string} name
   * @param {boolean} byHand
   */
  function showTab(name, byHand) {
    const element = current?.element;
    if (!element) return;
    const tabs = all(element, ':scope > article > .tab');
    const folded = current && members.tabOf(current);
    const parts = [...(folded ? [folded] : []), ...(talk ? [talk.element] : []), ...tabs];
    const chosen = parts.find((part) => part.dataset.tab === name) ?? tabs[0];
    tab = chosen?.dataset.tab ?? '';
    element.hidden = chosen === talk?.element;
    list.replaceChildren(...parts.map((part) => tabFor(part, part === chosen)));
    const chosenTab = list.querySelector('[aria-selected=true]');
    if (chosenTab) bringIntoSight(chosenTab, list);
    for (const part of parts) {
      part.hidden = part !== chosen;
      if (part instanceof HTMLDetailsElement) part.open = part === chosen;
    }
    heading.hidden = chosen?.querySelector('h3') !== null;
    heading.textContent = `${current?.number ?? ''} ${current?.name ?? ''}`.trim();
    members.show(chosen === folded ? current : undefined, tabs[0]);
    if (current && chosen === talk?.element) talk.show(current);
    else if (chosen) expandWithin(chosen);
    if (chosen) offerWhole(chosen);
    if (chosen) offerCopies(chosen);
    if (chosen) dressPrompt(chosen);
    if (chosen) dressTexts(chosen);
    if (byHand) changed();
    if (chosen) showComparison(chosen);
  }

  /**
   * Shows a span.
   * @param {Step} step
   * @param {string} name of the tab; the first where it is none of the step's
   */
  async function show(step, name) {
    const before = current?.element;
    current = step;
    const span = step.element ?? await elementOf(step);
    // While it was unpacked, another step was asked for.
    if (!span || current !== step) return;
    if (before && before !== span) before.hidden = true;
    span.open = true;
    const article = /** @type {HTMLElement | null} */ (span.querySelector(':scope > article'));
    if (article) offerComparison(article);
    if (name === 'members') await members.unpack();
    const isTold = name !== 'conversation' || await talk?.has(step);
    if (current !== step) return;
    if (name !== 'conversation' || !isTold) frame.scrollTo(0, 0);
    showTab(isTold ? name : '', false);
  }

  return {
    steps, show, showTab, frame,
    get current() { return current; },
    /** The name of the tab that is shown. */
    get tab() { return tab; },
  };
}

/**
 * Puts a button under each document that is cut to a few lines.
 * @param {HTMLElement} root
 */
function offerWhole(root) {
  for (const text of all(root, '.document-text:not(.whole)')) {
    if (text.scrollHeight <= text.clientHeight + 4 || text.nextElementSibling?.matches('.more-text')) continue;
    const more = button('Show all', 'Show the whole document', () => {
      text.classList.add('whole');
      more.remove();
    });
    more.className = 'more-text';
    text.after(more);
  }
}
