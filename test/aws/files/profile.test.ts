import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkProfile, type Profile } from '../../../src/aws/files/profile';
import { readSharedFiles } from '../../../src/aws/files/shared-files';

const KEYS = 'aws_access_key_id = A\naws_secret_access_key = s\n';
const ROLE = 'role_arn = arn:aws:iam::123456789012:role/r\n';

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'profiles-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

/** Links the profile `a` of a configuration file. */
async function link(text: string): Promise<Profile> {
  const path = join(directory, 'config');
  writeFileSync(path, text);
  return linkProfile('a', { name: 'AWS_PROFILE' }, await readSharedFiles([{ path, origin: undefined }], []));
}

/** The names of a profile and its sources. */
function chain({ name, source }: Profile): readonly string[] {
  return source ? [name, ...chain(source)] : [name];
}

describe('a profile', () => {
  test('leads to its sources, of which the first with keys ends the chain', async () => {
    const text = `[profile a]\n${ROLE}source_profile = b\n[profile b]\n${ROLE}source_profile = c\n[profile c]\n${KEYS}${ROLE}source_profile = missing\n`;
    const profile = await link(text);
    expect(chain(profile)).toEqual(['a', 'b', 'c']);
    // Which still has a role to assume with its keys.
    expect(profile.source?.source?.settings.get('role_arn')).toBeDefined();
  });

  test('that is its own source has its own keys and no role, also through others', async () => {
    const own = await link(`[profile a]\n${KEYS}${ROLE}source_profile = a\n`);
    expect(own.settings.get('aws_access_key_id')).toBeUndefined();
    expect([own.source?.settings.get('aws_access_key_id'), own.source?.settings.get('role_arn')]).toEqual([
      'A',
      undefined,
    ]);
    const round = await link(`[profile a]\n${KEYS}${ROLE}source_profile = b\n[profile b]\n${ROLE}source_profile = a\n`);
    expect(chain(round)).toEqual(['a', 'b', 'a']);
  });

  test('that is used can be right although others are wrong', async () => {
    const text = `[profile a]\n${KEYS}[profile b]\nsource_profile = missing\ncredential_process = x\naws_access_key_id = half\nsso_session = none\n`;
    expect((await link(text)).settings.get('aws_access_key_id')).toBe('A');
  });

  test.for([
    [
      'half of the keys',
      'aws_access_key_id = A\n',
      /^The profile "a" \(from AWS_PROFILE\).* has only one of aws_access_key_id/,
    ],
    [
      'a missing source',
      `${ROLE}source_profile = none\n`,
      /source_profile of the profile "a" names the profile "none", which is not in/,
    ],
    [
      'a source without credentials',
      `${ROLE}source_profile = b\n[profile b]\nregion = x\n`,
      /source_profile "b" has no credentials/,
    ],
    [
      'a loop',
      `${ROLE}source_profile = b\n[profile b]\n${ROLE}source_profile = a\n`,
      /The profile "b" \(from source_profile of the profile "a"\).* leads back .*: a → b → a\./,
    ],
    [
      'two sources',
      `${ROLE}source_profile = b\ncredential_process = x\n[profile b]\n${KEYS}`,
      /It has source_profile and credential_process, and a profile can have one source/,
    ],
    ['a source without a role', `source_profile = b\n[profile b]\n${KEYS}`, /It has source_profile and no role_arn/],
    ['a token without a role', 'web_identity_token_file = x\n', /It has web_identity_token_file and no role_arn/],
    [
      'a session that does not exist',
      'sso_session = my co\n[sso-session other]\n',
      /\[sso-session my co\], which does not exist\. There are: \[sso-session other\]\./,
    ],
  ] as const)('fails when it has %s', async ([, settings, detail]) => {
    await expect(link(`[profile a]\n${settings}`)).rejects.toMatchObject({ detail: expect.stringMatching(detail) });
  });

  test('that lacks its prefix in a configuration file is told so', async () => {
    await expect(link('[a]\nregion = x\n')).rejects.toMatchObject({
      summary: 'Profile not found',
      detail: expect.stringMatching(/has the section \[a\], which is no profile: call it \[profile a\]\./),
    });
  });
});
