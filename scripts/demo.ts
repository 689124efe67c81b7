/** `npm run demo`: the main job on local parts. */
import { parseArgs } from 'node:util';
import { DemoError } from './demo/cdktf';
import { demo } from './demo/demo';
import { checkPrerequisites } from './local/prerequisites';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { keep: { type: 'boolean', default: false } } });
  const findings = await checkPrerequisites();
  const missing = findings.flatMap((finding) => ('missing' in finding ? [`- ${finding.missing}`] : []));
  if (missing.length > 0) throw new DemoError(['Missing:', ...missing].join('\n'));
  process.stdout.write(findings.map((f) => ('found' in f ? `${f.name} ${f.found}\n` : '')).join(''));
  await demo(values);
}

main().catch((error: unknown) => {
  const known = error instanceof DemoError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`\n${known ? (error as Error).message : (error as Error).stack}\n`);
  process.exitCode = 1;
});
