import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { inflate } from '../../assets/js/blocks.js';

/** The element that a page holds of a block, with the comment within it. */
const block = (text) => /** @type {any} */ ({ firstChild: text === undefined ? null : { nodeValue: text } });

test('Given a block of packed data, then it says what was packed', async () => {
  const packed = deflateRawSync(Buffer.from('step\0“ß” 🦊')).toString('base64');
  assert.equal(await inflate(block(packed)).text(), 'step\0“ß” 🦊');
});

test('Given a block without its comment or a damaged one, then it is refused', async () => {
  await assert.rejects(inflate(block(undefined)).text());
  await assert.rejects(inflate(block('AAAA')).text());
});
