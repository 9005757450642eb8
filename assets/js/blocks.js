// @ts-check
import { all } from './dom.js';

// Packed data stands in the page as base64 in comments, each in a hidden element of its own that says what it holds:
// see Sources/TraceText/DataBlock.swift, which writes them.
// The text stays in the document when it was read: what a browser saves of a page is its document, and nothing tells a
// page that it is about to be saved. Bytes in its place would take a quarter less memory and leave the copy empty.

/**
 * The elements that hold packed data of a kind, those that are read by now.
 * @param {'parts' | 'steps' | 'list'} content
 */
export function dataBlocks(content) {
  return all(document, `[data-packed="${content}"]`);
}

/**
 * The bytes of base64.
 * @param {string} text
 * @returns {Uint8Array}
 */
function bytesOf(text) {
  const native = /** @type {{ fromBase64?: (text: string) => Uint8Array }} */ (
    /** @type {unknown} */ (Uint8Array));
  if (native.fromBase64) return native.fromBase64(text);
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let index = 0; index < letters.length; index += 1) bytes[index] = letters.charCodeAt(index);
  return bytes;
}

/**
 * What a block says: UTF-8.
 * @param {Element} data
 */
export function inflate(data) {
  const stream = new Blob([bytesOf(data.firstChild?.nodeValue ?? '')]).stream()
    .pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream);
}
