import type { Explanation, SdkError } from './sdk-error';

/** Explains why AWS does not believe who asks; undefined for other errors. */
export function explainIdentityError(error: unknown): Explanation | undefined {
  const { name, message = '' } = error as SdkError;
  switch (name) {
    case 'UnrecognizedClientException':
    case 'InvalidClientTokenId':
    case 'MissingAuthenticationTokenException':
    case 'MissingAuthenticationToken':
    case 'IncompleteSignatureException':
    case 'IncompleteSignature':
      return {
        summary: 'AWS does not accept the credentials',
        remedy: 'The access key is unknown, inactive, or lacks its session token. Check which credentials are in use.',
      };
    case 'InvalidSignatureException':
    case 'SignatureDoesNotMatch':
      return /signature (expired|not yet current)/i.test(message) ? explainClock(error as SdkError) : WRONG_SIGNATURE;
    case 'RequestExpired':
    case 'RequestInTheFuture':
    case 'RequestTimeTooSkewed':
      return explainClock(error as SdkError);
    case 'ExpiredTokenException':
    case 'ExpiredToken':
      return {
        summary: 'The credentials have expired',
        remedy: 'Get new temporary credentials (for a profile with single sign-on: aws sso login) and run again.',
      };
  }
  return undefined;
}

const WRONG_SIGNATURE: Explanation = {
  summary: 'AWS does not accept the signature of the request',
  remedy: 'The secret key does not belong to the access key, or the clock of this machine is wrong by minutes.',
};

function explainClock(error: SdkError): Explanation {
  const now = Date.now();
  const theirs = serviceTime(error);
  const minutes = theirs === undefined ? 0 : Math.round(Math.abs(theirs - now) / 60_000);
  const difference =
    theirs === undefined || minutes < 1
      ? ''
      : ` It is ${time(now)} here and ${time(theirs)} there: ${minutes} minutes ${theirs > now ? 'behind' : 'ahead'}.`;
  return {
    summary: 'The clock of this machine is wrong',
    remedy:
      `A signature is good for five minutes, and by the service's clock this one is not.${difference} Set the clock, ` +
      'best by a time service (NTP), and run again.',
  };
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The time at the service when it answered: from its words (`… (20250102T030405Z - 5 min.)`), or its answer's header. */
function serviceTime({ message = '', $response }: SdkError): number | undefined {
  const [, date, hour, minute, second] = /\((\d{8})T(\d\d)(\d\d)(\d\d)Z [+-] \d+ min/.exec(message) ?? [];
  const said = date?.replace(/(\d{4})(\d\d)(\d\d)/, `$1-$2-$3T${hour}:${minute}:${second}Z`);
  const milliseconds = Date.parse(said ?? $response?.headers?.date ?? '');
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
