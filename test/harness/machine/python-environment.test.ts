import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findPython, makePythonEnvironment } from '../../../harness/machine/python-environment';
import { executables, temporaryDirectory } from '../support/temporary';

const HOW_TO_GET_IT = /install Python 3\.11 or later with its modules venv and ensurepip \(https:/;

describe('findPython', () => {
  test('finds the Python of this machine', async () => {
    expect(await findPython()).toMatch(/^3\.\d+\.\d+$/);
  });

  test.for([
    ['it is missing', {}, /^python3 not found: /],
    ['it is too old', { python3: 'echo 3.10.12' }, /^python3 is version 3\.10\.12, too old: /],
    [
      'a module is missing',
      { python3: 'echo "Traceback" >&2; echo "No module named \'ensurepip\'" >&2; exit 1' },
      /^python3 cannot create a virtual environment \(No module named 'ensurepip'\): /,
    ],
  ] as const)('fails when %s', async ([, scripts, message]) => {
    const error: unknown = await findPython({ PATH: executables(scripts) }).catch((reason: unknown) => reason);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).toMatch(HOW_TO_GET_IT);
  });
});

describe('the Python environment', () => {
  /** A project in which `python3 -m venv` creates an environment whose Python records the arguments of pip. */
  function project(pip = 'exit 0') {
    const directory = temporaryDirectory({ 'requirements.txt': 'one==1 --hash=sha256:1\n' });
    const [environment, requirements, log] = ['.venv', 'requirements.txt', 'log'].map((name) => join(directory, name));
    if (!environment || !requirements || !log) throw new Error('three paths');
    const python3 = `
      mkdir -p "$3/bin"
      cat > "$3/bin/python" <<'END'
#!/bin/sh
echo "$@" >> "${log}"
${pip}
END
      chmod +x "$3/bin/python"
    `;
    const PATH = [executables({ python3 }), '/usr/bin', '/bin'].join(':');
    return {
      requirements,
      environment,
      make: async () => await makePythonEnvironment({ directory: environment, requirements }, { PATH }),
      installs: () => (existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : []),
    };
  }

  test('contains the required packages, verified by hash', async () => {
    const { make, installs, requirements } = project();
    expect(await make()).toBe(true);
    expect(installs()).toEqual([
      `-m pip install --require-hashes --no-deps --no-compile --disable-pip-version-check --quiet --requirement ${requirements}`,
    ]);
  });

  test('is created once', async () => {
    const { make, installs } = project();
    await make();
    expect(await make()).toBe(false);
    expect(installs()).toHaveLength(1);
  });

  test('is recreated when the requirements change', async () => {
    const { make, installs, environment, requirements } = project();
    await make();
    writeFileSync(join(environment, 'left-over'), '');
    appendFileSync(requirements, 'two==2 --hash=sha256:2\n');
    expect(await make()).toBe(true);
    expect(installs()).toHaveLength(2);
    expect(existsSync(join(environment, 'left-over'))).toBe(false);
  });

  test('is recreated when its Python is missing', async () => {
    const { make, installs, environment } = project();
    await make();
    rmSync(join(environment, 'bin/python'));
    expect(await make()).toBe(true);
    expect(installs()).toHaveLength(2);
  });

  test('is recreated after a failure of pip, whose output is reported', async () => {
    const { make, installs } = project('echo "THESE PACKAGES DO NOT MATCH THE HASHES" >&2; exit 1');
    await expect(make()).rejects.toThrow(/pip install .* failed:\nTHESE PACKAGES DO NOT MATCH THE HASHES/);
    await expect(make()).rejects.toThrow('failed');
    expect(installs()).toHaveLength(2);
  });
});
