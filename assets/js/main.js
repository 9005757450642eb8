// @ts-check
import { all, button } from './dom.js';
import { setUpKeys } from './keys.js';
import { extras } from './extras.js';
import { readColumns } from './columns.js';
import { homeOf } from './homes.js';
import { canUnpack, fill, whenReadable } from './parts.js';
import { watchPrompts } from './prompt.js';
import { watchReferences } from './references.js';
import { go, here, mend, watchPlace } from './place.js';
import { keepingOthers, readRoute, writeRoute } from './route.js';
import { bringIntoSight } from './sight.js';
import { stepWith } from './steps.js';
import { watchTexts } from './texts.js';
import { setUpTrace } from './trace.js';

/** @typedef {ReturnType<typeof setUpTrace>} Trace */

const page = document.documentElement;
// Before the body is read: what scripts will hide is never laid out.
page.classList.add('js');
/** @type {HTMLElement | null} */
let overview = null;
/** @type {ReturnType<typeof import('./list.js').setUpList> | undefined} */
let list;
/** The address of the list as it was left, and how far it was scrolled. */
let listPlace = { address: '#traces', top: 0 };
/** Done when the steps of a large page are known. The list needs none of them. */
let stepsKnown = Promise.resolve();
/** @type {HTMLElement[]} */
let sections = [];
/** @type {HTMLDialogElement | undefined} */
let help;
/** @type {Map<HTMLElement, Trace>} */
const traces = new Map();
/** @type {Trace | undefined} */
let current;

/** @param {HTMLElement} section @returns {Trace} */
function traceOf(section) {
  let trace = traces.get(section);
  if (!trace) {
    trace = setUpTrace(section, remember);
    traces.set(section, trace);
    addPageControls(section);
  }
  return trace;
}

/** @param {boolean} replaces whether the address is mended instead of left behind */
function remember(replaces) {
  if (!current) return;
  const address = writeRoute(keepingOthers(current.route, readRoute(here())));
  if (replaces) mend(address);
  else go(address);
}

/** @param {HTMLElement | undefined} section `undefined` for the list of traces */
async function open(section) {
  for (const other of sections) other.hidden = other !== section;
  const isLeaving = overview !== null && !overview.hidden && section !== undefined;
  const isReturning = overview?.hidden === true && section === undefined;
  if (isLeaving) listPlace.top = scrollY;
  if (overview) overview.hidden = section !== undefined;
  if (isLeaving || isReturning) scrollTo(0, isReturning ? listPlace.top : 0);
  if (section) await fill(section);
  // A browser that cannot unpack shows nothing of a packed trace.
  current = section && !section.dataset.part ? traceOf(section) : undefined;
}

/**
 * Whether an address names the list or one of its groups.
 * @param {string} target
 */
function isOfList(target) {
  return /^(traces|g-.*)?$/.test(target);
}

/** How often a place was asked for. */
let follows = 0;

/** Shows the place that the address names. */
async function follow() {
  follows += 1;
  const own = follows;
  const route = readRoute(here());
  if (list && isOfList(route.target)) {
    open(undefined);
    listPlace.address = here() || '#traces';
    return list.follow(here());
  }
  await stepsKnown;
  const target = route.target ? await homeOf(route.target) : null;
  // While it was unpacked, another place was asked for.
  if (own !== follows) return;
  const section = target?.closest('.trace');
  const isBeside = target !== null && !target.closest('.trace, .overview');
  if (section instanceof HTMLElement) await open(section);
  else if (sections.length === 1) await open(sections[0]);
  else if (!isBeside) await open(undefined);
  if (isBeside) {
    if (own === follows) current?.begin(route.view);
    return reveal(target);
  }
  if (!current || own !== follows) return;
  current.showView(route.view);
  current.search.set(route.query);
  const article = target?.closest('.span > article');
  const step = article && stepWith(current.details.steps, article.id);
  if (!target || target === section) return current.restart();
  if (!step) {
    current.begin(route.view);
    return reveal(target);
  }
  const part = target.closest('.tab');
  await current.show(step, route.tab || (part instanceof HTMLElement ? part.dataset.tab ?? '' : ''));
  if (own !== follows) return;
  stayOnTop();
  if (article !== target) return reveal(target);
  // A link may name a tab or a view that is not there: the address says what is.
  mend(writeRoute({ ...current.route, others: route.others }));
}

