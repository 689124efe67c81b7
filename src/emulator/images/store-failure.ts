import { ImageStoreError } from './image-store';

/** A service that was asked for something, as messages name it. */
export interface AskedService {
  readonly name: 'S3' | 'KMS';
  readonly endpoint: string;
  /** The option that says where it is. */
  readonly option: string;
  readonly timeoutSeconds: number;
}

/**
 * What an error of the AWS SDK comes to, in words for whoever runs the emulator: whether the service was reached, and what it
 * said; nothing of how the SDK came to know.
 *
 * @param what what was asked for, such as `the bucket faces`
 */
export function storeFailure(what: string, service: AskedService, error: unknown): ImageStoreError {
  const { name, message, code } = error as NodeJS.ErrnoException;
  const status = statusOf(error);
  if (status === undefined || name === 'TimeoutError') {
    return new ImageStoreError(code ?? name, `${what}: ${unreached(service, code, name)}`, { cause: error });
  }
  const said = isNamed(name) ? name : (CODES[service.name].get(status) ?? 'UnreadableAnswer');
  const words = isNamed(name) && message !== '' && !message.includes(SDK_NAMELESS) ? `: ${message}` : '';
  return new ImageStoreError(said, `${what}: ${said}${words} (HTTP ${status})`, { cause: error });
}

function unreached({ name, endpoint, option, timeoutSeconds }: AskedService, code = '', errorName: string): string {
  const happened =
    errorName === 'TimeoutError' && ['', 'ETIMEDOUT'].includes(code)
      ? `did not answer within ${timeoutSeconds} seconds`
      : `could not be reached: ${code || errorName}`;
  return `${name} at ${endpoint} ${happened}. See that it runs there, or give its URL as ${option}`;
}

/** What the SDK calls an error whose name it was not told, and says of it. */
const SDK_NAMELESS = 'UnknownError';

/** Names that are the SDK's own, for answers in which it found none: without a body, or not to be read. */
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

/** What a status means where the answer says no more: one to HEAD has no body, and moto refuses KMS in S3's words. */
const CODES: Readonly<Record<AskedService['name'], ReadonlyMap<number, string>>> = {
  S3: new Map<number, string>([...COMMON_CODES, [404, 'NoSuchBucket']]),
  KMS: new Map<number, string>([...COMMON_CODES, [404, 'NotFoundException']]),
};

/** The status of an answer, also of one that the client could not read. */
function statusOf(error: unknown): number | undefined {
  const { $metadata, $response } = error as {
    readonly $metadata?: { readonly httpStatusCode?: number };
    readonly $response?: { readonly statusCode?: number };
  };
  return $metadata?.httpStatusCode ?? $response?.statusCode;
}
