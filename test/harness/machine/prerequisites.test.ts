import { readFileSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeNode, findPrerequisites } from '../../../harness/machine/prerequisites';
import { type RunResult, run } from '../../../harness/machine/processes';
import { executables, temporaryDirectory } from '../support/temporary';

describe('npm run prerequisites', () => {
  /** Runs the real script in this process's environment with changed variables. */
  async function check(env: NodeJS.ProcessEnv): Promise<RunResult> {
    return await run(process.execPath, ['--import', 'tsx', resolve('scripts/prerequisites.ts')], {
      env: { ...process.env, ...env },
    });
  }

  test('prints found prerequisites, one per line', async () => {
    const { code, stdout, stderr } = await check({});
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^Node \d\S+\nTerraform 1\.\S+\nAWS provider \d\S+ from \S.*\nmoto 5\.\S+\nPython 3\.\S+\nAWS CLI \d\S+\nboto3 \d\S+\nOpenSSL [3-9]\S+\nChromium \d\S+ from \S.*\nNamespaces by \S+unshare, .*\n$/,
    );
  });

  test.runIf(process.platform === 'linux')('fails when user namespaces are not allowed', async () => {
    const refusing = executables({ unshare: "echo 'unshare: Operation not permitted' >&2; exit 1" });
    const { code, stderr } = await check({ PATH: [refusing, process.env.PATH].join(delimiter) });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(
        /^Missing:\n- unshare cannot create namespaces \(unshare: Operation not permitted\): .* allow user namespaces \(/,
      ),
    });
  });

  test('prints all missing prerequisites', async () => {
    const { code, stdout, stderr } = await check({
      PATH: temporaryDirectory(),
      TERRAFORM_BINARY_NAME: '',
      CHROME_PATH: '/no/such/chrome',
      FACELIVENESS_AWS_PROVIDER_MIRROR: temporaryDirectory(),
    });
    expect({ code, stdout }).toEqual({ code: 1, stdout: `Node ${process.versions.node}\n` });
    expect(stderr.split('\n')).toEqual([
      'Missing:',
      expect.stringMatching(/^- terraform not found: /),
      expect.stringMatching(/^- FACELIVENESS_AWS_PROVIDER_MIRROR is /),
      expect.stringMatching(/^- moto not found /),
      expect.stringMatching(/^- python3 not found: install Python 3\.11 or later /),
      expect.stringMatching(/^- aws not found: install the AWS CLI /),
      expect.stringMatching(/^- python3 not found: install boto3/),
      expect.stringMatching(/^- openssl not found: install OpenSSL 3 or later /),
      expect.stringMatching(/^- CHROME_PATH is \/no\/such\/chrome, which is not an executable: install Chrome /),
      expect.stringMatching(/^- unshare not found: install util-linux /),
      '',
    ]);
  });
});

test('any error is reported as a missing prerequisite', async () => {
  const findings = await findPrerequisites([
    { name: 'one', find: async () => '1.0.0' },
    {
      name: 'two',
      find: async () => {
        throw new Error('two not found');
      },
    },
  ]);
  expect(findings).toEqual([
    { name: 'one', found: '1.0.0' },
    { name: 'two', missing: 'two not found' },
  ]);
});

test('the oldest version of Node is that of package.json', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
  expect(engines.node).toBe('>=20');
  expect(describeNode('20.0.0')).toBe('20.0.0');
  expect(() => describeNode('19.9.0')).toThrow('Node 19.9.0 is too old: install Node 20 or later (https://nodejs.org)');
});
