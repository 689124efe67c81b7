import { afterAll, beforeAll, test } from 'vitest';
import { type Emulator, startEmulator } from '../../../../src/emulator';
import { History } from './history';
import { ModelOfTerraform } from './managed-pool';

// The provider itself with a model of Terraform, in one process. histories.long.test.ts has the real Terraform.

const HISTORIES = 20;

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(async () => await emulator.close());

test(`in ${HISTORIES} random histories, each apply that succeeds leaves a whole pool`, async () => {
  for (let seed = 1; seed <= HISTORIES; seed += 1) {
    emulator.reset();
    const history = new History(seed, emulator, await ModelOfTerraform.configured(emulator.url));
    try {
      await history.run();
    } catch (error) {
      throw new Error(`history ${seed}:\n${history.steps.join('\n')}`, { cause: error });
    }
  }
});
