import { defineDataSource } from '../../plugin';
import { readSession, sessionSchema, validateSession } from '../sessions/single-session';

/** `data "faceliveness_session"`: one session, the same one at every read as long as nothing changes. */
export const session = defineDataSource({ schema: sessionSchema, validate: validateSession, read: readSession });
