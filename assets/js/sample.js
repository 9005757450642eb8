export const sample = 'x';
