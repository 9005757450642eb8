// @ts-check
import { all, make } from './dom.js';
import { setUpMeasures } from './measures.js';
import { fillAll } from './parts.js';
import { expandInSight } from './references.js';
import { rowsOf } from './rows.js';
import { bringIntoSight } from './sight.js';

/**
 * Turns the views of a panel into tabs.
 * @param {HTMLElement} panel
 * @param {() => void} changed called when another view is chosen by hand
 */
export function setUpViews(panel, changed) {
  const views = all(panel, ':scope > .view');
  const bar = make('div', { class: 'bar' });
  const list = make('div', { role: 'tablist', 'aria-label': 'Views' });
  const home = panel.closest('.trace')?.id;
  let chosenName = '';
  const tabs = views.map((view) => {
    const tab = make('button', { type: 'button', role: 'tab' }, view.dataset.title ?? '');
    tab.id = `${home}-view-${view.dataset.view}`;
    view.id ||= `${tab.id}-panel`;
    tab.setAttribute('aria-controls', view.id);
    tab.addEventListener('click', () => show(view.dataset.view ?? '', true));
    view.setAttribute('role', 'tabpanel');
    view.setAttribute('aria-labelledby', tab.id);
    view.tabIndex = 0;
    list.append(tab);
    return tab;
  });
  walkWithArrows(list);
  bar.append(list);
  panel.prepend(bar);

  /**
   * Says which view is shown.
   * @param {string} name the first view where there is none of that name
   */
  function choose(name) {
    const chosen = views.find((view) => view.dataset.view === name) ?? views[0];
    views.forEach((view, index) => {
      view.hidden = view !== chosen;
      tabs[index].setAttribute('aria-selected', String(view === chosen));
      tabs[index].tabIndex = view === chosen ? 0 : -1;
    });
    const tab = tabs[views.indexOf(chosen)];
    if (tab) bringIntoSight(tab, list);
    chosenName = chosen === views[0] ? '' : chosen?.dataset.view ?? '';
    return chosen;
  }

  /**
   * @param {string} name the first view where there is none of that name
   * @param {boolean} byHand
   */
  function show(name, byHand) {
    const chosen = choose(name);
    if (chosen) fillAll(chosen).then(() => drawn(chosen));
    if (byHand) changed();
  }

  /**
   * Does what a view needs that is there now.
   * @param {HTMLElement} view
   */
  function drawn(view) {
    for (const host of all(view, '.rows')) rowsOf(host);
    if (view.dataset.view === 'conversation') expandInSight(view);
    if (view.dataset.view === 'charts') setUpMeasures(view);
    view.dispatchEvent(new CustomEvent('drawn', { bubbles: true }));
  }
  panel.addEventListener('drawn', (event) => {
    const rows = /** @type {HTMLElement} */ (event.target);
    if (rows.closest('[data-view=conversation]')) expandInSight(rows);
  });
  panel.addEventListener('reveal', (event) => revealRow(/** @type {CustomEvent} */ (event)));
  choose('');
  return {
    bar, show, names: views.map((view) => view.dataset.view ?? ''),
    /** The name of the view that is shown; empty for the first. */
    get chosen() { return chosenName; },
    /** The view that is shown. */
    get view() { return views.find((view) => !view.hidden); },
  };
}

/**
 * Brings the row of a step into sight where the rows of a view are drawn as they come into sight.
 * @param {CustomEvent<import('./steps.js').Step>} event
 */
async function revealRow(event) {
  const view = /** @type {HTMLElement} */ (event.target);
  const rows = /** @type {HTMLElement | null} */ (view.querySelector('.rows:not(.table-rows)'));
  if (!rows || view.hidden) return;
  const step = event.detail;
  const each = Number(rows.dataset.each);
  const part = each ? Number(rows.dataset.first) + Math.floor(step.place / each) : step.told;
  const row = () => view.querySelector(`a[href="${CSS.escape(`#${encodeURIComponent(step.anchor)}`)}"]`);
  // A row that is drawn is brought into sight as in any view.
  if (row() || part < 0) return;
  event.preventDefault();
  await rowsOf(rows).reveal(part, false);
  const drawn = row();
  // Another one may have been chosen by now.
  if (drawn?.matches('.selected')) bringIntoSight(drawn, view.parentElement ?? view);
}

/**
 * Moves the focus in a list of tabs as the ARIA pattern says.
 * @param {HTMLElement} list
 */
export function walkWithArrows(list) {
  list.addEventListener('keydown', (event) => {
    const tabs = all(list, '[role=tab]');
    const place = tabs.indexOf(/** @type {HTMLElement} */ (event.target));
    const steps = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: tabs.length - 1 };
    const next = steps[/** @type {keyof typeof steps} */ (event.key)];
    if (place < 0 || next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const tab = tabs[(next + tabs.length) % tabs.length];
    tab.focus();
    tab.click();
  });
}
