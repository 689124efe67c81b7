import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsCredentialIdentity } from '@smithy/types';
import { DiagnosticError } from '../../../plugin';
import { ENDPOINT, quoted, withoutPassword } from '../../arguments/text-rules';
import { readText } from '../../files/read-text';
import { hostOf } from '../../network/host';
import { variable } from '../../settings/sources';
import { CredentialsError, credentialsIn } from '../credentials-error';
import { requestMetadata } from './request';

/** The metadata service of containers in ECS. */
const ECS_SERVICE = 'http://169.254.170.2';

const REMEDY =
  'Check AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI, which the platform of the ' +
  'container sets, and that the task or the pod has a role.';

/** The URL of the container's credentials; undefined outside of a container with credentials. */
export function containerUrl(): string | undefined {
  const path = variable('AWS_CONTAINER_CREDENTIALS_RELATIVE_URI');
  return path ? `${ECS_SERVICE}${path.value}` : variable('AWS_CONTAINER_CREDENTIALS_FULL_URI')?.value;
}

/**
 * Gets the credentials of the container.
 *
 * @throws CredentialsError if its metadata service does not give them
 */
export async function containerCredentials(
  url: string,
  handler: NodeHttpHandler,
  signal: AbortSignal,
): Promise<AwsCredentialIdentity> {
  if (!ENDPOINT.accepts(url)) {
    throw new CredentialsError(`${quoted(withoutPassword(url))} is not an http or https URL.`, REMEDY);
  }
  const parsed = new URL(url);
  await assertLocal(parsed);
  const headers = { accept: 'application/json', ...(await authorization()) };
  const { status, text } = await requestMetadata(handler, parsed, signal, headers).catch((error: Error) => {
    signal.throwIfAborted();
    if (error instanceof DiagnosticError) throw error;
    throw new CredentialsError(
      `The metadata service at ${parsed.origin} cannot be reached: ${error.message}`,
      `${REMEDY} It is called with the proxies of the environment, and its certificate must be one of a well-known authority.`,
    );
  });
  if (status >= 200 && status < 300) return credentialsIn(text, 'Token', REMEDY);
  throw new CredentialsError(
    `The metadata service at ${parsed.origin} answered with the HTTP status ${status}.`,
    REMEDY,
  );
}

/** Without TLS, the URL must lead to this machine or to the metadata service of ECS or EKS. */
async function assertLocal(url: URL): Promise<void> {
  if (url.protocol === 'https:') return;
  const host = hostOf(url);
  const addresses = isIP(host) ? [host] : (await lookup(host, { all: true })).map(({ address }) => address);
  if (addresses.every((address) => LOCAL.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6'))) return;
  throw new CredentialsError(
    `${JSON.stringify(host)} is not this machine, nor the metadata service of ECS or EKS, and the URL does not begin ` +
      'with https.',
    REMEDY,
  );
}

const LOCAL = new BlockList();
LOCAL.addSubnet('127.0.0.0', 8, 'ipv4');
LOCAL.addAddress('::1', 'ipv6');
LOCAL.addAddress('169.254.170.2', 'ipv4');
LOCAL.addAddress('169.254.170.23', 'ipv4');
LOCAL.addAddress('fd00:ec2::23', 'ipv6');

async function authorization(): Promise<{ readonly authorization?: string }> {
  const file = variable('AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE');
  const token = file ? await tokenIn(file.value) : (variable('AWS_CONTAINER_AUTHORIZATION_TOKEN')?.value ?? '');
  if (/[\r\n]/.test(token)) {
    throw new CredentialsError('The authorization token has several lines.', REMEDY);
  }
  return token === '' ? {} : { authorization: token };
}

async function tokenIn(file: string): Promise<string> {
  try {
    return (await readText(file)).trim();
  } catch (error) {
    throw new CredentialsError(
      `The file ${JSON.stringify(file)} (from AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE) cannot be read: ` +
        `${(error as Error).message}`,
      REMEDY,
    );
  }
}
