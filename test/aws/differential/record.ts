import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { wantedAwsProviderVersion } from '../../../harness/terraform/aws-provider';
import type { Outcome } from './outcome';

const FILE = new URL('record.json', import.meta.url);

/** The answers of hashicorp/aws to the written situations. */
export interface Recorded {
  /** The version of hashicorp/aws. */
  readonly version: string;
  /** By the names of situations. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
}

export function readRecord(): Recorded {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Recorded;
}

export function writeRecord(outcomes: Recorded['outcomes']): void {
  const record: Recorded = { version: wantedAwsProviderVersion(), outcomes };
  writeFileSync(FILE, JSON.stringify(record));
  execFileSync('npx', ['biome', 'format', '--write', fileURLToPath(FILE)], { stdio: 'ignore' });
}
