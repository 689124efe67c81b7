import { figure, median, medianOf, type Row } from '../comparison';
import { atEmulator, hclWithProvider, plan, planSeconds, WITHOUT_LIMIT, withLocalParts } from '../local-parts';
import { secondsToLineOfNode } from './start';

const PAIRS = 15;

/** The number of starts of bare Node per plan. */
const LINES = 3;

/** The additional time that one session may take in a plan, on a machine where bare Node takes 35 ms to print a line. */
const TARGET = { added: 0.25, bareNode: 0.035 };

/** A plan that reads one session, compared to an empty plan: three starts of the provider. */
export const onePlan: Row = async () =>
  await withLocalParts(async (parts) => {
    const url = await parts.startEmulator();
    const session = await parts.workspace(
      hclWithProvider(atEmulator(url, WITHOUT_LIMIT), 'data "faceliveness_session" "one" {\n  name = "one"\n}'),
    );
    const nothing = await parts.workspace('');
    await plan(session);
    await plan(nothing);
    const runs: { added: number; empty: number; node: number }[] = [];
    for (let index = 0; index < PAIRS; index += 1) {
      const empty = await planSeconds(nothing);
      const added = (await planSeconds(session)) - empty;
      // Measures the current pace of the machine; a single start of Node varies too much.
      const node = await medianOf(LINES, async () => await secondsToLineOfNode(parts.environment));
      runs.push({ added, empty, node });
    }
    const ofNode = figure(median(runs.map(({ node }) => node)), 's');
    const ofNothing = figure(median(runs.map(({ empty }) => empty)), 's');
    return [
      {
        name: '`terraform plan`, one session: added to an empty plan',
        baseline: `${TARGET.added} s where bare Node takes ${figure(TARGET.bareNode, 's')}`,
        unit: 's',
        pairs: runs.map(({ added, node }) => ({ ours: added, other: (TARGET.added / TARGET.bareNode) * node })),
        atMost: 1,
        note:
          `Bare Node took ${ofNode} in this run, an empty plan ${ofNothing}. Terraform first compares the checksum of the ` +
          'package, which is as large as its executable, with the lock file. The rest are three starts of the provider, each ' +
          'with a TLS handshake.',
      },
    ];
  });
