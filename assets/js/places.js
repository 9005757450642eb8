// @ts-check

/**
 * How far `3-9 14` reaches: the first and the last place of each range.
 * @param {string} text
 * @returns {[number, number][]}
 */
export function readRanges(text) {
  return text.split(/\s+/).filter(Boolean).flatMap((range) => {
    const [first, end] = range.split('-').map(Number);
    const last = end ?? first;
    return last >= first ? [/** @type {[number, number]} */ ([first, last])] : [];
  });
}

/**
 * Whether a place is within `3-9 14`. Nothing is made of the text: a large page has groups of ten thousand ranges, and
 * looks through all of them for each step that is chosen.
 * @param {string} text
 * @param {number} place
 */
export function holdsPlace(text, place) {
  let [first, value, hasDigits] = [-1, 0, false];
  for (let index = 0; index <= text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) {
      value = value * 10 + code - 48;
      hasDigits = true;
    } else if (code === 45) {
      first = hasDigits ? value : Infinity;
      [value, hasDigits] = [0, false];
    } else {
      if (hasDigits && place <= value && place >= (first < 0 ? value : first)) return true;
      [first, value, hasDigits] = [-1, 0, false];
    }
  }
  return false;
}

/**
 * Reads places of steps as drawings note them: `3-9 14` is the third to the ninth and the fourteenth, from 0.
 * @param {string} text
 * @returns {number[]}
 */
export function readPlaces(text) {
  return readRanges(text).flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index));
}

/**
 * How many of some places are in ranges. O(ranges × log places), so that a group of ten thousand steps costs what one does.
 * @param {[number, number][]} ranges
 * @param {number[]} places ascending
 */
export function countWithin(ranges, places) {
  /** @param {number} bound */
  const before = (bound) => {
    let low = 0;
    for (let high = places.length; low < high;) {
      const middle = (low + high) >> 1;
      if (places[middle] < bound) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return ranges.reduce((sum, [first, last]) => sum + before(last + 1) - before(first), 0);
}
