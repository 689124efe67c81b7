import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const directory = join(__dirname, '../../../modules/liveness-session-pool');

/**
 * The files of the Terraform module `liveness-session-pool` by their paths, with `/`. In a bundle, the build replaces this
 * file with one that contains the texts.
 */
export const moduleFiles: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => [file.slice(directory.length + 1).replaceAll('\\', '/'), readFileSync(file, 'utf8')]),
);
