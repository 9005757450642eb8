// @ts-check
import { dataBlocks, inflate } from './blocks.js';
import { all, say } from './dom.js';

/**
 * What is packed of a large page: blocks of parts, each the markup that our writer made. A block is unpacked when one
 * of its parts is asked for.
 * @typedef {{ first: number, data: Element, parts?: Promise<string[]> }} Block
 */

/** How many blocks stay unpacked, of half a megabyte each. */
const KEPT_BLOCKS = 16;
/** @type {Block[]} */
const blocks = [];
/**
 * The blocks that are unpacked, the one that was asked for last at the end.
 * @type {Block[]}
 */
let recent = [];

const SVG = 'http://www.w3.org/2000/svg';
const TOKEN = /<(\/?)([a-zA-Z][\w:-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*(\/?)>|([^<]+)/g;
const ATTRIBUTE = /([\w:-]+)(?:="([^"]*)")?/g;
const VOID = new Set(['br', 'hr', 'img', 'wbr', 'input']);
const REFUSED = new Set(['script', 'style', 'iframe', 'object', 'embed', 'link', 'meta', 'base', 'form']);
/** @type {Record<string, string>} */
const ENTITIES = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': '\'' };

/** Whether the page has what is packed, and the browser can unpack it: else it says so. */
export function canUnpack() {
  const can = typeof DecompressionStream !== 'undefined';
  const isPacked = dataBlocks('steps').length > 0;
  if (isPacked && !can) say('This browser cannot unpack the details of a page this large: a newer one can.');
  return isPacked && can;
}

/**
 * Begins as soon as all of the page is read but its blocks, the table of steps included: of a large page they are most.
 * @param {() => void} begin
 */
export function whenReadable(begin) {
  const isReadable = document.readyState !== 'loading'
    || dataBlocks('steps').some((block) => block.nextElementSibling !== null);
  if (isReadable) return begin();
  let isBegun = false;
  const next = () => {
    if (isBegun) return;
    isBegun = true;
    whenReadable(begin);
  };
  requestAnimationFrame(next);
  document.addEventListener('DOMContentLoaded', next, { once: true });
}

/** Whether all blocks are known. */
let isWhole = false;

/** Finds the blocks that are there by now. */
function findBlocks() {
  if (isWhole) return;
  isWhole = document.readyState !== 'loading';
  for (const data of dataBlocks('parts').slice(blocks.length)) {
    blocks.push({ first: Number(data.dataset.first), data });
  }
}

/** Finds all blocks, once the page is read. */
async function findAllBlocks() {
  if (document.readyState === 'loading') {
    await new Promise((done) => { document.addEventListener('DOMContentLoaded', done, { once: true }); });
  }
  findBlocks();
}

/**
 * The block that holds a part; `undefined` where none does.
 * @param {number} number
 */
async function blockOf(number) {
  findBlocks();
  // A block is whole where another one follows.
  if (!isWhole && !(number < (blocks.at(-1)?.first ?? 0))) await findAllBlocks();
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks[middle].first <= number) low = middle + 1;
    else high = middle;
  }
  return blocks[low - 1];
}

/**
 * The markup of a part; `undefined` where there is no such part.
 * @param {number} number
 * @returns {Promise<string | undefined>}
 */
export async function part(number) {
  if (typeof DecompressionStream === 'undefined') return undefined;
  const block = await blockOf(number);
  if (!block) return undefined;
  block.parts ??= inflate(block.data).text().then((text) => text.split('\0'));
  recent = [...recent.filter((other) => other !== block), block];
  for (const old of recent.splice(0, Math.max(0, recent.length - KEPT_BLOCKS))) delete old.parts;
  return (await block.parts)[number - block.first];
}

/** All blocks, for who goes through everything: the number of the first part of each, and its bytes. */
export async function everyBlock() {
  await findAllBlocks();
  return blocks.map(({ first, data }) => ({ first, bytes: () => inflate(data).arrayBuffer() }));
}

/** @param {string} text */
export function plainOf(text) {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}

/**
 * Builds nodes from markup of our own writer. Elements and attributes that could run something are left out,
 * whatever the markup says.
 * @param {string} markup
 * @returns {DocumentFragment}
 */
export function build(markup) {
  const fragment = document.createDocumentFragment();
  /** @type {(Element | DocumentFragment)[]} */
  const open = [fragment];
  for (const [, closing, name, attributes, selfClosing, text] of markup.matchAll(TOKEN)) {
    const parent = open[open.length - 1];
    if (text !== undefined) {
      parent.append(plainOf(text));
    } else if (closing) {
      if (open.length > 1) open.pop();
    } else {
      const isDrawing = name === 'svg' || (parent instanceof SVGElement);
      const element = isDrawing ? document.createElementNS(SVG, name) : document.createElement(name);
      for (const [, key, value = ''] of attributes.matchAll(ATTRIBUTE)) {
        if (!/^on|^style$/i.test(key)) element.setAttribute(key, plainOf(value));
      }
      if (!REFUSED.has(name.toLowerCase())) parent.append(element);
      if (!selfClosing && !VOID.has(name)) open.push(element);
    }
  }
  return fragment;
}

/**
 * Puts a packed body in its place, once.
 * @param {Element | null | undefined} element
 */
export async function fill(element) {
  if (!(element instanceof HTMLElement) || element.dataset.part === undefined) return;
  const number = element.dataset.part;
  const markup = await part(Number(number));
  if (markup === undefined || element.dataset.part !== number) return;
  delete element.dataset.part;
  element.replaceChildren(build(markup));
}

/**
 * Puts an element's packed body in its place, and those below it that are not hidden by themselves.
 * @param {HTMLElement} root
 */
export async function fillAll(root) {
  await fill(root);
  for (const element of all(root, '[data-part]')) {
    if (getComputedStyle(element).display !== 'none') await fill(element);
  }
}
