/**
 * Generates modules/liveness-session-pool, or another directory for comparison, from the construct LivenessSessionPool:
 * `generate-module.ts [DIR]`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findTerraform } from '../harness/terraform/terraform';
import { moduleFiles } from './module/files';

const output = resolve(process.argv[2] ?? join(__dirname, '../modules/liveness-session-pool'));

async function main(): Promise<void> {
  const { executable } = await findTerraform();
  mkdirSync(output, { recursive: true });
  for (const [name, text] of Object.entries(moduleFiles(executable))) writeFileSync(join(output, name), text);
}

void main();
