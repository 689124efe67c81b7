import { median, type Row, seconds, takePairs } from '../comparison';
import { atEmulator, hclWithProvider, plan, WITHOUT_LIMIT, withLocalParts } from '../local-parts';
import { figure } from '../table';
import { secondsToLine } from './start';

const PAIRS = 11;

/** What a plan may take more with one session, on a machine where bare Node takes so long to print a line. */
const TARGET = { added: 0.45, bareNode: 0.035 };

/** A plan that reads one session, compared to one of nothing: three starts of the provider. */
export const onePlan: Row = async () =>
  await withLocalParts(async (parts) => {
    const url = await parts.startEmulator();
    const session = await parts.workspace(
      hclWithProvider(atEmulator(url, WITHOUT_LIMIT), 'data "faceliveness_session" "one" {\n  name = "one"\n}'),
    );
    const nothing = await parts.workspace('');
    const bare = await takePairs(
      PAIRS,
      async () => await secondsToLine(parts.environment),
      async () => 1,
    );
    const node = median(bare.map(({ ours }) => ours));
    await plan(session);
    await plan(nothing);
    const plans = await takePairs(
      PAIRS,
      async () => await seconds(async () => await plan(session)),
      async () => await seconds(async () => await plan(nothing)),
    );
    const empty = median(plans.map(({ other }) => other));
    const limit = (TARGET.added / TARGET.bareNode) * node;
    return [
      {
        what: '`terraform plan`, one session: added to an empty plan',
        to: `${TARGET.added} s where bare Node takes ${figure(TARGET.bareNode, 's')}`,
        unit: 's',
        pairs: plans.map(({ ours, other }) => ({ ours: ours - other, other: limit })),
        atMost: 1,
        note: `Bare Node took ${figure(node, 's')} in this run, an empty plan ${figure(empty, 's')}.`,
      },
    ];
  });
