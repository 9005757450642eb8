// @ts-check

/**
 * Rows of a tree in their order, of which some are closed and so hide what is below them.
 * @typedef {object} Folding
 * @property {number} count
 * @property {(row: number) => boolean} hasBelow
 * @property {(row: number) => boolean} isClosed
 * @property {(row: number) => boolean} isShown
 * @property {(row: number, isClosed: boolean) => void} fold
 * @property {(row: number) => boolean} openAbove opens what hides a row; whether anything did
 * @property {(key: string, row: number) => Move | undefined} move what a key does on a row; `undefined` for nothing
 */

/**
 * Where a key leads, or how it folds the row that has the focus.
 * @typedef {{ to: number } | { closes: boolean }} Move
 */

/**
 * A tree of which all rows are open. A fold is O(rows), a look O(1).
 * @param {ArrayLike<number>} depths of the rows, the outermost 0
 * @returns {Folding}
 */
export function foldingOf(depths) {
  const count = depths.length;
  const hidden = new Uint8Array(count);
  /** @type {Set<number>} */
  const closed = new Set();

  function hide() {
    let under = Infinity;
    for (let row = 0; row < count; row += 1) {
      const isHidden = depths[row] > under;
      hidden[row] = isHidden ? 1 : 0;
      if (!isHidden) under = closed.has(row) ? depths[row] : Infinity;
    }
  }

  /** @param {number} row */
  const hasBelow = (row) => row + 1 < count && depths[row + 1] > depths[row];
  /** @param {number} row */
  const isOpen = (row) => hasBelow(row) && !closed.has(row);

  /**
   * The next row that is shown; the row itself where there is none.
   * @param {number} row
   * @param {1 | -1} direction
   */
  function next(row, direction) {
    let place = row + direction;
    while (place >= 0 && place < count && hidden[place]) place += direction;
    return place >= 0 && place < count ? place : row;
  }

  /** @param {number} row */
  function parentOf(row) {
    let place = row - 1;
    while (place >= 0 && depths[place] >= depths[row]) place -= 1;
    return place >= 0 ? place : row;
  }

  return {
    count, hasBelow,
    isClosed: (row) => closed.has(row),
    isShown: (row) => hidden[row] === 0,
    fold(row, isClosed) {
      if (isClosed) closed.add(row);
      else closed.delete(row);
      hide();
    },
    openAbove(row) {
      if (!(hidden[row] === 1)) return false;
      for (let above = parentOf(row), below = row; above !== below; [above, below] = [parentOf(above), above]) {
        closed.delete(above);
      }
      hide();
      return true;
    },
    move(key, row) {
      switch (key) {
        case 'ArrowDown': return { to: next(row, 1) };
        case 'ArrowUp': return { to: next(row, -1) };
        case 'Home': return { to: 0 };
        case 'End': return { to: next(count, -1) };
        case 'ArrowLeft': return isOpen(row) ? { closes: true } : { to: parentOf(row) };
        case 'ArrowRight':
          if (closed.has(row)) return { closes: false };
          return { to: isOpen(row) ? row + 1 : row };
        default: return undefined;
      }
    },
  };
}
