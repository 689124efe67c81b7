import { defineEphemeralResource } from '../../plugin';
import { readSession, sessionSchema, validateSession } from '../sessions/single-session';

/**
 * `ephemeral "faceliveness_session"`: as the data source, and nothing of it is stored. There is nothing to renew or to
 * close: the service ends a session by itself, three minutes after it was created.
 */
export const ephemeralSession = defineEphemeralResource({
  schema: sessionSchema,
  validate: validateSession,
  open: readSession,
});
