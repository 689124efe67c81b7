/** `npm run demo`: the main job on local parts. */
import { parseArgs } from 'node:util';
import { checkPrerequisites, describeFindings } from '../harness/machine/prerequisites';
import { DemoError } from './demo/cdktf';
import { demo } from './demo/demo';

const USAGE = `Usage: npm run demo [-- --keep]

Takes the stack of this project from TypeScript to live sessions on local parts, and shows it.

  --keep  leave everything running at the end, and say how to carry on by hand
`;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { keep: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  // The local parts end with this process, whatever ends it.
  process.once('SIGINT', () => {
    process.stderr.write('\nInterrupted. The local parts are stopped, and what was deployed to them is gone.\n');
    process.exit(130);
  });
  const { found, missing } = describeFindings(await checkPrerequisites());
  if (missing !== undefined) throw new DemoError(missing);
  for (const line of found) process.stdout.write(`${line}\n`);
  await demo({ keep: values.keep ?? false });
}

main().catch((error: unknown) => {
  const { message, stack, code } = error as Error & { readonly code?: string };
  const usage = code?.startsWith('ERR_PARSE_ARGS') ? `\n${USAGE}` : '';
  process.stderr.write(`\n${usage || error instanceof DemoError ? message : stack}\n${usage}`);
  process.exitCode = 1;
});
