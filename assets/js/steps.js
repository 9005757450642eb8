// @ts-check
import { all } from './dom.js';
import { columns } from './columns.js';

/**
 * A step of a trace, whether the page or a packed part holds it.
 * @typedef {object} Step
 * @property {number} place its place in the list of the trace's steps, from 0
 * @property {number} part the part that holds it; -1 where the page does
 * @property {number} told the part of the conversation that tells of it; -1 where the page has it all
 * @property {number} depth how deep it lies in the tree; -1 where only its row in the document says so
 * @property {string} anchor the id of its details
 * @property {string} number `#17.1`; empty for a span around steps
 * @property {string} kind `llm`
 * @property {string} outcome `ok`, `failed`, `refused`, `cancelled`, `unfinished`, `repeats`
 * @property {string} name
 * @property {string} model the model of a call; else empty
 * @property {string} agent the sub-agent that it belongs to; empty for the main agent
 * @property {HTMLDetailsElement | undefined} element its details while they are in the document
 */

/**
 * The steps of a trace, in the order of its tree.
 * @param {HTMLElement} section
 * @returns {Step[]}
 */
export function stepsOf(section) {
  const table = columns();
  const rows = table?.traces.find((trace) => trace.anchor === section.id);
  if (table && rows) {
    const steps = Array.from({ length: rows.count }, (_, place) => new PackedStep(table, rows.first, place));
    if (steps.some((step) => step.part >= 0)) return steps;
  }
  return all(section, '.span').map((element, place) => ({
    place, part: -1, told: -1, depth: -1,
    anchor: element.querySelector(':scope > article')?.id ?? '',
    number: element.dataset.number ?? '',
    kind: classed(element, 'kind-'), outcome: classed(element, 'outcome-'),
    name: element.querySelector(':scope > summary > b')?.textContent ?? '',
    get model() { return this.kind === 'llm' ? this.name : ''; },
    agent: element.dataset.agent ?? '',
    element: /** @type {HTMLDetailsElement} */ (element),
  }));
}

/**
 * The step with an anchor.
 * @param {Step[]} steps
 * @param {string} anchor
 * @returns {Step | undefined}
 */
export function stepWith(steps, anchor) {
  const [head] = steps;
  return head instanceof PackedStep
    ? steps[head.table.find(anchor) - head.row] : steps.find((step) => step.anchor === anchor);
}

/**
 * @param {Element} element
 * @param {string} prefix
 */
function classed(element, prefix) {
  return [...element.classList].find((name) => name.startsWith(prefix))?.slice(prefix.length) ?? '';
}

/** A step that is known by a row of the columns. Getters, so that a hundred thousand of them cost little. */
class PackedStep {
  /**
   * @param {import('./columns.js').Columns} table
   * @param {number} first
   * @param {number} place
   */
  constructor(table, first, place) {
    this.table = table;
    this.row = first + place;
    this.place = place;
  }

  get part() { return this.table.part(this.row); }
  get told() { return this.table.told(this.row); }
  get depth() { return this.table.depth(this.row); }
  get anchor() { return this.table.anchor(this.row); }
  get number() { return this.table.number(this.row); }
  get kind() { return this.table.kind(this.row); }
  get outcome() { return this.table.outcome(this.row); }
  get name() { return this.table.name(this.row); }
  get model() { return this.kind === 'llm' ? this.name : ''; }
  get agent() { return this.table.agent(this.row); }
  get element() {
    const details = document.getElementById(this.anchor)?.parentElement;
    return details instanceof HTMLDetailsElement ? details : undefined;
  }
}
