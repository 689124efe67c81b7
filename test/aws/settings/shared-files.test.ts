import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSharedFiles } from '../../../src/aws/settings/shared-files';

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

describe('shared files', () => {
  test('are merged setting by setting, of which the last applies, and missing files are skipped', async () => {
    const missing = { path: join(directory, 'missing'), origin: undefined };
    const { profiles, files } = await readSharedFiles(
      [
        file('1', '[default]\nregion = a\noutput = json\n[profile x]\nregion = b'),
        missing,
        file('2', '[default]\nregion = c\n'),
      ],
      [file('3', '[default]\naws_access_key_id = KEY\n')],
    );
    expect(profiles).toMatchObject({
      default: { region: 'c', output: 'json', aws_access_key_id: 'KEY' },
      x: { region: 'b' },
    });
    expect(files.map(({ exists }) => exists)).toEqual([true, false, true, true]);
  });

  test('can have all syntax that AWS tools write', async () => {
    const text = `# comment
; another

[default] # after a section
region=us-east-1 ; after a setting
empty =
s3 =
  max_queue_size = 10
ca_bundle = a
  that goes on
[profile "with blanks"]
[services local]
rekognition =
  endpoint_url = http://localhost
[plugins]
cli = x
`;
    const { profiles } = await readSharedFiles([file('all', text)], []);
    expect(profiles).toMatchObject({
      default: { region: 'us-east-1', 's3.max_queue_size': '10' },
      'services.local': { 'rekognition.endpoint_url': 'http://localhost' },
    });
  });

  test.for([
    ['region = a', 'Line 1 of .* is before the first section'],
    ['[default]\n\nsecret', 'Line 3 of .* is not a setting'],
    ['[default]\n[profile x', 'Line 2 of .* begins a section'],
    ['[]', 'Line 1 of .* begins a section'],
    ['[default]\n= x', 'Line 2 of .* is not a setting'],
  ])('are refused if they have a syntax error: %j', async ([text = '', detail = '']) => {
    await expect(readSharedFiles([file('bad', text)], [])).rejects.toMatchObject({
      summary: 'Malformed shared file',
      detail: expect.stringMatching(detail),
    });
  });
});
