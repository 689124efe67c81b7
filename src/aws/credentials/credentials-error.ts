import { DiagnosticError } from '../../plugin';
import { describeSdkError } from '../errors';
import type { Origin } from '../settings/settings';
import { timeIn } from './expiration';

/** Why a source has no credentials. */
export class CredentialsError extends Error {
  constructor(
    /** What happened, in a sentence. */
    message: string,
    /** What to do about it. */
    readonly remedy: string,
    /** Default: that of the source. */
    readonly summary?: string,
  ) {
    super(message);
  }
}

/** A source of credentials, for messages. */
export interface NamedSource {
  /** As a sentence begins with it: `The profile "ci"`. */
  readonly name: string;
  readonly origin: Origin | undefined;
  /** The summary of its errors. */
  readonly summary: string;
}

/** Tells the user of a source that gave no credentials. */
export function explainCredentialsError(error: unknown, { name, origin, summary }: NamedSource): DiagnosticError {
  if (error instanceof DiagnosticError) return error;
  const subject = `${name}${origin ? ` (from ${origin.name})` : ''} gave no credentials.`;
  if (error instanceof CredentialsError) {
    return new DiagnosticError(
      error.summary ?? summary,
      `${subject} ${error.remedy}\n\n${error.message}`,
      origin?.path,
    );
  }
  return new DiagnosticError(summary, `${subject}\n\n${describeSdkError(error)}`, origin?.path);
}

/**
 * The credentials in a JSON document of a program or a metadata service. Names can have any case, as in the AWS SDK for Go.
 *
 * @param text is not part of any error, because it can hold secrets
 * @param tokenName the name of the session token: `SessionToken`
 * @throws CredentialsError for a document without credentials
 */
export function credentialsIn(text: string, tokenName: string, remedy: string) {
  const fields = jsonFields(text, remedy);
  const string = (name: string) => {
    const value = fields.get(name.toLowerCase()) ?? '';
    if (typeof value !== 'string') throw new CredentialsError(`The ${name} in its answer is not a string.`, remedy);
    return value === '' ? undefined : value;
  };
  const required = (name: string) => {
    const value = string(name);
    if (value === undefined) throw new CredentialsError(`Its answer has no ${name}.`, remedy);
    return value;
  };
  const [accessKeyId, secretAccessKey] = [required('AccessKeyId'), required('SecretAccessKey')];
  const [sessionToken, expires, accountId] = [string(tokenName), string('Expiration'), string('AccountId')];
  const expiration = timeIn(expires ?? '');
  if (expires !== undefined && expiration === undefined) {
    throw new CredentialsError('The Expiration in its answer is not a time like 2030-01-31T12:00:00Z.', remedy);
  }
  return {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken !== undefined && { sessionToken }),
    ...(expiration !== undefined && { expiration }),
    ...(accountId !== undefined && { accountId }),
  };
}

/** The members of a JSON object by their names in lower case. */
export function jsonFields(text: string, remedy: string): ReadonlyMap<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new CredentialsError(`Its answer of ${text.length} characters is not JSON.`, remedy);
  }
  if (typeof value !== 'object' || value === null) {
    throw new CredentialsError('Its answer is not a JSON object.', remedy);
  }
  return new Map(Object.entries(value).map(([name, member]) => [name.toLowerCase(), member]));
}
