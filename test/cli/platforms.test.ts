import { expect, test } from 'vitest';
import { PLATFORMS, startedFile, terraformPlatform } from '../../src/cli/platforms';

test('platforms of Node have names of Terraform', () => {
  expect(PLATFORMS.map((platform) => terraformPlatform(platform))).toEqual([
    'linux_amd64',
    'linux_arm64',
    'darwin_arm64',
    'windows_amd64',
    'windows_arm64',
  ]);
  expect(terraformPlatform('freebsd-ia32')).toBe('freebsd_386');
});

test('the started file has the extension of executables on Windows only', () => {
  expect(startedFile('1.2.3', 'linux_amd64')).toBe('terraform-provider-faceliveness_v1.2.3');
  expect(startedFile('1.2.3', 'windows_arm64')).toBe('terraform-provider-faceliveness_v1.2.3.exe');
});
