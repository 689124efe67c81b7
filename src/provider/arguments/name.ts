import { AttributePath, type Diagnostics, type PossiblyUnknown } from '../../plugin';

/** Reports a name that can't tell one session or pool from another. */
export function reportName(name: PossiblyUnknown<string>, diagnostics: Diagnostics): void {
  if (name !== '') return;
  diagnostics.error(
    'Invalid name',
    '"" is empty; tokens are derived from the name, so it must have at least one character. Give it a name.',
    AttributePath.of('name'),
  );
}
