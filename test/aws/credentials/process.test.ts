import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { processCredentials } from '../../../src/aws/credentials/process';

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'credential-process-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

const never = new AbortController().signal;
const print = (answer: object) => `echo '${JSON.stringify(answer)}'`;

/** A command that starts another program and never ends, and the file in which it leaves that program's id. */
function endless(name: string): { readonly command: string; readonly file: string } {
  const file = join(directory, name);
  return { command: `sleep 1000 & echo $! > ${file}.new && mv ${file}.new ${file}; wait`, file };
}

async function expectEnded(file: string): Promise<void> {
  const pid = readFileSync(file, 'utf8').trim();
  // Nothing, or a zombie that its new parent has not looked at yet.
  await vi.waitFor(() =>
    expect(spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' }).stdout).toMatch(/^Z|^$/),
  );
}

describe('a credential_process', () => {
  test('gives its credentials, whose names can have any case', async () => {
    const answer = {
      version: 1,
      accesskeyid: 'A',
      SecretAccessKey: 's',
      SessionToken: 't',
      Expiration: '2030-01-02T03:04:05Z',
    };
    expect(await processCredentials(print(answer), never)).toEqual({
      accessKeyId: 'A',
      secretAccessKey: 's',
      sessionToken: 't',
      expiration: new Date('2030-01-02T03:04:05Z'),
    });
  });

  test('that does not end is stopped after a while, with the programs that it has started', async () => {
    const { command, file } = endless('slow');
    await expect(processCredentials(command, never, 500)).rejects.toThrow('did not end within 0.5 seconds');
    await expectEnded(file);
  });

  test('that does not end is stopped with the run', async () => {
    const { command, file } = endless('stopped');
    const controller = new AbortController();
    const credentials = processCredentials(command, controller.signal);
    const result = expect(credentials).rejects.toThrow('stopped by the user');
    await vi.waitFor(() => expect(existsSync(file)).toBe(true));
    controller.abort(new Error('stopped by the user'));
    await result;
    await expectEnded(file);
  });

  test.for([
    ['fails', 'echo because >&2; exit 3', 'ended with status 3: because'],
    ['prints something else', 'echo secret', 'Its answer of 7 characters is not JSON.'],
    ['has another version', print({ Version: 2, AccessKeyId: 'A', SecretAccessKey: 'secret' }), 'is not 1'],
    ['has no version', print({ AccessKeyId: 'A', SecretAccessKey: 'secret' }), 'has no Version'],
    ['has no key', print({ Version: 1, SecretAccessKey: 'secret' }), 'has no AccessKeyId'],
    [
      'has no time of expiration',
      print({ Version: 1, AccessKeyId: 'A', SecretAccessKey: 'secret', Expiration: 'secret' }),
      'The Expiration in its answer is not a time',
    ],
  ])('that %s is explained without its output', async ([, command = '', message = '']) => {
    const error = await processCredentials(command, never).then(
      () => new Error('no error'),
      (error: Error) => error,
    );
    expect(error.message).toContain(message);
    expect(error.message).not.toContain('secret');
  });
});
