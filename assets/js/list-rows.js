// @ts-check
import { dataBlocks, inflate } from './blocks.js';
import { all, say } from './dom.js';
import { plainOf } from './parts.js';

/**
 * A row of the list. Its element is made when it is first needed.
 * @typedef {{ group: Group, values: (number | null)[], place: number, element: HTMLElement | null, words: string }} Row
 */

/**
 * Rows of one outcome and one first finding. `key` is the finding's name in addresses.
 * @typedef {{ body: HTMLElement, head: HTMLElement, outcome: string, key: string, title: string, rows: Row[], isOpen: boolean }} Group
 */

/**
 * The packed rows, column by column.
 * @typedef {Record<string, string[]> & { counts?: number[] }} Columns
 */

/**
 * @param {string} text
 * @returns {(number | null)[]}
 */
function valuesOf(text) {
  return text.split(' ').map((value) => (value === '-' ? null : Number(value)));
}

/**
 * @param {HTMLElement} body
 * @returns {Group}
 */
function groupOf(body) {
  const head = /** @type {HTMLElement} */ (body.querySelector('.gh'));
  const outcome = body.dataset.outcome ?? '';
  const group = {
    body, head, outcome, key: body.id.slice(`g-${outcome}-`.length), isOpen: false,
    title: head.querySelector('.gt')?.textContent ?? '', rows: /** @type {Row[]} */ ([]),
  };
  group.rows = all(body, 'tr[data-n]').map((element) => ({
    group, element, values: valuesOf(element.dataset.n ?? ''), place: -1, words: '',
  }));
  return group;
}

/**
 * The groups of the list with all rows, the packed ones too once they are unpacked.
 * @param {HTMLElement} table
 */
export function readGroups(table) {
  const groups = all(table, 'tbody[id]').map(groupOf);
  /** @type {Columns | undefined} */
  let columns;

  /** Adds the packed rows to their groups; `false` where there are none. */
  async function unpackRows() {
    const block = dataBlocks('list')[0];
    if (!block) return false;
    if (typeof DecompressionStream === 'undefined') {
      say('This browser cannot unpack the rest of the list: a newer one can.');
      return false;
    }
    const read = /** @type {Columns} */ (await inflate(block).json());
    columns = read;
    let place = 0;
    for (const [index, group] of groups.entries()) {
      for (let left = read.counts?.[index] ?? 0; left > 0; left -= 1) {
        group.rows.push({ group, element: null, values: valuesOf(read.values[place]), place, words: '' });
        place += 1;
      }
    }
    block.remove();
    return true;
  }

  /**
   * @param {Row} row
   * @param {string} name
   */
  const cell = (row, name) => plainOf(columns?.[name]?.[row.place] ?? '');

  /**
   * The row's element: a packed one is filled into a copy of a row of its group.
   * @param {Row} row
   */
  function elementOf(row) {
    if (row.element) return row.element;
    const model = row.group.rows.find((other) => other.place < 0)?.element;
    const element = /** @type {HTMLElement} */ (model?.cloneNode(true) ?? document.createElement('tr'));
    element.classList.remove('here');
    element.dataset.n = columns?.values[row.place] ?? '';
    /**
     * @param {string} selector
     * @param {string} text
     */
    const put = (selector, text) => {
      const place = element.querySelector(selector);
      if (place) place.textContent = text;
    };
    put('.c-i', cell(row, 'number'));
    put('.sv', cell(row, 'score'));
    element.querySelector('.sv')?.setAttribute('class', `sv tone-${cell(row, 'tone')}`);
    element.querySelector('.epochs')?.remove();
    put('.c-q a', cell(row, 'question'));
    element.querySelector('.c-q a')?.setAttribute('href', `#${encodeURIComponent(cell(row, 'anchor'))}`);
    put('.c-t[data-h=Trace]', cell(row, 'name'));
    put('.c-t[data-h=Target]', cell(row, 'target'));
    put('.c-a', cell(row, 'answer') || 'none');
    const scores = cell(row, 'scores').split('|');
    for (const [index, place] of all(element, '.c-f').entries()) place.textContent = scores[index] ?? '–';
    put('.c-d', cell(row, 'duration'));
    put('.c-k', cell(row, 'tokens'));
    put('.c-c', cell(row, 'cost'));
    for (const place of all(element, '.c-a, .c-f, .c-d, .c-k, .c-c')) {
      place.classList.toggle('nil', ['–', 'none'].includes(place.textContent ?? ''));
    }
    fillFinding(element, row);
    row.element = element;
    return element;
  }

  /**
   * @param {HTMLElement} element
   * @param {Row} row
   */
  function fillFinding(element, row) {
    const place = element.querySelector('.c-e');
    const difference = document.createElement('span');
    difference.className = 'df';
    difference.textContent = cell(row, 'difference');
    const label = cell(row, 'step');
    const isBare = row.group.title === 'No finding' && !difference.textContent;
    if (!label) return place?.replaceChildren(isBare ? 'none' : difference);
    const link = document.createElement('a');
    link.href = `#${encodeURIComponent(cell(row, 'stepAnchor'))}`;
    link.textContent = label;
    place?.replaceChildren(link, ' ', difference);
  }

  /**
   * What a search looks through, in lower case.
   * @param {Row} row
   */
  function wordsOf(row) {
    row.words ||= [
      row.element?.textContent
        ?? ['number', 'question', 'name', 'target', 'answer', 'step', 'difference'].map((name) => cell(row, name)).join(' '),
      row.group.title,
    ].join(' ').toLowerCase();
    return row.words;
  }

  /**
   * The text of a row's number or question, without its element where it is packed.
   * @param {Row} row
   * @param {string} name
   */
  function textOf(row, name) {
    if (row.place >= 0) return cell(row, name);
    return row.element?.querySelector(name === 'number' ? '.c-i' : '.c-q')?.textContent ?? '';
  }

  return { groups, unpackRows, elementOf, wordsOf, textOf };
}
