// @ts-check
import { all } from './dom.js';
import { setUpDetails } from './details.js';
import { setUpDrawing } from './drawing.js';
import { tabWith } from './marks.js';
import { setUpMachine } from './machine.js';
import { setUpMembers } from './members.js';
import { ring } from './rings.js';
import { setUpRunMap } from './runmap.js';
import { setUpSearch } from './search.js';
import { bringIntoSight, markSelected } from './sight.js';
import { stepWith } from './steps.js';
import { setUpTree } from './tree.js';
import { setUpViews } from './views.js';

/** @typedef {import('./steps.js').Step} Step */

/**
 * One trace's section with all its panels.
 * @param {HTMLElement} root
 * @param {(replace: boolean) => void} moved called when what is shown has changed
 */
export function setUpTrace(root, moved) {
  const graphPanel = /** @type {HTMLElement} */ (root.querySelector('.graph-panel'));
  const detailPanel = /** @type {HTMLElement} */ (root.querySelector('.detail-panel'));
  /** Whether the reader is with the conversation, which stays in sight while steps are chosen beside it. */
  let isWithTalk = false;
  const members = setUpMembers(root, detailPanel, (step) => { show(step, 'members'); moved(false); });
  const details = setUpDetails(detailPanel, () => {
    isWithTalk = details.tab === 'conversation';
    markFound();
    moved(true);
  }, members);
  const views = setUpViews(graphPanel, () => { fitAll(); moved(true); });
  const search = setUpSearch(views.bar, details.steps, {
    found() { ringAll(); markFound(); }, typed() { moved(true); }, select: chooseFound,
  });
  /** @type {{ element: HTMLElement, drawing: ReturnType<typeof setUpDrawing> }[]} */
  const drawings = [];
  /** Views that are packed have nothing to zoom before they are first shown. */
  function findDrawings() {
    for (const element of all(graphPanel, '.view')) {
      if (drawings.some((known) => known.element === element)) continue;
      if (element.querySelector('.graph-scroll svg')) {
        drawings.push({ element, drawing: setUpDrawing(element, views.bar) });
      }
    }
  }
  const fitted = new Set();
  const mapView = /** @type {HTMLElement | null} */ (graphPanel.querySelector('.map-view'));
  const map = mapView ? setUpRunMap(mapView, views.bar) : undefined;
  let isMapOpen = false;

  function fitAll() {
    findDrawings();
    showControls();
    if (map && !isMapOpen && !mapView?.hidden && mapView?.clientWidth) {
      isMapOpen = true;
      map.open();
    }
    for (const { element, drawing } of drawings) {
      if (element.hidden || fitted.has(element)) continue;
      fitted.add(element);
      drawing.fit();
    }
    for (const tree of all(graphPanel, '.view:not([hidden]) .waterfall')) setUpTree(tree, details.steps);
    ringAll();
    if (details.current) markSelected(root, details.current, !areCharts());
  }

  /**
   * Shows a view, and sizes what could not be sized while it was hidden.
   * @param {string} name the first view where there is none of that name
   */
  function showView(name) {
    views.show(name, false);
    fitAll();
  }

  /** Charts are read from the first one on: there a step comes into sight only once it is chosen. */
  function areCharts() {
    return graphPanel.querySelector('[data-view="charts"]:not([hidden])') !== null;
  }

  function showControls() {
    for (const control of map?.controls ?? []) control.hidden = mapView?.hidden ?? true;
    for (const { element, drawing } of drawings) {
      for (const control of drawing.controls ?? []) control.hidden = element.hidden;
    }
  }

  /** Rings what is found in what is drawn by now. */
  function ringAll() {
    ring(root, search.hits);
    members.ring(search.hits);
  }

  /** Marks the words that are looked for in the step that is shown. */
  function markFound() {
    return search.mark(details.frame);
  }

  /**
   * @param {Step} step
   * @param {string} [name] of the tab
   * @param {boolean} [moves] whether it is brought into sight
   */
  async function show(step, name = '', moves = true) {
    isWithTalk = name === 'conversation';
    markSelected(root, step, moves);
    await details.show(step, name);
    if (details.current !== step) return;
    search.at(step);
    markFound();
    const findings = all(root, '.finding');
    const told = findings.find((finding) => finding.dataset.step === step.anchor);
    for (const finding of findings) finding.classList.toggle('here', finding === told);
  }

  /**
   * Shows a step that the reader asked for.
   * @param {Step} step
   */
  async function choose(step) {
    await show(step, isWithTalk ? 'conversation' : '');
    if (details.current === step) moved(false);
  }

  /**
   * Shows a step that was found, at the first of the words.
   * @param {Step} step
   * @param {string[]} words
   */
  async function chooseFound(step, words) {
    await choose(step);
    if (details.current !== step) return;
    const article = step.element?.querySelector(':scope > article');
    if (details.tab !== 'conversation' && article) details.showTab(tabWith(article, words), false);
    const shown = details.tab === 'conversation' ? details.frame.querySelector('.talk .here') : article;
    const first = markFound().find((range) => shown?.contains(range.startContainer));
    if (!first) return;
    for (let fold = first.startContainer.parentElement; fold && fold !== shown; fold = fold.parentElement) {
      if (fold instanceof HTMLDetailsElement) fold.open = true;
    }
    search.markCurrent(first);
    if (first.startContainer.parentElement) bringIntoSight(first.startContainer.parentElement, detailPanel);
  }

  const opening = detailPanel.querySelector('.span[data-selected] > article')?.id ?? '';
  const first = stepWith(details.steps, opening) ?? details.steps[0];
  /** Shows what the page opens on: of a session the conversation at the most telling step. */
  async function restart() {
    if (first) await show(first, 'conversation', !areCharts());
  }
  setUpMachine(graphPanel, members, details);
  // A view that is there now shows the step; rows that are drawn while the reader scrolls leave him where he is.
  graphPanel.addEventListener('drawn', (event) => {
    const part = /** @type {CustomEvent<HTMLElement | undefined>} */ (event).detail;
    if (!part) return fitAll();
    if (search.hits) ring(part, search.hits);
    if (details.current) markSelected(part, details.current, false);
  });

  return {
    root, details, search, show, choose, restart, views,
    get isWithTalk() { return isWithTalk; },
    /**
     * Shows what the page opens on, where no step is shown yet.
     * @param {string} view the first one where there is none of that name
     */
    begin(view) {
      if (details.current) return;
      showView(view);
      restart();
    },
    showView,
    /** @param {string} name */
    chooseView(name) { views.show(name, true); },
    /** @param {string} name */
    chooseTab(name) { details.showTab(name, true); },
    /**
     * What is shown, as a place.
     * @returns {import('./route.js').Route}
     */
    get route() {
      const target = details.current?.anchor ?? root.id;
      return { target, tab: details.tab, view: views.chosen, query: search.query, others: {} };
    },
    /**
     * Chooses the next step of those wanted, after the last one the first.
     * @param {number} direction 1 or -1
     * @param {(step: Step) => boolean} wanted
     */
    step(direction, wanted) {
      const { steps, current } = details;
      const start = current ? current.place : direction > 0 ? -1 : steps.length;
      for (let index = 1; index <= steps.length; index += 1) {
        const step = steps[(((start + direction * index) % steps.length) + steps.length) % steps.length];
        if (wanted(step)) return choose(step);
      }
    },
    /** @param {number} index from the end where it is negative */
    choosePlace(index) {
      const step = details.steps.at(index);
      if (step) choose(step);
    },
  };
}
