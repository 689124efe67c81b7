import { findBrowser } from '../browser';
import { findMoto } from '../moto/moto';
import { findAwsProvider } from '../terraform/aws-provider';
import { findTerraform } from '../terraform/terraform';
import { compareVersions } from './executables';
import { findForeignRootParts } from './foreign-root';
import { ExecutableNotFoundError, type RunResult, run } from './processes';
import { findPython } from './python-environment';

const MINIMUM_NODE_VERSION = '20.0.0';

/** A program or package that the tests or the demo need on the machine. */
export interface Prerequisite {
  readonly name: string;
  /** Describes the installation. Throws an error that says how to install it when it is missing. */
  readonly find: () => Promise<string>;
}

/** The result for one prerequisite. */
export type Finding =
  | { readonly name: string; readonly found: string }
  | { readonly name: string; readonly missing: string };

/** All prerequisites of the demo; `npm ci` installs the rest. */
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

/** The parts of root directories without glibc, in which the executable for Linux is tested. */
const NAMESPACES: Prerequisite = {
  name: 'Namespaces',
  find: async () => `by ${(await findForeignRootParts()).unshare}, with busybox and musl`,
};

/**
 * All prerequisites of the tests, which also run Python tools and AWS's clients, issue certificates of a private authority, open the emulator's
 * page, and on Linux run the executable in root directories without glibc.
 */
export const TEST_PREREQUISITES: readonly Prerequisite[] = [
  ...PREREQUISITES,
  { name: 'Python', find: findPython },
  { name: 'AWS CLI', find: findAwsCli },
  { name: 'boto3', find: findBoto3 },
  { name: 'OpenSSL', find: findOpenSsl },
  { name: 'Chromium', find: async () => (await findBrowser()).description },
  ...(process.platform === 'linux' ? [NAMESPACES] : []),
];

async function findOpenSsl(): Promise<string> {
  const howToGetIt = 'install OpenSSL 3 or later (https://openssl-library.org)';
  const { stdout } = await found('openssl', ['version'], howToGetIt);
  const [, version] = /^OpenSSL (\d[\w.]*)/.exec(stdout) ?? [];
  if (version !== undefined && compareVersions(version, '3.0.0') >= 0) return version;
  throw new Error(`openssl is ${stdout.trim()}, not OpenSSL 3: ${howToGetIt}`);
}

async function findAwsCli(): Promise<string> {
  const { stdout } = await found('aws', ['--version'], 'install the AWS CLI (https://aws.amazon.com/cli)');
  return stdout.trim().split(' ')[0]?.replace('aws-cli/', '') ?? '';
}

async function findBoto3(): Promise<string> {
  const args = ['-c', 'import boto3; print(boto3.__version__)'];
  return (await found('python3', args, 'install boto3: pip install boto3')).stdout.trim();
}

/** Runs a command that a prerequisite comes with, and fails with how to get it where there is none. */
async function found(command: string, args: readonly string[], howToGetIt: string): Promise<RunResult> {
  const result = await run(command, args, { timeout: 60_000 }).catch((error: unknown) => {
    throw error instanceof ExecutableNotFoundError ? new Error(`${command} not found: ${howToGetIt}`) : error;
  });
  if (result.code === 0) return result;
  throw new Error(`${command} ${args.join(' ')} failed (${result.stderr.trim().split('\n').at(-1)}): ${howToGetIt}`);
}

/** Looks for all prerequisites concurrently. */
export async function findPrerequisites(
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

/** Describes found prerequisites in one line each, and the missing ones in one text; undefined when none is missing. */
export function describeFindings(findings: readonly Finding[]): {
  readonly found: readonly string[];
  readonly missing: string | undefined;
} {
  const found = findings.flatMap((finding) => ('found' in finding ? [`${finding.name} ${finding.found}`] : []));
  const missing = findings.flatMap((finding) => ('missing' in finding ? [`- ${finding.missing}`] : []));
  return { found, missing: missing.length === 0 ? undefined : ['Missing:', ...missing].join('\n') };
}

/** @throws Error when the version of Node is too old */
export function describeNode(version: string): string {
  if (compareVersions(version, MINIMUM_NODE_VERSION) >= 0) return version;
  throw new Error(`Node ${version} is too old: install Node 20 or later (https://nodejs.org)`);
}
