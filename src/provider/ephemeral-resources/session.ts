import { ephemeralResource } from '../configuration/aws-clients';
import { readSession, sessionSchema, validateSession } from '../data-sources/session';

/**
 * `ephemeral "faceliveness_session"`: the session of the data source, which is never stored in state. It is not renewed
 * or closed: the service ends a session three minutes after it was created.
 */
export const ephemeralSession = ephemeralResource({
  schema: sessionSchema,
  validate: validateSession,
  open: readSession,
});
