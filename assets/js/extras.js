// @ts-check

/**
 * What only the pages of lists have in their script.
 * @type {{ setUpList?: typeof import('./list.js').setUpList }}
 */
export const extras = {};
