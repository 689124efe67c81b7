import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { platform } from '../../../harness/terraform/aws-provider';
import { type CliConfigOptions, writeCliConfig } from '../../../harness/terraform/cli-config';
import { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { temporaryDirectory } from '../support/temporary';

const FACE_LIVENESS = 'registry.terraform.io/cdktf-face-liveness/faceliveness';
const AWS = 'registry.terraform.io/hashicorp/aws';

/** What the sources of the two providers mean to OpenTofu. Terraform takes these addresses, too. */
const OPENTOFU = {
  faceLiveness: 'registry.opentofu.org/cdktf-face-liveness/faceliveness',
  aws: 'registry.opentofu.org/hashicorp/aws',
} as const;

/** What Terraform says when it wants to ask a registry that it can't reach. */
const NO_REGISTRY = 'could not connect to registry.terraform.io';

/** Undoes Terraform's line breaks, which depend on the length of names. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** A mirror with files in the place of providers, given by source and version: that is enough to install them. */
function mirrorOf(providers: Readonly<Record<string, string>>): string {
  const files = Object.entries(providers).map(([source, version]) => {
    const type = source.split('/').at(-1);
    return [`${source}/${version}/${platform()}/terraform-provider-${type}_v${version}`, `${source} ${version}`];
  });
  return temporaryDirectory(Object.fromEntries(files) as Record<string, string>);
}

/** A mirror that holds a provider as a zip file. */
function packed(root: string, source: string, version: string): string {
  const type = source.split('/').at(-1);
  const zip = join(root, source, `terraform-provider-${type}_${version}_${platform()}.zip`);
  const executable = `terraform-provider-${type}_v${version}`;
  mkdirSync(dirname(zip), { recursive: true });
  execFileSync('python3', [
    '-m',
    'zipfile',
    '--create',
    zip,
    join(temporaryDirectory({ [executable]: '' }), executable),
  ]);
  return root;
}

/** Runs the real `terraform init` with a CLI configuration, for a configuration that requires some providers. */
async function init(cliConfig: CliConfigOptions, requiredProviders: Readonly<Record<string, string>>) {
  const workspace = new TerraformWorkspace({
    // Where there is a way to a registry, it leads nowhere.
    env: { HTTPS_PROXY: 'http://127.0.0.1:1' },
  });
  try {
    const file = join(workspace.directory, 'cli.tfrc');
    writeCliConfig(file, cliConfig);
    workspace.env.TF_CLI_CONFIG_FILE = file;
    const required = Object.fromEntries(
      Object.entries(requiredProviders).map(([source, version]) => [source.split('/').at(-1), { source, version }]),
    );
    workspace.write({ 'main.tf.json': JSON.stringify({ terraform: { required_providers: required } }) });
    return await workspace.init();
  } finally {
    workspace.dispose();
  }
}

describe('a CLI configuration', () => {
  test('takes each provider from its own mirror', async () => {
    const { code, stdout, stderr } = await init(
      {
        faceLivenessMirror: mirrorOf({ [FACE_LIVENESS]: '9.1.0', [AWS]: '9.9.9' }),
        awsProvider: { kind: 'mirror', root: mirrorOf({ [AWS]: '9.2.0', [FACE_LIVENESS]: '9.9.9' }), version: '9.2.0' },
      },
      { [FACE_LIVENESS]: '>= 9.0.0', [AWS]: '>= 9.0.0' },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Installed cdktf-face-liveness/faceliveness v9.1.0');
    expect(stdout).toContain('Installed hashicorp/aws v9.2.0');
  });

  test("takes both from the mirrors under the addresses of OpenTofu's registry as well", async () => {
    const { code, stdout, stderr } = await init(
      {
        faceLivenessMirror: mirrorOf({ [FACE_LIVENESS]: '9.1.0', [OPENTOFU.faceLiveness]: '9.1.0' }),
        awsProvider: { kind: 'mirror', root: mirrorOf({ [AWS]: '9.2.0' }), version: '9.2.0' },
      },
      { [OPENTOFU.faceLiveness]: '9.1.0', [OPENTOFU.aws]: '9.2.0' },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`Installed ${OPENTOFU.faceLiveness} v9.1.0`);
    expect(stdout).toContain(`Installed ${OPENTOFU.aws} v9.2.0`);
  });

  test.for([
    ['packed', (root: string) => packed(root, AWS, '9.2.0')],
    ["of OpenTofu's registry alone", () => mirrorOf({ [OPENTOFU.aws]: '9.2.0' })],
  ] as const)('takes the AWS provider from a mirror that is %s', async ([, mirror]) => {
    const awsProvider = { kind: 'mirror', root: mirror(temporaryDirectory()), version: '9.2.0' } as const;
    for (const source of [AWS, OPENTOFU.aws]) {
      expect(await init({ awsProvider }, { [source]: '9.2.0' })).toMatchObject({ code: 0, stderr: '' });
    }
  });

  test('does not look in a registry for what a mirror is to have', async () => {
    const { code, stderr } = await init(
      {
        faceLivenessMirror: temporaryDirectory(),
        awsProvider: { kind: 'mirror', root: temporaryDirectory(), version: '9.2.0' },
      },
      { [FACE_LIVENESS]: '9.1.0', [AWS]: '9.2.0' },
    );
    expect(code).toBe(1);
    const errors = oneLine(stderr);
    expect(errors).not.toContain(NO_REGISTRY);
    expect(errors).toContain(`provider ${FACE_LIVENESS} was not found in any of the search locations`);
    expect(errors).toContain(`provider ${AWS} was not found in any of the search locations`);
  });

  test('does not look in a mirror for other providers', async () => {
    const mirror = mirrorOf({ 'registry.terraform.io/hashicorp/other': '9.3.0' });
    const { code, stderr } = await init(
      { faceLivenessMirror: mirror, awsProvider: { kind: 'mirror', root: mirror, version: '9.2.0' } },
      { 'registry.terraform.io/hashicorp/other': '9.3.0' },
    );
    expect(code).toBe(1);
    expect(oneLine(stderr)).toContain(NO_REGISTRY);
  });

  test('leaves the AWS provider to its registry when that is where it comes from', async () => {
    const { code, stderr } = await init(
      { faceLivenessMirror: mirrorOf({ [AWS]: '9.2.0' }), awsProvider: { kind: 'registry', version: '9.2.0' } },
      { [AWS]: '9.2.0' },
    );
    expect(code).toBe(1);
    expect(oneLine(stderr)).toContain(NO_REGISTRY);
  });
});
