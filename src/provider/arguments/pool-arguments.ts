import { poolSizeError } from '../../liveness/pool';
import {
  AttributePath,
  type Config,
  type Diagnostics,
  integer,
  string,
  type UnknownMembers,
  validator,
} from '../../plugin';
import { cliInputToken } from './cli-input';
import { notEmptyName, requestArguments, type requestBlocks, validateKey } from './request-arguments';

/** The arguments of every pool that its tokens are derived from, and its size. */
export const poolArguments = {
  name: string.required({
    description:
      'Name that the tokens are derived from, together with the other arguments and the region. Pools with equal ' +
      'inputs share their sessions, also in other workspaces: put `terraform.workspace` into the name to tell them apart.',
    validators: [notEmptyName],
  }),
  size: integer.required({
    description: 'Number of sessions in the pool, 0 or more.',
    validators: [validator(poolSizeError)],
  }),
  ...requestArguments,
} as const;

/** The arguments of a pool with known values. */
export type PoolArguments = Config<typeof poolArguments, typeof requestBlocks>;

/** Reports the errors of a pool that its schema does not find. */
export function validatePoolArguments(config: UnknownMembers<PoolArguments>, diagnostics: Diagnostics): void {
  validateKey(config, diagnostics);
  const { cli_input_json: json } = config;
  if (typeof json === 'string' && typeof cliInputToken(json) === 'string') {
    diagnostics.error(
      'Invalid cli_input_json',
      'ClientRequestToken: a pool derives a token for each of its slots. Remove it, or use the data source ' +
        'faceliveness_session.',
      AttributePath.of('cli_input_json'),
    );
  }
}
