import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wantedAwsProviderVersion } from '../../../harness/terraform/aws-provider';
import { differencesByName } from './compare';
import { ExplainedDifferences } from './explained';
import { TestedProvider } from './providers';
import { readRecord } from './record';
import { Lanes } from './server/lanes';
import { KINDS, SITUATIONS } from './situations';

// The caller that our provider finds, compared with the one that hashicorp/aws finds in the same situation. The answers of
// hashicorp/aws are recorded, because it takes a second for each; `npm run test:long` renews the record.

/** The situations in which hashicorp/aws is asked every time, with the built executable of our provider beside it. */
const ASKED_EVERY_TIME = [
  'a role with keys of its own in the other file',
  'keys in any case',
  'a single sign-on session',
  'the container without an expiration',
  'ca_bundle of the profile',
];

/** Further situations for the built executable, whose runtime is another one than that of the tests. */
const ON_THE_EXECUTABLE = [
  'a process with a pipe, quotes and variables',
  'a region of the instance',
  'a SOCKS5 proxy with user and password',
  'files named by the provider block, the home directory as ~ and $HOME',
  'TLS 1.1',
];

describe('our provider finds the caller that hashicorp/aws finds', () => {
  const { version, outcomes: recorded } = readRecord();
  const explained = ExplainedDifferences.read();
  let lane: Lanes;
  let lanes: Lanes;
  beforeAll(async () => {
    [lane, lanes] = await Promise.all([Lanes.open(1), Lanes.open(2)]);
  });
  afterAll(async () => {
    await Promise.all([lane.close(), lanes.close()]);
  });

  test('and the record of its answers has every situation, and is of the version in use', () => {
    expect(version).toBe(wantedAwsProviderVersion());
    expect(Object.keys(recorded).sort()).toEqual(SITUATIONS.map(({ name }) => name).sort());
  });

  test.each(Object.entries(KINDS))('in every written situation of %s', async (_, all) => {
    const situations = all.filter(({ slow = false }) => !slow);
    const ours = await lane.run(await TestedProvider.inProcess(), situations);
    const theirs = situations.map(({ name }) => recorded[name]);
    expect(differencesByName(situations, ours, theirs, explained)).toEqual({});
  });

  test('with the built executable, too', async () => {
    const situations = SITUATIONS.filter(({ name }) => ON_THE_EXECUTABLE.includes(name));
    expect(situations).toHaveLength(ON_THE_EXECUTABLE.length);
    const ours = await lanes.run(await TestedProvider.executable(), situations);
    const theirs = situations.map(({ name }) => recorded[name]);
    expect(differencesByName(situations, ours, theirs, explained)).toEqual({});
  });

  test('in five situations in which hashicorp/aws itself is asked, which answers as recorded', async () => {
    const situations = SITUATIONS.filter(({ name }) => ASKED_EVERY_TIME.includes(name));
    expect(situations).toHaveLength(ASKED_EVERY_TIME.length);
    const ours = await lanes.run(await TestedProvider.executable(), situations);
    const theirs = await lanes.run(await TestedProvider.hashicorpAws(), situations);
    expect(theirs.map(({ steps, caller }) => ({ steps, caller }))).toEqual(
      situations.map(({ name }) => ({ steps: recorded[name]?.steps, caller: recorded[name]?.caller })),
    );
    expect(differencesByName(situations, ours, theirs, explained)).toEqual({});
  });
});
