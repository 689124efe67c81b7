import { homedir } from 'node:os';

/** Where no home directory is: nothing is found there. */
const NOWHERE = '/nonexistent';

/**
 * Gives the SDK a home directory where the user has none, as one without an entry in the system's list of users and
 * without HOME. It would fail there, also where all that it needs is in the environment.
 */
export function standInForHome(): void {
  try {
    if (!process.env.HOME) homedir();
  } catch {
    // The SDK looks there after HOME, also on systems where no other program does.
    process.env.USERPROFILE ??= NOWHERE;
  }
}
