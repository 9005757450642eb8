// @ts-check
import { all, make } from './dom.js';
import { fillAll } from './parts.js';
import { expandWithin } from './references.js';

/**
 * Turns the views of a panel into tabs.
 * @param {HTMLElement} panel
 * @param {(view: string) => void} changed
 */
export function setUpViews(panel, changed) {
  const views = all(panel, ':scope > .view');
  const bar = make('div', { class: 'bar' });
  const list = make('div', { role: 'tablist', 'aria-label': 'Views' });
  const tabs = views.map((view) => {
    const tab = make('button', { type: 'button', role: 'tab' }, view.dataset.title ?? '');
    tab.addEventListener('click', () => show(view.dataset.view ?? '', true));
    view.setAttribute('role', 'tabpanel');
    view.setAttribute('aria-label', view.dataset.title ?? '');
    list.append(tab);
    return tab;
  });
  walkWithArrows(list);
  bar.append(list);
  panel.prepend(bar);

  /** @param {string} name @param {boolean} byHand */
  function show(name, byHand) {
    const chosen = views.find((view) => view.dataset.view === name) ?? views[0];
    views.forEach((view, index) => {
      view.hidden = view !== chosen;
      tabs[index].setAttribute('aria-selected', String(view === chosen));
      tabs[index].tabIndex = view === chosen ? 0 : -1;
    });
    if (chosen) fillAll(chosen);
    if (chosen?.dataset.view === 'conversation') expandWithin(chosen);
    if (byHand) changed(chosen?.dataset.view ?? '');
  }
  show('', false);
  return { bar, show, names: views.map((view) => view.dataset.view ?? '') };
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
