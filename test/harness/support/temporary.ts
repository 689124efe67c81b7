import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Creates a directory with the given files, which is removed at the end of the test. */
export function temporaryDirectory(files: Readonly<Record<string, string>> = {}): string {
  const directory = mkdtempSync(join(realpathSync(tmpdir()), 'scripts-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    const path = join(directory, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return directory;
}

/** Creates a directory for PATH with scripts by the given names only. */
export function executables(scripts: Readonly<Record<string, string>>, interpreter = '/bin/sh'): string {
  const directory = temporaryDirectory();
  for (const [name, script] of Object.entries(scripts)) {
    const path = join(directory, name);
    writeFileSync(path, `#!${interpreter}\n${script}\n`);
    chmodSync(path, 0o755);
  }
  return directory;
}
