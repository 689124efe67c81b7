import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { packedPackages } from '../support/built-release';
import { PROJECT } from './committed-files';

/**
 * Makes a project that has the package as npm would install it, and nothing else but the types of Node: not even the
 * peers. It is removed after all tests.
 *
 * @returns the project's directory
 */
export async function projectWithPackage(): Promise<string> {
  const project = mkdtempSync(join(inject('temporaryDirectory'), 'project-'));
  const directory = join(project, 'node_modules', 'cdktf-face-liveness');
  mkdirSync(directory, { recursive: true });
  const { main } = await packedPackages();
  execFileSync('tar', ['-xzf', main, '-C', directory, '--strip-components=1']);
  symlinkSync(join(PROJECT, 'node_modules/@types'), join(project, 'node_modules/@types'));
  return project;
}
