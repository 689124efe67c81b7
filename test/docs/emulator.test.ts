import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CreateFaceLivenessSessionCommand } from '@aws-sdk/client-rekognition';
import { describe, expect, test } from 'vitest';
import { run } from '../../harness/machine/processes';
import { findMoto } from '../../harness/moto/moto';
import { emulatorCommand } from '../../src/cli/emulator/emulator-command';
import { startEmulator } from '../../src/emulator';
import { sdk } from '../emulator/support/emulator';

const page = readFileSync(resolve('docs/emulator.md'), 'utf8');

function snippet(language: string): string {
  const [, code = ''] = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(page) ?? [];
  return code;
}

test('the example in TypeScript has the documented result', async () => {
  // Inside of the package, which finds itself by its name there.
  const directory = mkdtempSync(resolve('dist/snippet-'));
  try {
    const file = join(directory, 'snippet.ts');
    writeFileSync(file, snippet('ts'));
    const { stdout, stderr } = await run(process.execPath, ['--import', 'tsx', file]);
    expect(stdout, stderr).toBe('SUCCEEDED 97\nEXPIRED\n');
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('the example in Python has the documented result', async () => {
  const emulator = await startEmulator();
  try {
    // moto needs boto3, so its Python has it.
    const { python } = await findMoto();
    const { stdout, stderr } = await run(python, ['-c', snippet('python')], {
      env: { ...process.env, AWS_ENDPOINT_URL_REKOGNITION: emulator.url },
    });
    expect(stdout, stderr).toBe('SUCCEEDED 97\n');
  } finally {
    await emulator.close();
  }
});

/** The rows of the tables, each as the texts of its cells. */
const rows = page
  .split('\n')
  .filter((line) => /^\| `/.test(line))
  .map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

/** What stands between backticks. */
function codes(text = ''): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}

/** Options of npm and of Chromium that the page names. */
const OPTIONS_OF_OTHERS = ['--save-dev', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

describe('the documented command', () => {
  const command = emulatorCommand();
  const commands = [command, ...command.commands];

  test('has its options', () => {
    const known = commands.flatMap(({ options }) => options.map(({ long }) => long));
    const named = [...page.matchAll(/(?<![\w-])--[a-z][a-z0-9-]*/g)].map(([option]) => option);
    expect(named.length).toBeGreaterThan(10);
    expect([...known, ...OPTIONS_OF_OTHERS]).toEqual(expect.arrayContaining(named));
  });

  test('has its subcommands, and no others', () => {
    const named = rows.flatMap(([code]) => /^`face-liveness emulator (\w+)/.exec(code ?? '')?.[1] ?? []);
    expect(named.sort()).toEqual(command.commands.map((each) => each.name()).sort());
  });
});

describe('the documented admin API', () => {
  const requests = rows.flatMap(([request = '', body]) => {
    const [, method = '', path = ''] = /^`([A-Z]+) (\/_emulator\/\S+)`$/.exec(request) ?? [];
    return method === '' ? [] : [[method, path, codes(body)] as const];
  });

  test('has more than a dozen requests', () => expect(requests.length).toBeGreaterThan(12));

  test.for(requests)('answers %s %s with %j', async ([method, path, members]) => {
    const emulator = await startEmulator();
    try {
      const { SessionId = '' } = await sdk(emulator).send(new CreateFaceLivenessSessionCommand());
      const { id } = emulator.faults.add({ kind: 'throttle' });
      const url = emulator.url + path.replace('ID', path.includes('faults') ? id : SessionId);
      const send = async (body?: string) => {
        const headers = { 'Content-Type': 'application/json' };
        const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
        return { status: response.status, error: ((await response.json()) as { error?: string }).error };
      };
      if (method === 'POST' || method === 'PUT') {
        const { status, error = '' } = await send('{"nonsense":1}');
        const known = error
          .replace(/^unknown \w+ "nonsense"; (?:known \w+: |there are no members)/, '')
          .replace(/\. .*/, '');
        expect({ status, known: known.split(', ').sort() }).toEqual({
          status: 400,
          known: members.length === 0 ? [''] : [...members].sort(),
        });
      } else {
        expect(members).toEqual([]);
        expect(await send()).toEqual({ status: 200 });
      }
    } finally {
      await emulator.close();
    }
  });
});

test('the example with curl resets the emulator', async () => {
  const emulator = await startEmulator();
  try {
    await sdk(emulator).send(new CreateFaceLivenessSessionCommand());
    const [, line = ''] = /^(curl .*)$/m.exec(page) ?? [];
    const env = { ...process.env, AWS_ENDPOINT_URL_REKOGNITION: emulator.url };
    expect(await run('sh', ['-c', line], { env })).toMatchObject({ code: 0, stdout: '{}' });
    expect(emulator.sessions()).toEqual([]);
  } finally {
    await emulator.close();
  }
});

test('the linked file exists', () => {
  const [, file = ''] = /\/blob\/HEAD\/([^)]+)\)/.exec(page) ?? [];
  expect(existsSync(resolve(file)) && file).toBe('harness/moto/moto-as-over-tls.py');
});
