import type { Writer } from './image-store';
import { type AskedService, storeFailure } from './store-failure';

/** Time for S3 and KMS each to connect, and to answer, in seconds. */
export const DEFAULT_TIMEOUT_SECONDS = 10;

export type AwsClients = typeof import('./aws-clients');

/** Loads the clients on first use: most runs of the emulator complete no session. */
export async function awsClients(): Promise<AwsClients> {
  return await import('./aws-clients');
}

/** The configuration of a client of a service. */
export function configuration({ endpoint, timeoutSeconds }: AskedService, { region, credentials }: Writer) {
  const milliseconds = timeoutSeconds * 1000;
  return {
    endpoint,
    region,
    credentials,
    // A second attempt would double the time.
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: milliseconds,
      requestTimeout: milliseconds,
      // By default, the client only warns.
      throwOnRequestTimeout: true,
      // For an answer that stalls.
      socketTimeout: milliseconds,
      // By default, NODE_TLS_REJECT_UNAUTHORIZED decides.
      httpsAgent: { rejectUnauthorized: true },
    },
  };
}

/**
 * The answer of a service.
 *
 * @param subject the subject of the request, such as `the bucket faces`
 * @throws ImageStoreError when the service refuses the request or does not answer
 */
export async function answerOf<T>(subject: string, service: AskedService, sent: Promise<T>): Promise<T> {
  try {
    return await sent;
  } catch (error) {
    throw storeFailure(subject, service, error);
  }
}

/** Makes a client without the SDK's warning about Node's version, which is not for users of the emulator. */
export function quietly<T>(make: () => T): T {
  const { env } = process;
  const before = env[ADVICE_DISABLED];
  env[ADVICE_DISABLED] = 'true';
  try {
    return make();
  } finally {
    if (before === undefined) delete env[ADVICE_DISABLED];
    else env[ADVICE_DISABLED] = before;
  }
}

const ADVICE_DISABLED = 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED';
