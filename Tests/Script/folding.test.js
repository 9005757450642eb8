import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldingOf } from '../../assets/js/folding.js';

/** run, then two calls of which the first has two tools, then a second root. */
const DEPTHS = [0, 1, 2, 2, 1, 0];
/** @param {import('../../assets/js/folding.js').Folding} folding */
const shown = (folding) => DEPTHS.map((_, row) => row).filter(folding.isShown);

test('Given a closed row, then what is below it is hidden, and a closed row within stays closed when it opens', () => {
  const folding = foldingOf(DEPTHS);
  folding.fold(1, true);
  assert.deepEqual(shown(folding), [0, 1, 4, 5]);
  folding.fold(0, true);
  assert.deepEqual(shown(folding), [0, 5]);
  folding.fold(0, false);
  assert.deepEqual(shown(folding), [0, 1, 4, 5]);
});

test('Given keys, then they lead to rows that are shown, or fold the one that has the focus', () => {
  const folding = foldingOf(DEPTHS);
  folding.fold(1, true);
  assert.deepEqual(folding.move('ArrowDown', 1), { to: 4 });
  assert.deepEqual(folding.move('ArrowUp', 4), { to: 1 });
  assert.deepEqual(folding.move('End', 0), { to: 5 });
  assert.deepEqual(folding.move('ArrowDown', 5), { to: 5 });
  assert.deepEqual(folding.move('ArrowUp', 0), { to: 0 });
  assert.deepEqual(folding.move('ArrowRight', 1), { closes: false });
  assert.deepEqual(folding.move('ArrowLeft', 1), { to: 0 });
  assert.deepEqual(folding.move('ArrowLeft', 0), { closes: true });
  assert.deepEqual(folding.move('ArrowRight', 0), { to: 1 });
  assert.deepEqual(folding.move('ArrowRight', 4), { to: 4 });
  assert.equal(folding.move('x', 0), undefined);
});

test('Given a step that is looked for below closed rows, then they open, and no others', () => {
  const folding = foldingOf([0, 1, 2, 1, 2]);
  for (const row of [0, 1, 3]) folding.fold(row, true);
  assert.equal(folding.openAbove(2), true);
  assert.deepEqual([0, 1, 2, 3, 4].filter(folding.isShown), [0, 1, 2, 3]);
  assert.equal(folding.openAbove(2), false);
  assert.equal(folding.openAbove(99), false);
});

test('Given no rows, then no key leads anywhere else', () => {
  assert.deepEqual(foldingOf([]).move('ArrowDown', 0), { to: 0 });
});
