import { ephemeralResource } from '../configuration/aws-clients';
import { poolSchema, readPool, validatePool } from '../data-sources/session-pool';

/**
 * `ephemeral "faceliveness_session_pool"`: the sessions of the data source, which are never stored in state. They are not
 * renewed or closed: the service ends a session three minutes after it was created.
 */
export const ephemeralSessionPool = ephemeralResource({
  schema: poolSchema,
  validate: validatePool,
  open: readPool,
});
