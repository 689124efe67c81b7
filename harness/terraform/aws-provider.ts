import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { terraformPlatform } from '../../src/cli/platforms';
import { REGISTRY_HOSTS } from '../../src/cli/provider/plugin-directory';

/** The environment variable with a filesystem mirror that contains hashicorp/aws, for machines without access to a registry. */
export const MIRROR_VARIABLE = 'FACELIVENESS_AWS_PROVIDER_MIRROR';

/** The source address of the AWS provider, without a host. */
export const AWS_PROVIDER = 'hashicorp/aws';

/** Directories in which users create mirrors of any name. */
const PARENTS_OF_MIRRORS = ['/opt', '/usr/local/lib', '/usr/local/share', '/usr/lib', '/srv'];

const REGISTRY_PROBE = 'https://registry.terraform.io/.well-known/terraform.json';

/** The source of the required version of hashicorp/aws. */
export type AwsProviderSource =
  | { readonly kind: 'mirror'; readonly root: string; readonly version: string }
  | { readonly kind: 'registry'; readonly version: string };

/** Options of `findAwsProvider`, for tests. */
export interface FindAwsProviderOptions {
  /** Default: this process's environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** The required version. Default: the version that the installed @cdktf/provider-aws was generated from. */
  readonly version?: string;
  /** The mirrors to search when the environment names none. Default: `standardMirrors`. */
  readonly mirrors?: readonly string[];
  /** Returns whether Terraform's registry can be reached. Default: sends a request to it. */
  readonly registryInReach?: () => Promise<boolean>;
}

/**
 * Finds hashicorp/aws for this platform: in the mirror of FACELIVENESS_AWS_PROVIDER_MIRROR, if it is set; otherwise in a
 * mirror at one of the standard places, and then in Terraform's registry.
 *
 * @throws Error with the searched places and a way to get the provider
 */
export async function findAwsProvider(options: FindAwsProviderOptions = {}): Promise<AwsProviderSource> {
  const { env = process.env, version = wantedAwsProviderVersion(), registryInReach = askRegistry } = options;
  const wanted = `hashicorp/aws ${version} for ${terraformPlatform()}`;

  const named = env[MIRROR_VARIABLE];
  if (named) {
    if (packageIn(named, version) !== undefined) return { kind: 'mirror', root: named, version };
    throw new Error(`${MIRROR_VARIABLE} is ${named}, which does not contain ${wanted}: ${howToGetIt(version)}`);
  }

  const mirrors = options.mirrors ?? standardMirrors(env);
  const root = mirrors.find((mirror) => packageIn(mirror, version) !== undefined);
  if (root !== undefined) return { kind: 'mirror', root, version };
  if (await registryInReach()) return { kind: 'registry', version };
  throw new Error(
    `${wanted} not found: Terraform's registry cannot be reached, and no filesystem mirror at the usual places contains ` +
      `it (searched ${mirrors.join(', ')}): ${howToGetIt(version)}`,
  );
}

/** The version of hashicorp/aws that the installed @cdktf/provider-aws was generated from and pins. */
export function wantedAwsProviderVersion(): string {
  const path = createRequire(import.meta.url).resolve('@cdktf/provider-aws/package.json');
  const { cdktf } = JSON.parse(readFileSync(path, 'utf8')) as { cdktf: { provider: { version: string } } };
  return cdktf.provider.version;
}

/** The mirrors to search on any machine: Terraform's own places, and mirrors in directories where users create them. */
export function standardMirrors(env: NodeJS.ProcessEnv = process.env): string[] {
  return [...usualMirrors(env), ...PARENTS_OF_MIRRORS.flatMap(mirrorsIn)];
}

/** Terraform's plugin cache and its implied local mirrors. */
export function usualMirrors(env: NodeJS.ProcessEnv = process.env): string[] {
  const home = env.HOME || homedir();
  const dataDirectories = [
    env.XDG_DATA_HOME || join(home, '.local', 'share'),
    ...(env.XDG_DATA_DIRS || ['/usr/local/share', '/usr/share'].join(delimiter)).split(delimiter),
  ];
  const macDirectories = [join(home, 'Library'), '/Library'].map((library) =>
    join(library, 'Application Support', 'io.terraform', 'plugins'),
  );
  return [
    ...(env.TF_PLUGIN_CACHE_DIR ? [env.TF_PLUGIN_CACHE_DIR] : []),
    join(home, '.terraform.d', 'plugin-cache'),
    join(home, '.terraform.d', 'plugins'),
    ...dataDirectories.map((directory) => join(directory, 'terraform', 'plugins')),
    ...(process.platform === 'darwin' ? macDirectories : []),
  ];
}

function mirrorsIn(parent: string): string[] {
  return entriesOf(parent)
    .map((name) => join(parent, name))
    .filter((root) => providerDirectories(root).some((directory) => existsSync(directory)));
}

/**
 * The package for this platform in a mirror, under either registry host: the directory with the executable, or the zip of a
 * packed one, which clients also accept. Undefined when the mirror has neither.
 */
export function packageIn(root: string, version: string): string | undefined {
  return providerDirectories(root)
    .flatMap((directory) => {
      const unpacked = join(directory, version, terraformPlatform());
      const holdsIt = entriesOf(unpacked).some((name) => name.startsWith(`terraform-provider-aws_v${version}`));
      const packed = join(directory, `terraform-provider-aws_${version}_${terraformPlatform()}.zip`);
      return [...(holdsIt ? [unpacked] : []), ...(existsSync(packed) ? [packed] : [])];
    })
    .at(0);
}

/** The directories of the AWS provider below the root of a mirror. */
function providerDirectories(root: string): string[] {
  return REGISTRY_HOSTS.map((host) => join(root, host, AWS_PROVIDER));
}

function entriesOf(directory: string): string[] {
  return existsSync(directory) ? readdirSync(directory) : [];
}

async function askRegistry(): Promise<boolean> {
  try {
    const response = await fetch(REGISTRY_PROBE, { method: 'HEAD', signal: AbortSignal.timeout(5_000) });
    return response.ok;
  } catch {
    return false;
  }
}

function howToGetIt(version: string): string {
  return (
    'on a machine with access to the registry, run `terraform providers mirror DIR` in a folder whose configuration ' +
    `requires hashicorp/aws ${version}, copy DIR here, and set ${MIRROR_VARIABLE} to it`
  );
}
