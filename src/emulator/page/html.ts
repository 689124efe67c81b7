import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of page.html. In a bundle, the build replaces this module with the text. */
export const html = readFileSync(join(__dirname, 'page.html'), 'utf8');
