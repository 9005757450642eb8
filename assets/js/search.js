// @ts-check
import { all, make } from './dom.js';
import { wordsOf } from './parts.js';

/**
 * Search over everything a trace shows. `kind:llm`, `is:failed`, `is:refused` and `model:gpt` narrow it.
 * @param {HTMLElement} root the trace's section
 * @param {HTMLElement} bar
 * @param {HTMLDetailsElement[]} spans
 * @param {(span: HTMLDetailsElement) => void} select
 */
export function setUpSearch(root, bar, spans, select) {
  const field = /** @type {HTMLInputElement} */ (make('input', {
    class: 'search', type: 'search', placeholder: 'Search  /', 'aria-label': 'Search the trace',
    title: 'Words, or kind:llm, is:failed, is:refused, model:name',
  }));
  const count = make('span', { class: 'search-count', role: 'status' });
  bar.append(make('span', { class: 'space' }), count, field);
  /** @type {Map<HTMLElement, string>} */
  const texts = new Map();
  /** @type {HTMLDetailsElement[]} */
  let hits = [];
  let place = -1;
  /** @type {number | undefined} */
  let timer;

  /** @param {HTMLElement} span */
  function text(span) {
    let known = texts.get(span);
    if (known === undefined) {
      known = wordsOf(span).toLowerCase();
      texts.set(span, known);
    }
    return known;
  }

  /** @param {HTMLElement} span @param {string} word */
  function matches(span, word) {
    const [name, value] = word.split(/:(.*)/s);
    if (name === 'kind' && value) return span.classList.contains(`kind-${value}`);
    if (name === 'is' && value) return span.classList.contains(`outcome-${value === 'error' ? 'failed' : value}`);
    if (name === 'model' && value) {
      return span.classList.contains('kind-llm') && text(span).includes(value);
    }
    return text(span).includes(word);
  }

  function run() {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    hits = words.length ? spans.filter((span) => words.every((word) => matches(span, word))) : [];
    place = -1;
    count.textContent = words.length ? `${hits.length} of ${spans.length}` : '';
    const targets = new Set(hits.map((span) => `#${encodeURIComponent(anchorOf(span))}`));
    for (const node of all(root, 'a.node, a.row')) {
      const isHit = targets.has(node.getAttribute('href') ?? '');
      node.classList.toggle('hit', words.length > 0 && isHit);
      node.classList.toggle('dim', words.length > 0 && !isHit);
    }
  }

  /** @param {number} step */
  function move(step) {
    if (!hits.length) return;
    place = (place + step + hits.length) % hits.length;
    count.textContent = `${place + 1} of ${hits.length}`;
    select(hits[place]);
  }

  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(run, 120);
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      run();
      move(event.shiftKey ? -1 : 1);
    }
    if (event.key === 'Escape') {
      field.value = '';
      run();
      field.blur();
    }
  });
  return {
    focus: () => field.select(),
    move,
    /** @param {string} query */
    set(query) {
      if (field.value === query) return;
      field.value = query;
      run();
    },
    get query() { return field.value; },
  };
}

/**
 * The id of a span's details.
 * @param {HTMLElement} span
 */
export function anchorOf(span) {
  return span.querySelector(':scope > article')?.id ?? '';
}
