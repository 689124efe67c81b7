import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A home directory in which the built provider is installed, as `face-liveness provider install` does it. */
    readonly homeWithProvider: string;
  }
}

const command = resolve(import.meta.dirname, '../../dist/cli/face-liveness.js');

/** Installs the built provider once for all tests. `npm test` has built it; with vitest alone, run `npm run build` first. */
export default function setup(project: TestProject): () => void {
  const home = mkdtempSync(join(tmpdir(), 'faceliveness-home-'));
  const remove = () => rmSync(home, { recursive: true, force: true });
  try {
    execFileSync(process.execPath, [command, 'provider', 'install'], { env: { ...process.env, HOME: home } });
  } catch (error) {
    remove();
    throw error;
  }
  project.provide('homeWithProvider', home);
  return remove;
}
