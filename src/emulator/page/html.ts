import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of page.html. The build puts the text itself here, so that a bundle needs no file beside it. */
export const html = readFileSync(join(__dirname, 'page.html'), 'utf8');
