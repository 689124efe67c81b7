import { FACE_LIVENESS_REGIONS } from '../../liveness/regions';
import { ServiceCallError } from './liveness-client';

/** What was asked for when the error came. */
export interface FailedCall {
  readonly operation: 'CreateFaceLivenessSession' | 'GetFaceLivenessSessionResults';
  readonly region: string;
}

/** The members of an SDK error that say what happened. */
interface SdkError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly $metadata?: { readonly requestId?: string; readonly httpStatusCode?: number; readonly attempts?: number };
}

/** Puts an error of the AWS SDK into words: what happened, what to do, and what to tell AWS support. */
export function explainServiceError(error: unknown, call: FailedCall): ServiceCallError {
  const { name = 'Error', message, code, $metadata } = error as SdkError;
  const { summary, remedy } = explanation(name, code, call) ?? {
    summary: `${call.operation} failed: ${name}`,
    remedy: 'Look the error up in the documentation of Amazon Rekognition.',
  };
  const attempts = $metadata?.attempts ?? 1;
  // The service's own words, where it has any. A real answer can be a bare error name.
  const said = message && message !== name && message !== 'UnknownError' ? `: ${message}` : ' (without a message)';
  const facts = [
    `Region: ${call.region}`,
    `Attempts: ${attempts}`,
    ...($metadata?.httpStatusCode ? [`HTTP status: ${$metadata.httpStatusCode}`] : []),
    ...($metadata?.requestId ? [`Request ID: ${$metadata.requestId}`] : []),
  ];
  return new ServiceCallError(summary, `${remedy}\n\n${code ?? name}${said}\n${facts.join(', ')}`, error);
}

interface Explanation {
  readonly summary: string;
  readonly remedy: string;
}

function explanation(name: string, code: string | undefined, call: FailedCall): Explanation | undefined {
  switch (name) {
    case 'AccessDeniedException':
      return {
        summary: `Access to ${call.operation} was denied`,
        remedy:
          `The credentials need the permission rekognition:${call.operation} on "*" (it knows no resources), and the ` +
          `region must have Face Liveness: ${FACE_LIVENESS_REGIONS.join(', ')}. This call went to ${call.region}. ` +
          'Where images go to a bucket, the caller also needs s3:PutObject there and kms:GenerateDataKey and ' +
          'kms:Decrypt on its key.',
      };
    case 'ThrottlingException':
    case 'ProvisionedThroughputExceededException':
    case 'TooManyRequestsException':
      return {
        summary: `${call.operation} was throttled, and retries did not help`,
        remedy:
          'The call was retried with growing pauses and throttled each time: others use the quota of this account and ' +
          'region as well. Lower max_requests_per_second in the provider block, or ask for a higher quota in AWS ' +
          'Service Quotas.',
      };
    case 'IdempotentParameterMismatchException':
      return {
        summary: 'The client request token was used before with other parameters',
        remedy: 'Use another client_request_token, or another name, or change a keeper.',
      };
    case 'InvalidParameterException':
    case 'ValidationException':
      return {
        summary: `${call.operation} refused a parameter`,
        remedy: 'Correct what the service names below. A bucket must be in the region of the call, and a key as well.',
      };
    case 'ServiceQuotaExceededException':
      return {
        summary: `A quota for ${call.operation} is used up`,
        remedy: 'Wait for open sessions to expire (three minutes), or ask for a higher quota in AWS Service Quotas.',
      };
    case 'InternalServerError':
    case 'InternalFailure':
    case 'ServiceUnavailable':
    case 'ServiceUnavailableException':
      return {
        summary: `Rekognition failed to answer ${call.operation}, and retries did not help`,
        remedy: 'The fault is on the side of the service. Try again later.',
      };
    case 'UnrecognizedClientException':
    case 'InvalidClientTokenId':
    case 'MissingAuthenticationTokenException':
    case 'IncompleteSignatureException':
      return {
        summary: 'AWS does not accept the credentials',
        remedy: 'The access key is unknown, inactive, or lacks its session token. Check which credentials are in use.',
      };
    case 'InvalidSignatureException':
    case 'SignatureDoesNotMatch':
      return {
        summary: 'AWS does not accept the signature of the request',
        remedy: 'The secret key does not belong to the access key, or the clock of this machine is wrong by minutes.',
      };
    case 'ExpiredTokenException':
    case 'ExpiredToken':
    case 'RequestExpired':
      return {
        summary: 'The credentials have expired',
        remedy: 'Get new temporary credentials (for a profile with single sign-on: aws sso login) and run again.',
      };
    case 'CredentialsProviderError':
      return {
        summary: 'No valid credential sources found',
        remedy: 'Set access_key and secret_key, a profile, or any other source of the AWS credentials chain.',
      };
  }
  switch (code) {
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return { summary: 'The Rekognition endpoint can not be reached', remedy: UNREACHABLE };
    case 'ETIMEDOUT':
      return { summary: 'The Rekognition endpoint did not answer in time', remedy: UNREACHABLE };
  }
  if (name === 'TimeoutError') {
    return { summary: 'The Rekognition endpoint did not answer in time', remedy: UNREACHABLE };
  }
  return undefined;
}

const UNREACHABLE =
  'Check the network, the region, and endpoints { rekognition } or AWS_ENDPOINT_URL_REKOGNITION where they are set. ' +
  'connect_timeout and read_timeout set how long each attempt waits.';
