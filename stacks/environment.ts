import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What differs from one deployment of the liveness stack to another. */
export interface Environment {
  /** The AWS region, one that has Face Liveness. */
  readonly region: string;
  /** Name of the pool; sessions are derived from it, so another name gives other sessions. */
  readonly poolName: string;
  /** How many sessions the pool holds, 0 or more. */
  readonly poolSize: number;
}

/** Settings by the variable that overrides them. */
const VARIABLES = {
  region: 'LIVENESS_REGION',
  poolName: 'LIVENESS_POOL_NAME',
  poolSize: 'LIVENESS_POOL_SIZE',
} as const satisfies Record<keyof Environment, string>;

/**
 * Reads `environments/<name>.json`, where the name is LIVENESS_ENVIRONMENT's (default: `dev`); a variable that is set
 * wins over the file.
 *
 * @throws Error that names the file or variable when a setting is missing, unknown or of the wrong kind
 */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const file = join(__dirname, 'environments', `${variables.LIVENESS_ENVIRONMENT || 'dev'}.json`);
  const settings: Record<string, unknown> = parse(file);
  for (const name of Object.keys(settings)) {
    if (!Object.hasOwn(VARIABLES, name)) {
      throw new Error(`${file}: "${name}" is not a setting; the settings are ${Object.keys(VARIABLES).join(', ')}`);
    }
  }
  const setting = (name: keyof Environment): { value: unknown; source: string } => {
    const override = variables[VARIABLES[name]];
    return override
      ? { value: override, source: VARIABLES[name] }
      : { value: settings[name], source: `${file}: ${name}` };
  };
  return { region: text(setting('region')), poolName: text(setting('poolName')), poolSize: count(setting('poolSize')) };
}

function parse(file: string): Record<string, unknown> {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}. Set LIVENESS_ENVIRONMENT to the name of a file beside it.`);
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new Error(`${file}: not an object`);
  return { ...json };
}

function text({ value, source }: { value: unknown; source: string }): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new Error(`${source} is ${JSON.stringify(value)}; it must be text that is not empty`);
}

function count({ value, source }: { value: unknown; source: string }): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number) && number >= 0) return number;
  throw new Error(`${source} is ${JSON.stringify(value)}; it must be a whole number of 0 or more`);
}
