/** Prints the prerequisites of the tests on this machine. If one is missing, prints how to get it and exits with status 1. */
import { describeFindings, findPrerequisites, TEST_PREREQUISITES } from '../harness/machine/prerequisites';

async function main(): Promise<void> {
  const { found, missing } = describeFindings(await findPrerequisites(TEST_PREREQUISITES));
  for (const line of found) console.log(line);
  if (missing !== undefined) {
    console.error(missing);
    process.exitCode = 1;
  }
}

void main();
