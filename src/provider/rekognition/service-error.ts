import { describeSdkError, type Explanation, explainSdkError, type SdkError } from '../../aws';
import { FACE_LIVENESS_REGIONS } from '../../liveness/regions';
import { ServiceCallError } from './liveness-client';

/** Rekognition writes the images for the one who creates a session. */
const WRITE_PERMISSIONS =
  ' If images are written to a bucket, the credentials also need s3:PutObject there, and kms:GenerateDataKey and ' +
  'kms:Decrypt on its key.';

/** The call that failed. */
export interface FailedCall {
  readonly operation: 'CreateFaceLivenessSession' | 'GetFaceLivenessSessionResults';
  readonly region: string;
  /** The endpoint of the call, unless it is the endpoint of the region. */
  readonly endpoint: string | undefined;
}

/** Explains an error of the AWS SDK: what happened, what to do, and the facts that AWS Support asks for. */
export function explainServiceError(error: unknown, call: FailedCall): ServiceCallError {
  const { name = 'Error' } = error as SdkError;
  const { summary, remedy } = explanation(name, call) ??
    explainSdkError(error, 'Rekognition') ?? {
      summary: `${call.operation} failed: ${name}`,
      remedy: 'Look the error up in the documentation of Amazon Rekognition.',
    };
  return new ServiceCallError(summary, `${remedy}\n\n${describeSdkError(error, call.region, call.endpoint)}`, error);
}

function explanation(name: string, call: FailedCall): Explanation | undefined {
  switch (name) {
    case 'AccessDeniedException':
      return {
        summary: `Access to ${call.operation} was denied`,
        remedy:
          `The credentials need the permission rekognition:${call.operation} on "*" (it has no resource types), and ` +
          `the region must have Face Liveness: ${FACE_LIVENESS_REGIONS.join(', ')}. This call went to ${call.region}.` +
          (call.operation === 'CreateFaceLivenessSession' ? WRITE_PERMISSIONS : ''),
      };
    case 'ThrottlingException':
    case 'ProvisionedThroughputExceededException':
    case 'TooManyRequestsException':
      return {
        summary: `${call.operation} was throttled, and retries did not help`,
        remedy:
          'The call was retried with growing pauses and throttled each time: other clients use the quota of this ' +
          'account and region as well. Lower max_requests_per_second in the provider block, or ask for a higher ' +
          'quota in AWS Service Quotas.',
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
        remedy: 'The fault is in the service. Try again later.',
      };
    case 'CredentialsProviderError':
      return {
        summary: 'No valid credential sources found',
        remedy: 'Set access_key and secret_key, a profile, or any other source of the default credentials chain.',
      };
  }
  return undefined;
}
