// @ts-check
import { button } from './dom.js';

/**
 * Lets a drawing be zoomed by buttons, by the wheel with Ctrl (which is what a pinch sends) and be moved by dragging;
 * scrolling stays the browser's own.
 * @param {HTMLElement} view
 * @param {HTMLElement} bar
 */
export function setUpDrawing(view, bar) {
  const found = /** @type {HTMLElement | null} */ (view.querySelector('.graph-scroll'));
  const drawn = found?.querySelector('svg');
  if (!found || !drawn) return { fit() {} };
  const [frame, svg] = [found, drawn];
  const width = Number(svg.getAttribute('width'));
  const height = Number(svg.getAttribute('height'));
  const isRun = frame.classList.contains('run-graph');
  let scale = 1;

  /**
   * @param {number} value
   * @param {number} [x] what stays in its place, from the left of the frame
   * @param {number} [y]
   */
  function zoom(value, x = frame.clientWidth / 2, y = frame.clientHeight / 2) {
    const before = scale;
    scale = Math.min(4, Math.max(0.15, value));
    const [left, top] = [frame.scrollLeft, frame.scrollTop];
    svg.setAttribute('width', String(width * scale));
    svg.setAttribute('height', String(height * scale));
    // At the edge, what becomes smaller stays there: to say so would have it laid out at once.
    if (!left && !top && scale <= before) return;
    frame.scrollTo((left + x) / before * scale - x, (top + y) / before * scale - y);
  }
  const room = isRun ? 0 : 16;
  const fitting = () => Math.min(1, (frame.clientWidth - room) / width, (frame.clientHeight - room) / height);
  /** Fits the drawing, but never so small that its words cannot be read. */
  function fit() {
    if (frame.clientWidth > 0) zoom(Math.max(isRun ? 0.92 : frame.clientWidth < 600 ? 0.72 : 0.78, fitting()));
  }
  const controls = [
    button('−', 'Smaller', () => zoom(scale / 1.25)),
    button('+', 'Larger', () => zoom(scale * 1.25)),
    button('Fit', 'The whole drawing', () => zoom(fitting())),
  ];
  if (isRun && svg.querySelector('.critical-way, .critical-box')) controls.unshift(criticalSwitch(view, frame.dataset.critical ?? ''));
  // The list for narrow windows needs none of them.
  if (isRun) for (const control of controls) control.classList.add('of-run');
  bar.append(...controls);
  frame.addEventListener('wheel', (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const box = frame.getBoundingClientRect();
    zoom(scale * Math.exp(-event.deltaY / 300), event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });
  drag(frame);
  walkCards(frame);
  return { fit, controls };
}

/**
 * The switch of the critical path, which the key `c` works too.
 * @param {HTMLElement} view
 * @param {string} length of the path, in words
 */
function criticalSwitch(view, length) {
  const critical = button(`Critical path ${length}`.trim(), 'The steps that the run waited for (c)', turn);
  critical.setAttribute('aria-pressed', 'true');
  function turn() {
    critical.setAttribute('aria-pressed', String(!view.classList.toggle('no-critical')));
  }
  view.addEventListener('critical', (event) => {
    event.preventDefault();
    turn();
  });
  return critical;
}

/**
 * Walks from step to step by the arrow keys, once one of them has the focus: in the order in which they stand.
 * @param {HTMLElement} frame
 */
function walkCards(frame) {
  frame.addEventListener('keydown', (event) => {
    const here = document.activeElement?.closest('a.node');
    const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!here || !way || event.ctrlKey || event.metaKey || event.altKey) return;
    const nodes = /** @type {SVGAElement[]} */ ([...frame.querySelectorAll('a.node')]);
    const next = nodes[nodes.indexOf(/** @type {SVGAElement} */ (here)) + way];
    event.preventDefault();
    event.stopPropagation();
    next?.focus();
  });
}

/**
 * Moves what a frame shows by dragging with the mouse; a drag is no click.
 * @param {HTMLElement} frame
 */
export function drag(frame) {
  /** @type {{ x: number, y: number, left: number, top: number, moved: boolean } | undefined} */
  let start;
  frame.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'mouse' || event.button !== 0) return;
    start = {
      x: event.clientX, y: event.clientY, left: frame.scrollLeft, top: frame.scrollTop, moved: false,
    };
  });
  window.addEventListener('pointermove', (event) => {
    if (!start) return;
    const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
    start.moved = start.moved || Math.abs(dx) + Math.abs(dy) > 5;
    if (start.moved) frame.scrollTo(start.left - dx, start.top - dy);
  });
  window.addEventListener('pointerup', () => {
    const moved = start?.moved;
    start = undefined;
    if (moved) window.addEventListener('click', (event) => event.preventDefault(), { capture: true, once: true });
  });
  frame.addEventListener('dragstart', (event) => event.preventDefault());
}
