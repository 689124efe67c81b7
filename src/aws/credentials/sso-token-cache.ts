import { createHash } from 'node:crypto';
import { rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readText } from '../files/read-text';
import { homeDirectory } from '../files/shared-files';
import { CredentialsError } from './credentials-error';
import { timeIn } from './expiration';

/** The token of a sign-in, in the file that `aws sso login` has written. */
export interface CachedToken {
  readonly accessToken: string;
  readonly expiresAt: Date;
  /** For a new token; undefined in the file of a sign-in without a session. */
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  readonly refreshToken: string | undefined;
  readonly file: string;
  /** All members of the file. */
  readonly content: Readonly<Record<string, unknown>>;
}

/**
 * Reads the token of a sign-in.
 *
 * @param key the name of the session, or the start URL
 * @throws CredentialsError if nobody has signed in
 */
export async function readCachedToken(key: string, remedy: string): Promise<CachedToken> {
  const home = homeDirectory();
  if (home === undefined) {
    throw new CredentialsError('There is no home directory, in which a sign-in is kept.', 'Set HOME.');
  }
  const file = join(home, '.aws', 'sso', 'cache', `${createHash('sha1').update(key).digest('hex')}.json`);
  let content: Readonly<Record<string, unknown>>;
  try {
    content = JSON.parse(await readText(file)) ?? {};
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'it is not JSON' : (error as Error).message;
    throw new CredentialsError(`The file of the sign-in, ${JSON.stringify(file)}, cannot be read: ${reason}`, remedy);
  }
  const text = (name: string) => {
    const value = content[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const [accessToken, expiresAt] = [text('accessToken'), timeIn(text('expiresAt') ?? '')];
  if (accessToken === undefined || expiresAt === undefined) {
    throw new CredentialsError(
      `The file of the sign-in, ${JSON.stringify(file)}, has no accessToken, or no time in expiresAt.`,
      remedy,
    );
  }
  return {
    accessToken,
    expiresAt,
    clientId: text('clientId'),
    clientSecret: text('clientSecret'),
    refreshToken: text('refreshToken'),
    file,
    content,
  };
}

/**
 * Replaces the token in its file, for all programs that use the sign-in: the old one is of no use any more.
 *
 * @throws CredentialsError if the file cannot be written
 */
export async function writeCachedToken(
  { file, content }: CachedToken,
  accessToken: string,
  expiresAt: Date,
  refreshToken: string | undefined,
): Promise<void> {
  const changed = { ...content, accessToken, expiresAt: expiresAt.toISOString().replace(/\.\d+/, ''), refreshToken };
  const temporary = `${file}.${process.pid}`;
  try {
    const { mode } = await stat(file);
    await writeFile(temporary, JSON.stringify(changed), { mode });
    await rename(temporary, file);
  } catch (error) {
    throw new CredentialsError(
      `The sign-in was renewed, and its file ${JSON.stringify(file)} cannot be written: ${(error as Error).message}`,
      'Make the file and its directory writable, sign in with aws sso login, and run again.',
    );
  }
}
