// @ts-check
import { all, say } from './dom.js';

/** The packed bodies of a large page, as the markup our writer made. @type {string[]} */
let parts = [];

const SVG = 'http://www.w3.org/2000/svg';
const TOKEN = /<(\/?)([a-zA-Z][\w:-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*(\/?)>|([^<]+)/g;
const ATTRIBUTE = /([\w:-]+)(?:="([^"]*)")?/g;
const VOID = new Set(['br', 'hr', 'img', 'wbr']);
const REFUSED = new Set(['script', 'style', 'iframe', 'object', 'embed', 'link', 'meta', 'base', 'form']);
/** @type {Record<string, string>} */
const ENTITIES = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': '\'' };

/**
 * Unpacks the blocks. Tells whether there were any.
 * @returns {Promise<boolean>}
 */
export async function unpack() {
  const blocks = all(document, 'script[type="application/x-tracepage"]');
  if (blocks.length && typeof DecompressionStream === 'undefined') {
    say('This browser cannot unpack the details of a page this large: a newer one can.');
    return false;
  }
  for (const block of blocks) {
    const bytes = Uint8Array.from(atob(block.textContent ?? ''), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    parts = parts.concat((await new Response(stream).text()).replace(/^\0/, '').split('\0'));
    block.remove();
  }
  return blocks.length > 0;
}

/** @param {string} text */
function plainOf(text) {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}

/**
 * Builds nodes from markup of our own writer. Elements and attributes that could run something are left out,
 * whatever the markup says.
 * @param {string} markup
 * @returns {DocumentFragment}
 */
function build(markup) {
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
export function fill(element) {
  if (!(element instanceof HTMLElement) || element.dataset.part === undefined) return;
  const markup = parts[Number(element.dataset.part)];
  if (markup === undefined) return;
  delete element.dataset.part;
  element.replaceChildren(build(markup));
}

/** Puts all packed bodies below an element in their places. @param {ParentNode} root */
export function fillAll(root) {
  for (const element of all(root, '[data-part]')) fill(element);
}

/**
 * The words of an element, packed or not.
 * @param {HTMLElement} span
 */
export function wordsOf(span) {
  const packed = /** @type {HTMLElement | null} */ (span.querySelector(':scope > [data-part]'));
  const markup = packed ? parts[Number(packed.dataset.part)] ?? '' : '';
  return `${span.textContent ?? ''} ${plainOf(markup.replace(/<[^>]*>/g, ' '))}`;
}

/** @type {HTMLElement[] | undefined} */
let articles;

/**
 * The element with an id, unpacked if need be: the ids of texts and messages name the place of their span.
 * @param {string} id
 * @returns {HTMLElement | null}
 */
export function homeOf(id) {
  const known = document.getElementById(id);
  const place = known ? undefined : /^[xm]-(\d+)-\d+$/.exec(id)?.[1];
  if (place === undefined) return known;
  articles ??= all(document, '.span > article');
  fill(articles[Number(place)]);
  return document.getElementById(id);
}
