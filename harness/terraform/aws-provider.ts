import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Names a filesystem mirror that holds hashicorp/aws, for machines without a way to Terraform's registry. */
export const MIRROR_VARIABLE = 'FACELIVENESS_AWS_PROVIDER_MIRROR';

/** The hosts of Terraform's and of OpenTofu's registry. Each means its own where a source names no host. */
export const REGISTRY_HOSTS = ['registry.terraform.io', 'registry.opentofu.org'] as const;

/** The AWS provider's source without a host. */
export const AWS_PROVIDER = 'hashicorp/aws';

/** Directories under which people keep mirrors by a name of their own. */
const PARENTS_OF_MIRRORS = ['/opt', '/usr/local/lib', '/usr/local/share', '/usr/lib', '/srv'];

const REGISTRY_PROBE = 'https://registry.terraform.io/.well-known/terraform.json';

/** Where Terraform can get the wanted version of hashicorp/aws from. */
export type AwsProviderSource =
  | { readonly kind: 'mirror'; readonly root: string; readonly version: string }
  | { readonly kind: 'registry'; readonly version: string };

/** What `findAwsProvider` is to know instead of finding it out. */
export interface FindAwsProviderOptions {
  /** Default: this process's environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** The version wanted. Default: the one that the installed @cdktf/provider-aws was made from. */
  readonly version?: string;
  /** The mirror roots to look at when the environment names none. Default: `standardMirrors`. */
  readonly mirrors?: readonly string[];
  /** Tells whether Terraform's registry can be reached. Default: asks it. */
  readonly registryInReach?: () => Promise<boolean>;
}

/**
 * Finds the real hashicorp/aws provider for this platform: in the mirror that FACELIVENESS_AWS_PROVIDER_MIRROR names,
 * which must then have it; else in a mirror at one of the standard places; else in Terraform's registry. Fails with a
 * message that says where it looked and how to get the provider.
 */
export async function findAwsProvider(options: FindAwsProviderOptions = {}): Promise<AwsProviderSource> {
  const { env = process.env, version = wantedAwsProviderVersion(), registryInReach = askRegistry } = options;
  const wanted = `hashicorp/aws ${version} for ${platform()}`;

  const named = env[MIRROR_VARIABLE];
  if (named) {
    if (packageIn(named, version) !== undefined) return { kind: 'mirror', root: named, version };
    throw new Error(`${MIRROR_VARIABLE} is ${named}, which does not hold ${wanted}: ${howToGetIt(version)}`);
  }

  const mirrors = options.mirrors ?? standardMirrors(env);
  const root = mirrors.find((mirror) => packageIn(mirror, version) !== undefined);
  if (root !== undefined) return { kind: 'mirror', root, version };
  if (await registryInReach()) return { kind: 'registry', version };
  throw new Error(
    `${wanted} not found: Terraform's registry can't be reached, and no filesystem mirror at the usual places holds it ` +
      `(looked in ${mirrors.join(', ')}): ${howToGetIt(version)}`,
  );
}

/** The version of hashicorp/aws that the installed @cdktf/provider-aws was made from and pins. */
export function wantedAwsProviderVersion(): string {
  const path = createRequire(import.meta.url).resolve('@cdktf/provider-aws/package.json');
  const { cdktf } = JSON.parse(readFileSync(path, 'utf8')) as { cdktf: { provider: { version: string } } };
  return cdktf.provider.version;
}

/** The mirror roots worth a look on any machine: the usual places, and what stands where people put mirrors of their own. */
export function standardMirrors(env: NodeJS.ProcessEnv = process.env): string[] {
  return [...usualMirrors(env), ...PARENTS_OF_MIRRORS.flatMap(mirrorsIn)];
}

/** Terraform's plugin cache and its implied local mirrors, which have the same paths on every machine of a kind. */
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

/** This platform as Terraform writes it, for instance `linux_amd64`. */
export function platform(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const arch = { x64: 'amd64', ia32: '386' }[process.arch as string] ?? process.arch;
  return `${os}_${arch}`;
}

function mirrorsIn(parent: string): string[] {
  return entriesOf(parent)
    .map((name) => join(parent, name))
    .filter((root) => providerDirectories(root).some((directory) => existsSync(directory)));
}

/**
 * The provider for this platform in a mirror, of either registry: the directory that holds the executable, or the zip
 * file of a packed one (clients take both). Undefined where the mirror has neither.
 */
export function packageIn(root: string, version: string): string | undefined {
  return providerDirectories(root)
    .flatMap((directory) => {
      const unpacked = join(directory, version, platform());
      const holdsIt = entriesOf(unpacked).some((name) => name.startsWith(`terraform-provider-aws_v${version}`));
      const packed = join(directory, `terraform-provider-aws_${version}_${platform()}.zip`);
      return [...(holdsIt ? [unpacked] : []), ...(existsSync(packed) ? [packed] : [])];
    })
    .at(0);
}

/** The AWS provider's places below the root of a mirror. */
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
    'on a machine that reaches the registry, run `terraform providers mirror DIR` in a folder whose configuration ' +
    `requires hashicorp/aws ${version}, copy DIR here, and set ${MIRROR_VARIABLE} to it`
  );
}
