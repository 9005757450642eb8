import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placesOf } from '../../assets/js/marks.js';
import { countWithin, holdsPlace, readPlaces, readRanges } from '../../assets/js/places.js';
import { membersOf } from '../../assets/js/rings.js';
import { shiftInto } from '../../assets/js/sight.js';

test('Given ranges and single places, then each place is named', () => {
  assert.deepEqual(readPlaces('3-5 14 20-20'), [3, 4, 5, 14, 20]);
  assert.deepEqual(readPlaces(''), []);
});

test('Given damaged ranges, then nothing is made of them', () => {
  assert.deepEqual(readPlaces('5-3 x-y'), []);
});

test('Given a group of steps, then its members are those that it names and those at its places', () => {
  const steps = ['a', 'b', 'c', 'd'].map((anchor, place) => ({ place, anchor }));
  const group = (dataset) => membersOf(/** @type {any} */ ({ dataset }), /** @type {any} */ (steps));
  assert.deepEqual(group({ steps: 'd a' }), ['d', 'a']);
  assert.deepEqual(group({ places: '1-2 9' }), ['b', 'c']);
  assert.deepEqual(group({}), []);
});

test('Given ranges, then the found places within them are counted', () => {
  assert.equal(countWithin(readRanges('3-5 14 20-20'), [1, 3, 5, 6, 14, 19, 20, 21]), 4);
  assert.equal(countWithin(readRanges('5-3 x-y'), [4]), 0);
  assert.equal(countWithin(readRanges('0-9'), []), 0);
});

test('Given a place, then it is known whether ranges hold it', () => {
  const held = [0, 1, 3, 4, 5, 6, 14, 20, 21].filter((place) => holdsPlace('3-5 14 20-20', place));
  assert.deepEqual(held, [3, 4, 5, 14, 20]);
  assert.equal(holdsPlace('', 0), false);
  for (const damaged of ['5-3', 'x-y', 'x-9', '-']) assert.equal(holdsPlace(damaged, 4), false, damaged);
});

test('Given words, then their places come in the order of the text', () => {
  assert.deepEqual(placesOf('one two one', ['two', 'one']), [[0, 3], [4, 7], [8, 11]]);
});

test('Given what is within its frame, then nothing moves', () => {
  assert.equal(shiftInto(0, 100, 100), 0);
  assert.equal(shiftInto(30, 60, 400), 0);
});

test('Given what lies before or behind, or is too long, then it comes in with a margin', () => {
  assert.equal(shiftInto(-10, 20, 400), -16);
  assert.equal(shiftInto(390, 420, 400), 44);
  assert.equal(shiftInto(100, 900, 400), 94);
});
