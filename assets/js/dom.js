// @ts-check

/**
 * Makes an element. Text children become text nodes: no markup is ever parsed.
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/**
 * A button that does one thing.
 * @param {string} label
 * @param {string} hint
 * @param {() => void} action
 * @returns {HTMLElement}
 */
export function button(label, hint, action) {
  const element = make('button', { type: 'button', title: hint }, label);
  element.addEventListener('click', action);
  return element;
}

/**
 * All elements below `root` that match.
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
export function all(root, selector) {
  return /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)]);
}

/** @type {number | undefined} */
let toastTimer;

/**
 * Says something at the foot of the page, to eyes and to screen readers.
 * @param {string} text
 */
export function say(text) {
  let toast = document.querySelector('.toast');
  if (!toast) {
    toast = make('div', { class: 'toast', role: 'status' });
    document.body.append(toast);
  }
  toast.textContent = text;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => toast?.remove(), 2400);
}

/**
 * Puts a text on the clipboard and says so.
 * @param {string} text
 * @param {string} done
 */
export function copy(text, done) {
  const area = /** @type {HTMLTextAreaElement} */ (make('textarea', { 'aria-hidden': 'true' }));
  const fallBack = () => {
    area.value = text;
    document.body.append(area);
    area.select();
    say(document.execCommand('copy') ? done : 'The browser does not let this page copy.');
    area.remove();
  };
  if (!navigator.clipboard) return fallBack();
  navigator.clipboard.writeText(text).then(() => say(done), fallBack);
}
