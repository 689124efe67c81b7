import { ImageStoreError } from './image-store';

/** A service that a request was sent to, with its names for messages. */
export interface AskedService {
  readonly name: 'S3' | 'KMS';
  readonly endpoint: string;
  /** The option that sets the endpoint. */
  readonly option: string;
  readonly timeoutSeconds: number;
}

/**
 * Describes an error of the AWS SDK for the user of the emulator: whether the service was reached, and its answer, without
 * details of the SDK.
 *
 * @param subject the subject of the request, such as `the bucket faces`
 */
export function storeFailure(subject: string, service: AskedService, error: unknown): ImageStoreError {
  const { name, message, code } = error as NodeJS.ErrnoException;
  const status = statusOf(error);
  if (status === undefined || name === 'TimeoutError') {
    return new ImageStoreError(code ?? name, `${subject}: ${connectionError(service, code, name)}`, { cause: error });
  }
  const errorName = isNamed(name) ? name : (CODES[service.name].get(status) ?? 'UnreadableAnswer');
  const words = isNamed(name) && message !== '' && !message.includes(SDK_NAMELESS) ? `: ${message}` : '';
  return new ImageStoreError(errorName, `${subject}: ${errorName}${words} (HTTP ${status})`, { cause: error });
}

function connectionError(
  { name, endpoint, option, timeoutSeconds }: AskedService,
  code = '',
  errorName: string,
): string {
  const happened =
    errorName === 'TimeoutError' && ['', 'ETIMEDOUT'].includes(code)
      ? `did not answer within ${timeoutSeconds} seconds`
      : `could not be reached: ${code || errorName}`;
  return `${name} at ${endpoint} ${happened}. Start it, or set its URL with ${option}`;
}

/** The SDK's name, and message, for an error without a name. */
const SDK_NAMELESS = 'UnknownError';

/** The SDK's own names, for answers without an error name: without a body, or unreadable. */
const OWN_NAMES: ReadonlySet<string> = new Set([
  'Error',
  'Unknown',
  SDK_NAMELESS,
  'NotFound',
  'Forbidden',
  '403',
  'SyntaxError',
  'TypeError',
]);

function isNamed(name: string): boolean {
  return !OWN_NAMES.has(name);
}

const COMMON_CODES = [
  [301, 'PermanentRedirect'],
  [403, 'AccessDenied'],
  [500, 'InternalError'],
  [503, 'ServiceUnavailable'],
] as const;

/** Error names by status, for answers without one: an answer to HEAD has no body, and moto's KMS answers in S3's format. */
const CODES: Readonly<Record<AskedService['name'], ReadonlyMap<number, string>>> = {
  S3: new Map<number, string>([...COMMON_CODES, [404, 'NoSuchBucket']]),
  KMS: new Map<number, string>([...COMMON_CODES, [404, 'NotFoundException']]),
};

/** The status of an answer, even if the client could not read it. */
function statusOf(error: unknown): number | undefined {
  const { $metadata, $response } = error as {
    readonly $metadata?: { readonly httpStatusCode?: number };
    readonly $response?: { readonly statusCode?: number };
  };
  return $metadata?.httpStatusCode ?? $response?.statusCode;
}
