import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findTerraform, terraformExecutable } from '../../../harness/terraform/terraform';
import { executables } from '../support/temporary';

const HOW_TO_GET_IT =
  /install Terraform 1\.8\.0 or later \(https:\S+\) and put it on PATH, or name its executable in TERRAFORM_BINARY_NAME$/;

function reporting(version: string): string {
  return `echo '{"terraform_version":"${version}"}'`;
}

describe('findTerraform', () => {
  test('finds the Terraform of this machine', async () => {
    const { executable, version } = await findTerraform();
    expect(executable).toBe(terraformExecutable());
    expect(version).toMatch(/^1\.\d+\.\d+/);
  });

  test('finds the first one on PATH', async () => {
    const PATH = executables({ terraform: reporting('1.8.0') });
    expect(await findTerraform({ PATH })).toEqual({ executable: join(PATH, 'terraform'), version: '1.8.0' });
  });

  test('finds the one that TERRAFORM_BINARY_NAME names', async () => {
    const executable = join(executables({ terraform18: reporting('1.9.2') }), 'terraform18');
    const PATH = executables({ terraform: reporting('1.12.0') });
    expect(await findTerraform({ PATH, TERRAFORM_BINARY_NAME: executable })).toEqual({ executable, version: '1.9.2' });
  });

  test('accepts a name on PATH in TERRAFORM_BINARY_NAME', async () => {
    const PATH = executables({ terraform: reporting('1.12.0'), terraform19: reporting('1.9.2') });
    const executable = join(PATH, 'terraform19');
    expect(await findTerraform({ PATH, TERRAFORM_BINARY_NAME: 'terraform19' })).toEqual({
      executable,
      version: '1.9.2',
    });
  });

  test('returns an absolute path', () => {
    expect(terraformExecutable({ TERRAFORM_BINARY_NAME: './tools/terraform' })).toBe(resolve('tools/terraform'));
  });

  test('reads the output of OpenTofu, which starts with warnings about the CLI configuration', async () => {
    const PATH = executables({ tofu: `echo 'Warning: Unable to open CLI configuration file'\n${reporting('1.13.0')}` });
    expect(await findTerraform({ PATH, TERRAFORM_BINARY_NAME: 'tofu' })).toMatchObject({ version: '1.13.0' });
  });

  test('does not ask the network for newer versions', async () => {
    const PATH = executables({ terraform: `test "$CHECKPOINT_DISABLE" = 1 && ${reporting('1.8.0')}` });
    expect(await findTerraform({ PATH })).toMatchObject({ version: '1.8.0' });
  });

  test.for([
    ['it is missing', {}, /^terraform not found: /],
    ['it is too old', { terraform: reporting('1.7.5') }, /^terraform is version 1\.7\.5, too old: /],
    [
      'it is a pre-release of the oldest',
      { terraform: reporting('1.8.0-rc2') },
      /^terraform is version 1\.8\.0-rc2, too old: /,
    ],
    [
      'something else has its name',
      { terraform: 'echo hello' },
      /^the output of `terraform version -json` is not that of Terraform: /,
    ],
    [
      'something else answers in JSON',
      { terraform: "echo '{}'" },
      /^the output of `terraform version -json` is not that of Terraform: /,
    ],
  ] as const)('fails when %s', async ([, scripts, message]) => {
    const error: unknown = await findTerraform({ PATH: executables(scripts) }).catch((reason: unknown) => reason);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).toMatch(HOW_TO_GET_IT);
  });
});
