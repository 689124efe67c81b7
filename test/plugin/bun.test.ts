import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../harness/machine/processes';
import { bunFor } from '../../scripts/build/bun';
import { platformNamed } from '../../scripts/build/platforms';

const ROOT = join(import.meta.dirname, '../..');

/** The tests that run the framework in their own process, with sockets, TLS and HTTP/2. */
const TESTS = ['process/certificate', 'process/handshake', 'process/listener', 'wire/grpc-server'];

test("the framework's tests of connections pass on Bun", async () => {
  const bun = await bunFor(platformNamed());
  const vitest = ['--bun', 'node_modules/vitest/vitest.mjs', 'run', '--project', 'tests'];
  const files = TESTS.map((name) => `test/plugin/${name}.test.ts`);
  const { code, stdout, stderr } = await run(bun, [...vitest, ...files], { cwd: ROOT });
  expect(code, stdout + stderr).toBe(0);
  expect(stdout).toMatch(/^\d+ passed, 0 failed$/m);
});
