import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The checkout's root. */
export const PROJECT = resolve(import.meta.dirname, '../..');

/** A file of the repository, by its path from the root. */
export interface ProjectFile {
  readonly path: string;
  readonly text: string;
}

/** The files that git tracks, as they are now. */
export function committedFiles(): ProjectFile[] {
  return execFileSync('git', ['ls-files', '-z'], { cwd: PROJECT, encoding: 'utf8' })
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(PROJECT, path)))
    .map((path) => ({ path, text: readFileSync(join(PROJECT, path), 'utf8') }));
}

/** The lines of files that match, as `path:line: text`. */
export function matchingLines(pattern: RegExp, files: readonly ProjectFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 200)}`] : [])),
  );
}

/** A regular expression's source that matches just this text. */
export function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
