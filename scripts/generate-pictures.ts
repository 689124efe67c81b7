/** Generates docs/pictures: the trees of the constructs. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { drawPictures } from './docs/pictures';

const directory = resolve(__dirname, '../docs/pictures');
rmSync(directory, { recursive: true, force: true });
mkdirSync(directory, { recursive: true });
for (const [file, picture] of Object.entries(drawPictures())) writeFileSync(join(directory, file), picture);
