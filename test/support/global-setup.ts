import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { FACE_LIVENESS } from '../../scripts/local/face-liveness';

declare module 'vitest' {
  interface ProvidedContext {
    /** A home directory in which the built provider is installed, as `face-liveness provider install` does it. */
    readonly homeWithProvider: string;
  }
}

/** Installs the built provider once for all tests. `npm test` has built it; with vitest alone, run `npm run build` first. */
export default function setup(project: TestProject): () => void {
  const home = mkdtempSync(join(tmpdir(), 'faceliveness-home-'));
  const remove = () => rmSync(home, { recursive: true, force: true });
  try {
    execFileSync(FACE_LIVENESS, ['provider', 'install'], { env: { ...process.env, HOME: home }, stdio: 'pipe' });
  } catch (error) {
    remove();
    throw error;
  }
  project.provide('homeWithProvider', home);
  return remove;
}
