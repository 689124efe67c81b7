import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { differencesByName } from './compare';
import { ExplainedDifferences } from './explained';
import { generate } from './generator/generate';
import type { Outcome } from './outcome';
import { TestedProvider } from './providers';
import { writeRecord } from './record';
import { Lanes } from './server/lanes';
import { SITUATIONS } from './situations';

/** More than the cores of most machines, because providers wait for each other's answers part of the time. */
const LANES = 3;

/** The time for the generated situations: hashicorp/aws takes a second of a core for each. */
const GENERATED_MS = 2 * 60 * 60 * 1000;

/**
 * The seeds of the generated situations. They follow from the time of the run; FACELIVENESS_SEEDS=1,2,3 repeats some,
 * and FACELIVENESS_SITUATIONS=100 makes fewer or more than 2,000.
 */
function seeds(): readonly number[] {
  const { FACELIVENESS_SEEDS: given, FACELIVENESS_SITUATIONS: count = '2000' } = process.env;
  if (given) return given.split(',').map(Number);
  const first = Math.floor(Date.now() / 1000);
  return Array.from({ length: Number(count) }, (_, index) => first + index);
}

describe('the built executable finds the caller that hashicorp/aws finds', () => {
  let lanes: Lanes;
  let ours: TestedProvider;
  let theirs: TestedProvider;
  beforeAll(async () => {
    lanes = await Lanes.open(LANES);
    ours = await TestedProvider.executable();
    theirs = await TestedProvider.hashicorpAws();
  });
  afterAll(async () => await lanes.close());

  test('in every written situation, and its answers are recorded', async () => {
    const answers = await lanes.run(theirs, SITUATIONS);
    writeRecord(Object.fromEntries(SITUATIONS.map(({ name }, index) => [name, answers[index] as Outcome])));
    const outcomes = await lanes.run(ours, SITUATIONS);
    expect(differencesByName(SITUATIONS, outcomes, answers, ExplainedDifferences.read())).toEqual({});
  });

  test(
    'in generated situations',
    async () => {
      const situations = seeds().map(generate);
      console.log(`FACELIVENESS_SEEDS from ${situations[0]?.name} to ${situations.at(-1)?.name}`);
      const outcomes = await lanes.each(situations, async (situation, server) => ({
        ours: await ours.run(situation, server),
        theirs: await theirs.run(situation, server),
      }));
      const found = differencesByName(
        situations,
        outcomes.map((each) => each.ours),
        outcomes.map((each) => each.theirs),
        ExplainedDifferences.read(),
      );
      for (const situation of situations) {
        if (situation.name in found) console.log(JSON.stringify(situation, undefined, 2));
      }
      expect(found).toEqual({});
    },
    GENERATED_MS,
  );
});
