import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { AWS_PROVIDER, type AwsProviderSource, packageIn, REGISTRY_HOSTS } from './aws-provider';

const FACE_LIVENESS_PROVIDER = 'cdktf-face-liveness/faceliveness';

/** Where the providers come from that don't come from their registry. */
export interface CliConfigOptions {
  /** The root of the filesystem mirror that holds the faceliveness provider. Default: it isn't needed. */
  readonly faceLivenessMirror?: string;
  /** The faceliveness provider's source in that mirror. Default: its own. */
  readonly faceLivenessSource?: string;
  /** Where hashicorp/aws comes from, as `findAwsProvider` tells. Default: from the registry. */
  readonly awsProvider?: AwsProviderSource;
}

/**
 * Writes a CLI configuration for Terraform and OpenTofu (TF_CLI_CONFIG_FILE names its file) that takes the two providers
 * from where they are on this machine. Neither is then looked for in its registry; every other provider comes from there
 * as usual. An AWS provider from a mirror gets a mirror of links beside the file, because few mirrors serve both clients.
 */
export function writeCliConfig(file: string, options: CliConfigOptions): void {
  const { faceLivenessMirror, faceLivenessSource = FACE_LIVENESS_PROVIDER, awsProvider } = options;
  const mirrored: Array<{ provider: string; root: string }> = [];
  if (faceLivenessMirror !== undefined) mirrored.push({ provider: faceLivenessSource, root: faceLivenessMirror });
  if (awsProvider?.kind === 'mirror') {
    const root = join(dirname(file), 'aws-provider-mirror');
    linkAwsProvider(awsProvider, root);
    mirrored.push({ provider: AWS_PROVIDER, root });
  }

  // A JSON string is an HCL string too.
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

/** A provider's addresses: a source without a host is in Terraform's registry for Terraform, in OpenTofu's for OpenTofu. */
function addressesOf(provider: string): string[] {
  if (provider.split('/').length === 3) return [provider];
  return REGISTRY_HOSTS.map((host) => `${host}/${provider}`);
}

/** Makes a mirror for both registries, with links to what another mirror has of either. */
function linkAwsProvider({ root, version }: { root: string; version: string }, mirror: string): void {
  rmSync(mirror, { recursive: true, force: true });
  const found = packageIn(root, version);
  for (const address of addressesOf(AWS_PROVIDER)) {
    const directory = join(mirror, address);
    mkdirSync(directory, { recursive: true });
    if (found === undefined) continue;
    // Of an unpacked provider the last directory alone is a link: OpenTofu follows none further up.
    const parent = found.endsWith('.zip') ? directory : join(directory, version);
    mkdirSync(parent, { recursive: true });
    symlinkSync(resolve(found), join(parent, basename(found)));
  }
}
