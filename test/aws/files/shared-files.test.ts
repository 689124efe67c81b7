import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { profileNames, readSharedFiles } from '../../../src/aws/files/shared-files';

// The rules are those of the AWS SDK for Go. The differential suite compares the whole with hashicorp/aws.

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'shared-files-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

function file(name: string, text: string) {
  const path = join(directory, name);
  writeFileSync(path, text);
  return { path, origin: { name: 'shared_config_files' } };
}

/** The settings of all sections in a configuration and a credentials file. */
async function sections(config: readonly string[], credentials: readonly string[] = []) {
  const files = await readSharedFiles(
    config.map((text, index) => file(`config-${index}`, text)),
    credentials.map((text, index) => file(`credentials-${index}`, text)),
  );
  return Object.fromEntries([...files.sections].map(([name, { settings }]) => [name, Object.fromEntries(settings)]));
}

describe('shared files', () => {
  test('are merged setting by setting, of which the last applies, and missing files are skipped', async () => {
    const missing = { path: join(directory, 'missing'), origin: undefined };
    const { sections, files } = await readSharedFiles(
      [
        file('1', '[default]\nregion = a\nrole_arn = r\n[profile x]\nregion = b'),
        missing,
        file('2', '[default]\nregion = c\n'),
      ],
      [file('3', '[default]\naws_access_key_id = KEY\naws_secret_access_key = s\n')],
    );
    expect(Object.fromEntries(sections.get('default')?.settings ?? [])).toEqual({
      region: 'c',
      role_arn: 'r',
      aws_access_key_id: 'KEY',
      aws_secret_access_key: 's',
    });
    expect(sections.get('x')?.settings.get('region')).toBe('b');
    expect(files.map(({ exists }) => exists)).toEqual([true, false, true, true]);
  });

  test('merge keys in pairs, and report a section whose last file has only one of the two', async () => {
    const pair = '[default]\naws_access_key_id = A\naws_secret_access_key = s\n';
    const half = '[default]\naws_access_key_id = B\n';
    const read = async (config: string, credentials: string) => {
      const { sections } = await readSharedFiles([file('c', config)], [file('k', credentials)]);
      const section = sections.get('default');
      return [section?.settings.get('aws_access_key_id'), section?.incompleteKeys];
    };
    expect(await read(half, pair)).toEqual(['A', false]);
    expect(await read(pair, half)).toEqual(['A', true]);
    expect(await read(half, '[other]\n')).toEqual(['B', true]);
    // Like the settings of endpoints, which count in the first file alone.
    expect(await sections(['[default]\nendpoint_url = a\n'], ['[default]\nendpoint_url = b\nregion = c\n'])).toEqual({
      default: { endpoint_url: 'a', region: 'c' },
    });
  });

  test('have settings in any case, with a colon or an equals sign, and values in quotes', async () => {
    const text =
      '[default]\nRegion: us-east-1 \nAWS_ACCESS_KEY_ID = "KEY"\naws_secret_access_key=\'a#b=c\' ; end\nca_bundle = a # end\n' +
      'role_arn = arn:aws:iam::123456789012:role/r\r\nexternal_id = "open\n';
    expect(await sections([text])).toEqual({
      default: {
        region: 'us-east-1',
        aws_access_key_id: 'KEY',
        aws_secret_access_key: 'a#b=c',
        ca_bundle: 'a',
        role_arn: 'arn:aws:iam::123456789012:role/r',
        external_id: '"open',
      },
    });
  });

  test('have names of sections with blanks and other characters, and only those of profiles begin with "profile "', async () => {
    const config = [
      ...[
        '[profile my profile]',
        '[ profile a ]',
        '[profile   b] # comment',
        '[profile (c), & d]',
        '[profile constructor]',
      ],
      ...['[default]', '[profile default]', '[sso-session my co]', '[services  s]', '[bare]', '[profile]'],
    ];
    const files = await readSharedFiles(
      [file('names', config.map((line, index) => `${line}\nregion = ${index}\n`).join(''))],
      [file('more', '[my  other]\n[profile ignored]\n')],
    );
    expect(profileNames(files)).toEqual([
      ...['default', 'my profile', 'a', 'b', '(c), & d', 'constructor', 'my other'],
    ]);
    // [profile default] takes the place of [default].
    expect(files.sections.get('default')?.settings.get('region')).toBe('6');
    expect([...files.sections.keys()]).toEqual(expect.arrayContaining(['sso-session my co', 'services s']));
    expect([...files.unused]).toEqual(['bare', 'profile']);
    expect(files.sections.get('toString')).toBeUndefined();
  });

  test('can have lines that make no sense anywhere, and a byte order mark', async () => {
    const text =
      '\uFEFFregion = before\n[profile a]\nnonsense\nregion = a\n[unclosed\n= x\n: \n[profile b]\n\n # comment\nregion = b\n';
    expect(await sections([text])).toMatchObject({ a: { region: 'a' }, b: { region: 'b' } });
  });

  test('have indented lines that continue a value, nest settings, or are settings by themselves', async () => {
    const text =
      '[services s]\nsts =\n  endpoint_url = http://a # not a comment\n\trekognition = x\n[profile p]\nca_bundle = a\n  goes on\n' +
      '  region = r # comment\nretry_mode\n';
    const { sections } = await readSharedFiles([file('nested', text)], []);
    expect(Object.fromEntries(sections.get('services s')?.nested.get('sts') ?? [])).toEqual({
      endpoint_url: 'http://a # not a comment',
      rekognition: 'x',
    });
    expect(Object.fromEntries(sections.get('p')?.settings ?? [])).toEqual({ ca_bundle: 'a\ngoes on', region: 'r' });
  });

  test('that cannot be read are an error', async () => {
    await expect(readSharedFiles([{ path: directory, origin: undefined }], [])).rejects.toMatchObject({
      summary: 'Shared file cannot be read',
      detail: expect.stringMatching(/EISDIR/),
    });
  });
});