/**
 * Opens the folds around an element and brings it into sight.
 * @param {Element} element
 */
function reveal(element) {
  for (let fold = element.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null) {
    fold.open = true;
  }
  const panel = element.closest('.detail-panel, .graph-panel');
  if (panel && !isPhone()) bringIntoSight(element, panel);
  else element.scrollIntoView({ block: 'nearest' });
}

/** On wide screens the step is in its panel: the jump that the browser made to it is taken back. */
function stayOnTop() {
  const target = document.getElementById(readRoute(here()).target);
  if (target?.closest('.detail-panel') && !isPhone()) scrollTo(0, 0);
}

/** Whether all panels stand one below the other, in a page that scrolls. */
function isPhone() {
  return matchMedia('(max-width: 900px)').matches;
}

/**
 * Links to places on the page select instead of jumping.
 * @param {MouseEvent} event
 */
async function onClick(event) {
  const link = /** @type {Element} */ (event.target).closest?.('a[href^="#"]');
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const wanted = readRoute(link.getAttribute('href') ?? '');
  const kept = current?.route ?? readRoute('');
  // The conversation stays in sight while steps are chosen beside it.
  const isBeside = current?.isWithTalk && !link.closest('.detail-panel');
  const tab = isBeside ? wanted.tab || 'conversation' : wanted.tab;
  go(writeRoute({ ...wanted, tab, view: kept.view, query: kept.query }));
  await follow();
  const panel = (await homeOf(wanted.target))?.closest('.detail-panel');
  if (isPhone() && panel && !link.closest('.detail-panel')) panel.scrollIntoView({ block: 'start' });
}

/** @param {HTMLElement} section */
function addPageControls(section) {
  const header = section.querySelector('.top');
  const themes = ['auto', 'light', 'dark'];
  const theme = button('◐', 'Switch between the system\'s colours, light and dark', () => {
    const next = themes[(themes.indexOf(page.dataset.theme ?? 'auto') + 1) % themes.length];
    page.dataset.theme = next;
    theme.setAttribute('aria-label', `Colours: ${next}`);
  });
  theme.className = 'badge';
  theme.setAttribute('aria-label', 'Colours: auto');
  const keys = button('?', 'Keys (?)', () => help?.showModal());
  keys.className = 'badge';
  keys.setAttribute('aria-label', 'Keys');
  const badges = header?.querySelectorAll('.badge');
  badges?.item(badges.length - 1)?.after(theme, keys);
  if (overview && section !== overview) {
    const back = button('All traces', 'Back to the list', () => {
      go(listPlace.address);
      follow();
    });
    back.className = 'badge';
    header?.prepend(back);
  }
}

/** @param {HTMLElement} root */
function setUpOverview(root) {
  for (const section of sections) section.hidden = true;
  addPageControls(root);
  list = extras.setUpList?.(root, (address, replaces) => {
    listPlace.address = address;
    if (replaces) mend(address);
    else go(address);
  });
}

async function start() {
  const isPacked = canUnpack();
  overview = document.querySelector('.overview');
  sections = all(document, '.trace');
  help = setUpKeys(() => current);
  watchReferences();
  watchPrompts();
  watchTexts();
  document.addEventListener('click', onClick);
  watchPlace(follow);
  // The browser jumps once more when all is loaded.
  window.addEventListener('load', () => requestAnimationFrame(stayOnTop));
  window.addEventListener('beforeprint', () => {
    if (!current) return;
    for (const fold of all(current.root, '.span')) /** @type {HTMLDetailsElement} */ (fold).open = true;
  });
  if (overview) setUpOverview(overview);
  const isListFirst = list !== undefined && isOfList(readRoute(here()).target);
  if (isPacked && !isListFirst) await readColumns();
  page.classList.add('ready');
  const completed = list?.complete();
  if (isPacked && isListFirst) stepsKnown = Promise.resolve(completed).then(readColumns);
  follow();
}

Promise.resolve().then(() => whenReadable(start));
