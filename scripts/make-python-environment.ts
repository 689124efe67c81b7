/** Creates .venv with the Python tools of the tests, if it is missing or its requirements have changed. */
import { makePythonEnvironment } from '../harness/machine/python-environment';

async function main(): Promise<void> {
  const started = performance.now();
  if (!(await makePythonEnvironment())) return;
  console.log(`created .venv in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
