/** `npm run demo`: deploys the stack of this project against local services. */
import { parseArgs } from 'node:util';
import { describeFindings, findPrerequisites } from '../harness/machine/prerequisites';
import { DemoError } from './demo/cdktf';
import { demo } from './demo/demo';

const USAGE = `Usage: npm run demo [-- --keep] [--no-build]

Deploys the stack of this project to a local Rekognition and moto, completes a Face Liveness check in a browser, and shows
each step.

  --keep      leave everything running at the end, and print how to continue by hand
  --no-build  use the last build
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { keep: { type: 'boolean' }, 'no-build': { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  // Local services end with this process, however it ends.
  process.once('SIGINT', () => {
    process.stderr.write(
      '\nInterrupted. The local services are stopped, and everything that was deployed to them is gone.\n',
    );
    process.exit(130);
  });
  const { found, missing } = describeFindings(await findPrerequisites());
  if (missing !== undefined) throw new DemoError(missing);
  for (const line of found) process.stdout.write(`${line}\n`);
  await demo({ keep: values.keep ?? false, build: !values['no-build'] });
}

main().catch((error: unknown) => {
  const { message, stack, code } = error as Error & { readonly code?: string };
  const usage = code?.startsWith('ERR_PARSE_ARGS') ? `\n${USAGE}` : '';
  process.stderr.write(`\n${usage || error instanceof DemoError ? message : stack}\n${usage}`);
  process.exitCode = 1;
});
