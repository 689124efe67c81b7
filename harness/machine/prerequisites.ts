import { findBrowser } from '../browser';
import { findMoto } from '../moto/moto';
import { findAwsProvider } from '../terraform/aws-provider';
import { findTerraform } from '../terraform/terraform';
import { findForeignRootParts } from './foreign-root';
import { ExecutableNotFoundError, run } from './processes';
import { findPython } from './python-environment';
import { compareVersions } from './versions';

const MINIMUM_NODE_VERSION = '20.0.0';

/** A part that the tests and the demo need from the machine. */
export interface Prerequisite {
  readonly name: string;
  /** Says what was found, or fails with a message that says what is missing and how to get it. */
  readonly find: () => Promise<string>;
}

/** What came of looking for one part. */
export type Finding =
  | { readonly name: string; readonly found: string }
  | { readonly name: string; readonly missing: string };

/** Everything that the demo needs from the machine; the rest comes with `npm ci`. */
export const PREREQUISITES: readonly Prerequisite[] = [
  { name: 'Node', find: async () => describeNode(process.versions.node) },
  { name: 'Terraform', find: async () => (await findTerraform()).version },
  {
    name: 'AWS provider',
    find: async () => {
      const source = await findAwsProvider();
      return `${source.version} from ${source.kind === 'mirror' ? source.root : "Terraform's registry"}`;
    },
  },
  { name: 'moto', find: async () => (await findMoto()).version },
];

/** The parts of root directories without glibc, which only the executable for Linux is run in. */
const NAMESPACES: Prerequisite = {
  name: 'Namespaces',
  find: async () => `by ${(await findForeignRootParts()).unshare}, with busybox and musl`,
};

/**
 * Everything that the tests need: they also run tools written in Python, make certificates of a private authority, open the
 * emulator's page, and on Linux run the executable in root directories without glibc.
 */
export const TEST_PREREQUISITES: readonly Prerequisite[] = [
  ...PREREQUISITES,
  { name: 'Python', find: findPython },
  { name: 'OpenSSL', find: findOpenSsl },
  { name: 'Chromium', find: async () => (await findBrowser()).description },
  ...(process.platform === 'linux' ? [NAMESPACES] : []),
];

async function findOpenSsl(): Promise<string> {
  const howToGetIt = 'install OpenSSL 3 or later (https://openssl-library.org)';
  try {
    const { stdout } = await run('openssl', ['version'], { timeout: 60_000 });
    const [, version] = /^OpenSSL (\d[\w.]*)/.exec(stdout) ?? [];
    if (version !== undefined && compareVersions(version, '3.0.0') >= 0) return version;
    throw new Error(`openssl is ${stdout.trim()}, not OpenSSL 3: ${howToGetIt}`);
  } catch (error) {
    throw error instanceof ExecutableNotFoundError ? new Error(`openssl not found: ${howToGetIt}`) : error;
  }
}

/** Looks for all the parts, at the same time, and tells of each what came of it. */
export async function checkPrerequisites(
  prerequisites: readonly Prerequisite[] = PREREQUISITES,
): Promise<readonly Finding[]> {
  return await Promise.all(
    prerequisites.map(async ({ name, find }) => {
      try {
        return { name, found: await find() };
      } catch (error) {
        return { name, missing: error instanceof Error ? error.message : String(error) };
      }
    }),
  );
}

/** What was found, a line for each part, and a list of what is missing; undefined where nothing is. */
export function describeFindings(findings: readonly Finding[]): {
  readonly found: readonly string[];
  readonly missing: string | undefined;
} {
  const found = findings.flatMap((finding) => ('found' in finding ? [`${finding.name} ${finding.found}`] : []));
  const missing = findings.flatMap((finding) => ('missing' in finding ? [`- ${finding.missing}`] : []));
  return { found, missing: missing.length === 0 ? undefined : ['Missing:', ...missing].join('\n') };
}

/** Node's version, where it is recent enough. */
export function describeNode(version: string): string {
  if (compareVersions(version, MINIMUM_NODE_VERSION) >= 0) return version;
  throw new Error(`Node ${version} is too old: install Node 20 or later (https://nodejs.org)`);
}
