import { writeFileSync } from 'node:fs';
import type { AwsProviderSource } from './aws-provider';

const AWS_PROVIDER = 'registry.terraform.io/hashicorp/aws';
const FACE_LIVENESS_PROVIDER = 'registry.terraform.io/cdktf-face-liveness/faceliveness';

/** Where the providers come from that don't come from their registry. */
export interface CliConfigOptions {
  /** The root of the filesystem mirror that holds the faceliveness provider. Default: it isn't needed. */
  readonly faceLivenessMirror?: string;
  /** Where hashicorp/aws comes from, as `findAwsProvider` tells. Default: from the registry. */
  readonly awsProvider?: AwsProviderSource;
}

/**
 * A Terraform CLI configuration (TF_CLI_CONFIG_FILE names its file) that takes the two providers from where they are
 * on this machine. Neither is then looked for in its registry; every other provider comes from there as usual.
 */
export function cliConfig(options: CliConfigOptions): string {
  const mirrored: Array<{ provider: string; root: string }> = [];
  if (options.faceLivenessMirror !== undefined) {
    mirrored.push({ provider: FACE_LIVENESS_PROVIDER, root: options.faceLivenessMirror });
  }
  if (options.awsProvider?.kind === 'mirror') mirrored.push({ provider: AWS_PROVIDER, root: options.awsProvider.root });

  // A JSON string is an HCL string too.
  const blocks = mirrored.map(
    ({ provider, root }) => `  filesystem_mirror {
    path    = ${JSON.stringify(root)}
    include = [${JSON.stringify(provider)}]
  }
`,
  );
  const direct = `  direct {
    exclude = ${JSON.stringify(mirrored.map(({ provider }) => provider))}
  }
`;
  return `provider_installation {\n${blocks.join('')}${direct}}\n`;
}

/** Writes the configuration of `cliConfig` to a file. */
export function writeCliConfig(file: string, options: CliConfigOptions): void {
  writeFileSync(file, cliConfig(options));
}
