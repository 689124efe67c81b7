/** Tells what the tests will use of this machine; where a part is missing, how to get it, and exits 1. */
import { checkPrerequisites, TEST_PREREQUISITES } from './local/prerequisites';

async function main(): Promise<void> {
  const findings = await checkPrerequisites(TEST_PREREQUISITES);
  for (const finding of findings) {
    if ('found' in finding) console.log(`${finding.name} ${finding.found}`);
  }
  const missing = findings.flatMap((finding) => ('missing' in finding ? [`- ${finding.missing}`] : []));
  if (missing.length > 0) {
    console.error(['Missing:', ...missing].join('\n'));
    process.exitCode = 1;
  }
}

void main();
