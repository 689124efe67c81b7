import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { REGISTRY_HOSTS, SOURCE } from '../../src/cli/provider/plugin-directory';
import { AWS_PROVIDER, type AwsProviderSource, packageIn } from './aws-provider';

/** The sources of providers other than their registry. */
export interface CliConfigOptions {
  /** The root of the filesystem mirror with the faceliveness provider. Default: the provider is not needed. */
  readonly faceLivenessMirror?: string;
  /** The source address of the faceliveness provider in that mirror. Default: the public one. */
  readonly faceLivenessSource?: string;
  /** The source of hashicorp/aws, from `findAwsProvider`. Default: the registry. */
  readonly awsProvider?: AwsProviderSource;
}

/**
 * Writes a CLI configuration (for TF_CLI_CONFIG_FILE) with which Terraform and OpenTofu take the two providers from mirrors on
 * this machine only, and all others from their registries. For an AWS provider in a mirror, a mirror of links is created
 * beside the file, because few mirrors serve both clients.
 */
export function writeCliConfig(file: string, options: CliConfigOptions): void {
  const { faceLivenessMirror, faceLivenessSource = SOURCE, awsProvider } = options;
  const mirrored: Array<{ provider: string; root: string }> = [];
  if (faceLivenessMirror !== undefined) mirrored.push({ provider: faceLivenessSource, root: faceLivenessMirror });
  if (awsProvider?.kind === 'mirror') {
    const root = join(dirname(file), 'aws-provider-mirror');
    linkAwsProvider(awsProvider, root);
    mirrored.push({ provider: AWS_PROVIDER, root });
  }

  // A JSON string is also an HCL string.
  const blocks = mirrored.map(
    ({ provider, root }) => `  filesystem_mirror {
    path    = ${JSON.stringify(root)}
    include = ${JSON.stringify(addressesOf(provider))}
  }
`,
  );
  const direct = `  direct {
    exclude = ${JSON.stringify(mirrored.flatMap(({ provider }) => addressesOf(provider)))}
  }
`;
  writeFileSync(file, `provider_installation {\n${blocks.join('')}${direct}}\n`);
}

/** The full addresses of a source: Terraform and OpenTofu complete a source without a host with their own registry. */
function addressesOf(provider: string): string[] {
  if (provider.split('/').length === 3) return [provider];
  return REGISTRY_HOSTS.map((host) => `${host}/${provider}`);
}

/** Creates a mirror for both registries, with links to the package in another mirror. */
function linkAwsProvider({ root, version }: { root: string; version: string }, mirror: string): void {
  rmSync(mirror, { recursive: true, force: true });
  const found = packageIn(root, version);
  for (const address of addressesOf(AWS_PROVIDER)) {
    const directory = join(mirror, address);
    mkdirSync(directory, { recursive: true });
    if (found === undefined) continue;
    // For an unpacked provider, link the last directory only: OpenTofu does not follow links of its parents.
    const parent = found.endsWith('.zip') ? directory : join(directory, version);
    mkdirSync(parent, { recursive: true });
    symlinkSync(resolve(found), join(parent, basename(found)));
  }
}
