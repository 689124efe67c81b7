import type { IncomingHttpHeaders } from 'node:http';
import { accountOf } from './account';
import { frameworkError } from './wire';

/** Who sent a request, and to which region, as its signature says. */
export interface Caller {
  readonly account: string;
  readonly region: string;
  readonly accessKeyId: string;
  /** Of temporary credentials. */
  readonly sessionToken?: string;
}

const SERVICE = 'rekognition';
const TERMINATOR = 'aws4_request';

/**
 * Reads the caller from the request's Signature Version 4 header. The header has to be there, complete and scoped to
 * Rekognition; the signature itself is not verified, so any secret will do.
 *
 * The region is the one that the client signed for: on loopback no host name tells it.
 *
 * @throws AwsError as AWS answers: MissingAuthenticationTokenException, IncompleteSignatureException or
 *   InvalidSignatureException
 */
export function authorize(headers: IncomingHttpHeaders): Caller {
  const { authorization } = headers;
  if (!authorization?.startsWith('AWS4-HMAC-SHA256')) {
    throw frameworkError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }

  const parameters = parametersOf(authorization);
  const missing = ['Credential', 'Signature', 'SignedHeaders']
    .filter((name) => !parameters.get(name))
    .map((name) => `Authorization header requires '${name}' parameter. `);
  if (!headers['x-amz-date'] && !headers.date) {
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
  }
  if (missing.length > 0) {
    throw frameworkError('IncompleteSignatureException', `${missing.join('')}Authorization=${authorization}`);
  }

  const token = headers['x-amz-security-token'];
  return {
    ...callerOf(parameters.get('Credential') ?? ''),
    ...(typeof token === 'string' ? { sessionToken: token } : {}),
  };
}

function parametersOf(authorization: string): ReadonlyMap<string, string> {
  const [, ...parameters] = authorization.split(/[\s,]+/);
  return new Map(
    parameters.map((parameter) => {
      const [name = '', ...value] = parameter.split('=');
      return [name, value.join('=')];
    }),
  );
}

function callerOf(credential: string): Caller {
  const parts = credential.split('/');
  const [accessKeyId, date, region, service, terminator] = parts;
  if (parts.length !== 5 || !accessKeyId || !date || !region) {
    throw frameworkError(
      'IncompleteSignatureException',
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
    );
  }
  const wrong = [
    service === SERVICE ? '' : `Credential should be scoped to correct service: '${SERVICE}'. `,
    terminator === TERMINATOR
      ? ''
      : `Credential should be scoped with a valid terminator: '${TERMINATOR}', not '${terminator}'. `,
  ].join('');
  if (wrong !== '') {
    throw frameworkError('InvalidSignatureException', wrong);
  }
  return { account: accountOf(accessKeyId), region, accessKeyId };
}
