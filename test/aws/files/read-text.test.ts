import { expect, test } from 'vitest';
import { readText } from '../../../src/aws/files/read-text';

test.skipIf(process.platform === 'win32')('a file that has no end is not read for ever', async () => {
  await expect(readText('/dev/zero')).rejects.toThrow('it is longer than 16777216 bytes');
});

test('a file that cannot be read is an error of the system', async () => {
  await expect(readText('/nonexistent/file')).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(readText('/')).rejects.toMatchObject({ code: 'EISDIR' });
});
