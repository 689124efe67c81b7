import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findMoto, type MotoServer, startMoto } from '../../../harness/moto/moto';
import { executables } from '../support/temporary';

const HOW_TO_GET_IT = "install moto 5.0.0 or later with its server: pip install 'moto[server]'";

describe('findMoto', () => {
  test('finds the installation of this machine', async () => {
    expect((await findMoto()).version).toMatch(/^5\./);
  });

  test('prefers the Python of moto_server to the one on PATH', async () => {
    const bin = executables({ 'venv-python': 'echo 5.1.0', python3: 'echo 5.0.0', moto_server: '' });
    expect(await findMoto({ PATH: bin })).toEqual({ python: 'python3', version: '5.0.0' });
    const python = `${bin}/venv-python`;
    const scripts = executables({ moto_server: '' }, python);
    expect(await findMoto({ PATH: `${scripts}:${bin}` })).toEqual({ python, version: '5.1.0' });
  });

  test.for([
    ['there is no Python', {}, 'python3: no such executable'],
    [
      'Python does not have it',
      { python3: 'echo "ModuleNotFoundError: No module named \'moto\'" >&2; exit 1' },
      "python3: ModuleNotFoundError: No module named 'moto'",
    ],
    ['it is too old', { python3: 'echo 4.2.14' }, 'python3: moto 4.2.14 is too old'],
  ] as const)('fails when %s', async ([, scripts, reason]) => {
    await expect(findMoto({ PATH: executables(scripts) })).rejects.toThrow(
      `moto not found (${reason}): ${HOW_TO_GET_IT}`,
    );
  });
});

describe('startMoto', () => {
  let moto: MotoServer;

  beforeAll(async () => {
    moto = await startMoto();
  });

  afterAll(() => moto.stop());

  test('starts servers that answer on loopback until they are stopped', async () => {
    const other = await startMoto();
    expect(other.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(other.url).not.toBe(moto.url);
    expect((await fetch(`${other.url}/moto-api/`)).ok).toBe(true);
    await other.stop();
    await expect(fetch(other.url)).rejects.toThrow('fetch failed');
    expect((await fetch(`${moto.url}/moto-api/`)).ok).toBe(true);
  });
});
