// @ts-check

/**
 * A place on the page: `#s-<id>/output?v=waterfall&q=term`.
 * @typedef {{ target: string, tab: string, view: string, query: string }} Route
 */

/**
 * @param {string} hash
 * @returns {Route}
 */
export function readRoute(hash) {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?');
  const [target = '', tab = ''] = path.split('/');
  const parameters = new URLSearchParams(search);
  return {
    target: decode(target), tab, view: parameters.get('v') ?? '', query: parameters.get('q') ?? '',
  };
}

/**
 * @param {Route} route
 * @returns {string}
 */
export function writeRoute(route) {
  const parameters = new URLSearchParams();
  if (route.view) parameters.set('v', route.view);
  if (route.query) parameters.set('q', route.query);
  const search = parameters.toString();
  const tab = route.tab && route.tab !== 'main' ? `/${route.tab}` : '';
  return `#${encodeURIComponent(route.target)}${tab}${search ? `?${search}` : ''}`;
}

/**
 * @param {string} text
 * @returns {string}
 */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
