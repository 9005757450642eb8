// The words that can be read in the window now: drawn, uncovered, within the boxes of all that scroll.
() => {
  const seen = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const inside = (x, y, box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
  const isSeen = (box, parent) => {
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    if (!box.width || !inside(x, y, { left: 0, top: 0, right: innerWidth, bottom: innerHeight })) return false;
    for (let at = parent; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.overflow !== "visible" && !inside(x, y, at.getBoundingClientRect())) return false;
    }
    const hit = document.elementFromPoint(x, y);
    return hit && (hit === parent || hit.contains(parent) || parent.contains(hit));
  };
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    range.selectNodeContents(node);
    const whole = range.getBoundingClientRect();
    if (whole.bottom < 0 || whole.top > innerHeight) continue;
    for (const word of node.data.matchAll(/\S+/g)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const box = range.getClientRects()[0];
      if (box && box.top > innerHeight) break;
      if (box && isSeen(box, parent)) seen.push(word[0]);
    }
  }
  return seen.join(" ");
}
