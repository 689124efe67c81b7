import { bool, string } from '../../plugin';

/** What is answered of a session, alone or in a pool. */
export const sessionAttributes = {
  session_id: string.computed({
    sensitive: true,
    description: 'The id of the session. Whoever knows it may be able to take the check in its place.',
  }),
  status: string.computed({ description: 'The status of the session, where it was asked for.' }),
  usable: bool.computed({ description: 'Whether the session can still be used, where it was asked for.' }),
} as const;
