// @ts-check
import { dataBlocks, inflate } from './blocks.js';
import { plainOf } from './parts.js';

/**
 * The steps of a large page in columns, as Sources/ReportHTML/Packing/StepIndex.swift writes them. A row is a step of
 * the page, in the order of its traces.
 * @typedef {object} Columns
 * @property {TraceRows[]} traces
 * @property {(row: number) => string} anchor
 * @property {(row: number) => string} number
 * @property {(row: number) => string} kind
 * @property {(row: number) => string} outcome
 * @property {(row: number) => string} name
 * @property {(row: number) => string} agent
 * @property {(row: number) => number} part the part that holds the step; -1 where the page does
 * @property {(row: number) => number} told the part of the conversation that tells of it; -1 where none does
 * @property {(row: number) => number} depth how deep the step lies in the tree, the outermost 0
 * @property {(anchor: string) => number} find the row of an anchor; -1 where there is none
 */

/**
 * Where the steps of a trace are: rows that follow each other. The part that holds the trace is -1 for one in its place.
 * @typedef {{ anchor: string, first: number, count: number, part: number }} TraceRows
 */

const LINE_FEED = 10;
const MINUS = 45;
const ZERO = 48;

/** @type {Columns | undefined} */
let known;

/** The columns of the page; `undefined` for a page that holds no block. */
export function columns() { return known; }

/** Reads the columns of the page. */
export async function readColumns() {
  const [data] = dataBlocks('steps');
  if (data) known = columnsOf(await inflate(data).text());
}

/**
 * Columns from their text. What is damaged or missing is empty: no row is ever read out of bounds.
 * @param {string} text
 * @returns {Columns}
 */
export function columnsOf(text) {
  const [traces = '', anchors = '', numbers = '', parts = '', told = '', ...words] = text.split('\0');
  const anchor = lines(anchors);
  const [kind, outcome, name, agent] = [0, 2, 4, 6].map((place) => dictionary(words[place], words[place + 1]));
  return {
    traces: traces.split('\n').filter(Boolean).map((line) => {
      const [id = '', ...figures] = line.split(' ');
      const [first = 0, count = 0, part = -1] = figures.map(Number);
      return { anchor: plainOf(id), first, count: Math.max(0, Math.min(count, anchor.count - first)), part };
    }),
    anchor: anchor.at, number: lines(numbers).at, kind, outcome, name, agent, part: figures(parts), told: figures(told),
    depth: figures(words[8] ?? ''),
    find: anchor.find,
  };
}

/**
 * Lines of a text by their place, cut out when they are asked for.
 * @param {string} text
 */
function lines(text) {
  const whole = `\n${text}\n`;
  const found = [];
  for (let end = 0; end >= 0 && end < whole.length - 1; end = whole.indexOf('\n', end + 1)) found.push(end + 1);
  const starts = Uint32Array.from(found);
  return {
    count: text ? starts.length : 0,
    /** @param {number} row */
    at: (row) => (starts[row] ? plainOf(whole.slice(starts[row], (starts[row + 1] ?? whole.length) - 1)) : ''),
    /** @param {string} line */
    find(line) {
      const place = whole.indexOf(`\n${line}\n`) + 1;
      if (!line || place === 0) return -1;
      let low = 0;
      for (let high = starts.length; low < high;) {
        const middle = (low + high) >> 1;
        if (starts[middle] < place) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}

/**
 * Values by their places in a list of the different ones.
 * @param {string} [values]
 * @param {string} [places]
 */
function dictionary(values = '', places = '') {
  const words = values.split('\n').map(plainOf);
  const place = figures(places);
  /** @param {number} row */
  return (row) => words[place(row)] ?? '';
}

/**
 * Whole numbers by their row; -1 for a row that is not there. They are read when the first is asked for.
 * @param {string} text
 */
function figures(text) {
  /** @type {Int32Array | undefined} */
  let values;
  /** @param {number} row */
  return (row) => (values ??= readFigures(text))[row] ?? -1;
}

/**
 * The whole numbers of a text, one a line, digit by digit: a hundred thousand strings would cost more than all else.
 * @param {string} text
 */
function readFigures(text) {
  const values = new Int32Array(text.length);
  let [count, value, isBelow] = [0, 0, false];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === LINE_FEED) {
      values[count] = isBelow ? -value : value;
      [count, value, isBelow] = [count + 1, 0, false];
    } else if (code === MINUS) {
      isBelow = true;
    } else {
      value = value * 10 + code - ZERO;
    }
  }
  if (text) values[count] = isBelow ? -value : value;
  return values.slice(0, text ? count + 1 : 0);
}
