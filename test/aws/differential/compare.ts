import type { ExplainedDifferences } from './explained';
import { differences, type Outcome } from './outcome';
import type { Situation } from './situation';

/** The differences by the names of situations; only of those that have any. */
export function differencesByName(
  situations: readonly Situation[],
  ours: readonly Outcome[],
  theirs: readonly (Outcome | undefined)[],
  explained: ExplainedDifferences,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    situations.flatMap((situation, index) => {
      const [one, other] = [ours[index], theirs[index]];
      const found =
        one === undefined || other === undefined ? ['not run'] : differences(one, other, situation, explained);
      return found.length === 0 ? [] : [[situation.name, found] as const];
    }),
  );
}
