import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnsOf } from '../../assets/js/columns.js';

const TEXT = [
  't-a 0 2 -1\nt-b 2 1 7', 's-1\ns-2\ns-12', '#1\n#1.1\n', '-1\n4\n-1', '-1\n9\n-1',
  'llm\ntool', '0\n1\n0', 'ok\nfailed', '0\n1\n0', 'gpt &lt;4&gt;\nfind', '0\n1\n0', '\nhelper', '0\n1\n0', '0\n1\n1',
].join('\0');

test('Given the columns of a page, then each row has its values', () => {
  const table = columnsOf(TEXT);
  assert.deepEqual(table.traces[1], { anchor: 't-b', first: 2, count: 1, part: 7 });
  assert.deepEqual([0, 1, 2].map(table.anchor), ['s-1', 's-2', 's-12']);
  assert.deepEqual([0, 1, 2].map(table.number), ['#1', '#1.1', '']);
  assert.deepEqual([0, 1, 2].map(table.part), [-1, 4, -1]);
  assert.deepEqual([0, 1, 2, 3].map(table.depth), [0, 1, 1, -1]);
  assert.deepEqual([0, 1].map(table.kind), ['llm', 'tool']);
  assert.deepEqual([0, 1].map(table.outcome), ['ok', 'failed']);
  assert.deepEqual([0, 1].map(table.name), ['gpt <4>', 'find']);
  assert.deepEqual([0, 1].map(table.agent), ['', 'helper']);
});

test('Given an anchor, then its row is found, and no row for the beginning of one', () => {
  const table = columnsOf(TEXT);
  assert.deepEqual(['s-1', 's-2', 's-12', 's-', '', 's-3'].map(table.find), [0, 1, 2, -1, -1, -1]);
});

test('Given a damaged index, then nothing is read out of bounds', () => {
  for (const text of ['', 't-a 0 999 -1', 't-a 5 9 3\0s-1', 'x\0s-1\ns-2\0\0\0\0llm\u00009999\n-5\nx', TEXT.slice(0, 40)]) {
    const table = columnsOf(text);
    for (const trace of table.traces) assert.ok(trace.count >= 0 && trace.count <= 3, text);
    for (const row of [-1, 0, 1, 99]) {
      for (const column of [table.anchor, table.number, table.kind, table.outcome, table.name, table.agent]) {
        assert.equal(typeof column(row), 'string');
      }
      assert.equal(typeof table.part(row), 'number');
    }
  }
});
