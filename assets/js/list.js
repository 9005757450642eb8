// @ts-check
import { all, button, copy, make } from './dom.js';
import { extras } from './extras.js';
import { setUpCharts } from './list-charts.js';
import { asCSV } from './list-csv.js';
import { emptyFilter, isWithin, readFilter, sorted, writeFilter } from './list-filter.js';
import { readGroups } from './list-rows.js';
import { setUpTable } from './list-table.js';

/** @typedef {import('./list-rows.js').Row} Row */
/** @typedef {import('./list-filter.js').Filter} Filter */

/**
 * The columns that can be sorted by: class of the heading, name in the address, place among a row's values.
 * @type {[string, string, number][]}
 */
const SORTABLE = [['.c-s', 'score', 0], ['.c-d', 'duration', 1], ['.c-k', 'tokens', 2], ['.c-c', 'cost', 3], ['.c-i', 'number', -1], ['.c-q', 'question', -1]];

/**
 * The list of traces: search, filters, order, charts and keys.
 * @param {HTMLElement} root
 * @param {(address: string, replaces: boolean) => void} remember
 */
export function setUpList(root, remember) {
  const table = /** @type {HTMLElement} */ (root.querySelector('.list-scroll > .list'));
  const tools = /** @type {HTMLElement} */ (root.querySelector('.list-tools'));
  const store = readGroups(table);
  let filter = emptyFilter();
  let total = 0;
  /** @type {Row | null} */
  let here = null;
  const view = setUpTable(table, store.elementOf, () => draw());
  const charts = setUpCharts(root, (field, range) => {
    const known = filter.ranges[field];
    const isSame = range && known && range[0] === known[0] && range[1] === known[1];
    const { [field]: _, ...ranges } = filter.ranges;
    change({ ranges: range && !isSame ? { ...ranges, [field]: range } : ranges });
  });
  const fields = charts.charts.map((chart) => chart.field);
  const scorers = all(table, 'thead .c-f').map((cell, index) => /** @type {[HTMLElement, string, number]} */ ([cell, `score-${index + 1}`, 4 + index]));
  const columns = SORTABLE.flatMap(([selector, name, place]) => {
    const cell = /** @type {HTMLElement | null} */ (table.querySelector(`thead ${selector}`));
    return cell ? [{ cell, name, place }] : [];
  }).concat(scorers.map(([cell, name, place]) => ({ cell, name, place })));

  // MARK: Controls

  const field = /** @type {HTMLInputElement} */ (make('input', { class: 'list-search', type: 'search', placeholder: 'Question, answer, finding  /', 'aria-label': 'Search the traces' }));
  const count = make('span', { class: 'count', role: 'status' });
  const order = /** @type {HTMLSelectElement} */ (make('select', { 'aria-label': 'Sort' }));
  const chosen = make('div', { class: 'chosen', hidden: '' });
  const csv = button('Copy as CSV', 'Copy the rows that are shown', () => copy(asCSV(table, shown(), store.elementOf), 'Copied as CSV.'));
  csv.className = 'tool';
  tools.append(count, order, csv);
  tools.after(chosen);
  for (const [name, words] of [['', 'Sort: worst first'], ['number', 'Sort: as in the file'], ['score', 'Sort: lowest score'], ['-duration', 'Sort: longest'], ['-tokens', 'Sort: most tokens'], ['-cost', 'Sort: most expensive']]) {
    if (!name || columns.some((column) => column.name === name.replace('-', ''))) order.append(make('option', { value: name }, words));
  }
  order.addEventListener('change', () => change({ sort: order.value }));
  for (const column of columns) {
    const name = column.cell.textContent ?? '';
    column.cell.dataset.name = name;
    const words = [...column.cell.childNodes];
    const sorter = button(name, `Sort by ${name}`, () => {
      const isNumber = column.place > 0;
      const steps = isNumber ? [`-${column.name}`, column.name, ''] : [column.name, `-${column.name}`, ''];
      change({ sort: steps[(steps.indexOf(filter.sort) + 1) % 3] });
    });
    // Its own nodes: they say where a long name may be broken.
    sorter.replaceChildren(...words);
    column.cell.replaceChildren(sorter);
  }
  /** @type {HTMLElement[]} */
  const chips = [];
  setUpChips();
  /** @type {number | undefined} */
  let timer;
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => change({ text: field.value }, true), 120);
  });

  function setUpChips() {
    const list = tools.querySelector('.picks');
    for (const item of all(tools, '.picks .pick')) {
      const chip = make('button', { type: 'button', class: 'pick', 'data-outcome': item.dataset.outcome ?? '', 'data-finding': item.dataset.finding ?? '' }, ...item.childNodes);
      item.removeAttribute('class');
      item.replaceChildren(chip);
      chips.push(chip);
    }
    const all0 = make('button', { type: 'button', class: 'pick', 'data-outcome': '', 'data-finding': '' }, 'All ', make('b'));
    list?.prepend(make('li', {}, all0));
    chips.push(all0);
    for (const chip of chips) chip.addEventListener('click', () => change({ outcome: chip.dataset.outcome ?? '', finding: chip.dataset.finding ?? '' }));
    tools.prepend(field);
  }

  // MARK: What is shown

  /**
   * @param {Partial<Filter>} part
   * @param {boolean} [replaces]
   */
  function change(part, replaces = false) {
    filter = { ...filter, ...part };
    draw();
    remember(writeFilter(filter), replaces);
  }

  /**
   * @param {Row} row
   * @param {string[]} words
   */
  function fits(row, words) {
    if (filter.outcome && row.group.outcome !== filter.outcome) return false;
    if (filter.finding && row.group.key !== filter.finding) return false;
    for (const chart of charts.charts) {
      const range = filter.ranges[chart.field];
      if (range && !isWithin(row.values[chart.column], range, chart)) return false;
    }
    return words.every((word) => store.wordsOf(row).includes(word));
  }

  /** Tells of a row whether it is shown. */
  function fitting() {
    const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
    return (/** @type {Row} */ row) => fits(row, words);
  }

  /** The rows that are shown, in their order; those in folds too. */
  function shown() {
    const rows = store.groups.flatMap((group) => group.rows).filter(fitting());
    const name = filter.sort.replace(/^-/, '');
    const column = columns.find((other) => other.name === name);
    return column ? sorted(rows, (row) => keyOf(row, column), filter.sort.startsWith('-')) : rows;
  }

  /**
   * @param {Row} row
   * @param {{ name: string, place: number }} column
   */
  function keyOf(row, column) {
    if (column.place >= 0) return row.values[column.place] ?? null;
    const text = store.textOf(row, column.name);
    const number = Number(text.replace(/,/g, ''));
    return column.name === 'number' && !Number.isNaN(number) ? number : text;
  }

  function draw() {
    const rows = shown();
    total = store.groups.reduce((sum, group) => sum + group.rows.length, 0);
    const isFiltered = rows.length !== total;
    if (filter.sort) {
      view.draw([{ group: null, rows, total }], false);
    } else {
      const isShown = fitting();
      const sections = store.groups.map((group) => ({ group, rows: group.rows.filter(isShown), total: group.rows.length }));
      view.draw(sections.filter((section) => section.rows.length > 0), !isFiltered);
    }
    count.textContent = `${rows.length.toLocaleString('en')} of ${total.toLocaleString('en')} ${table.dataset.noun}`;
    if (field.value !== filter.text) field.value = filter.text;
    order.value = filter.sort;
    if (order.selectedIndex < 0) order.selectedIndex = 0;
    // A group that no chip stands for leaves its outcome's chip pressed.
    const named = chips.some((chip) => chip.dataset.finding === filter.finding) ? filter.finding : '';
    for (const chip of chips) chip.setAttribute('aria-pressed', String(chip.dataset.outcome === filter.outcome && chip.dataset.finding === named));
    const every = chips.at(-1)?.querySelector('b');
    if (every) every.textContent = total.toLocaleString('en');
    for (const column of columns) {
      const isSorted = filter.sort.replace(/^-/, '') === column.name;
      if (isSorted) column.cell.setAttribute('aria-sort', filter.sort.startsWith('-') ? 'descending' : 'ascending');
      else column.cell.removeAttribute('aria-sort');
    }
    charts.show(filter.ranges);
    drawFilters();
  }

  function drawFilters() {
    /** @type {[string, Partial<Filter>][]} */
    const active = [];
    if (filter.outcome) active.push([filter.outcome, { outcome: '' }]);
    if (filter.finding) active.push([titleOf(filter.finding), { finding: '' }]);
    for (const [name, [from, below]] of Object.entries(filter.ranges)) {
      const { [name]: _, ...ranges } = filter.ranges;
      const unit = name === 'duration' ? ' s' : '';
      active.push([`${name} ${from}–${below}${unit}`, { ranges }]);
    }
    if (filter.text) active.push([`“${filter.text}”`, { text: '' }]);
    chosen.hidden = active.length === 0;
    chosen.replaceChildren(...active.map(([words, part]) => {
      const remove = button(`${words} ×`, 'Remove this filter', () => change(part));
      remove.setAttribute('aria-label', `Remove the filter ${words}`);
      return remove;
    }), ...(active.length ? [button('Clear all', 'Show all traces', () => change({ ...emptyFilter(), sort: filter.sort }))] : []));
  }

  /** @param {string} key */
  function titleOf(key) {
    return store.groups.find((group) => group.key === key && (!filter.outcome || group.outcome === filter.outcome))?.title || key;
  }

  // MARK: Keys

  /** @param {number} step */
  function move(step) {
    const { rows } = view;
    const place = here ? rows.indexOf(here) : -1;
    const next = rows[Math.min(rows.length - 1, Math.max(0, place + step))];
    if (!next) return;
    for (const old of all(table, 'tr.here')) old.classList.remove('here');
    here = next;
    const element = view.reveal(next);
    element?.classList.add('here');
    const link = /** @type {HTMLElement | null | undefined} */ (element?.querySelector('.c-q a'));
    link?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: 'nearest' });
  }

  document.addEventListener('keydown', (event) => {
    if (root.hidden || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.closest('dialog, select')) return;
    if (event.key === 'Escape') {
      field.blur();
      if (writeFilter(filter) !== '#traces') change({ ...emptyFilter() });
      return;
    }
    if (target.closest('input')) {
      if (event.key === 'ArrowDown') move(1);
      return;
    }
    /** @type {Record<string, () => void>} */
    const actions = { j: () => move(1), k: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1) };
    if (event.key.startsWith('Arrow') && target.closest('summary, [role=region]')) return;
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
    if (!action) return;
    event.preventDefault();
    action();
  });

  // MARK: Roles

  /** A table that is drawn as cards loses its roles in browsers, so that they are given by name. */
  function nameRoles() {
    if (!matchMedia('(max-width: 640px)').matches) return;
    const names = scorers.map(([cell]) => cell.dataset.name ?? '');
    for (const row of all(table, 'tr[data-n]')) {
      for (const [index, cell] of all(row, '.c-f').entries()) cell.dataset.h = names[index];
    }
    table.setAttribute('role', 'table');
    for (const [selector, role] of [['thead, tbody', 'rowgroup'], ['tr', 'row'], ['td', 'cell'], ['thead th', 'columnheader'], ['.gh th', 'rowheader']]) {
      for (const element of all(table, selector)) element.setAttribute('role', role);
    }
  }

  nameRoles();
  draw();

  return {
    /**
     * Shows what an address names.
     * @param {string} hash
     */
    follow(hash) {
      filter = readFilter(hash, fields);
      draw();
      const id = decodeURIComponent(hash.replace(/^#/, '').split('?')[0]);
      const group = store.groups.find((other) => other.body.id === id);
      if (group) group.body.scrollIntoView({ block: 'start' });
    },
    /** Unpacks the rows that are not in the static page. */
    async complete() {
      if (await store.unpackRows()) draw();
    },
  };
}

extras.setUpList = setUpList;
