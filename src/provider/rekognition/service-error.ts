import { FACE_LIVENESS_REGIONS } from '../../liveness/regions';
import { explainIdentityError } from '../aws/identity-error';
import { explainNetworkError } from '../aws/network-error';
import { type Explanation, type SdkError, wordsOf } from '../aws/sdk-error';
import { ServiceCallError } from './liveness-client';

/** What was asked for when the error came. */
export interface FailedCall {
  readonly operation: 'CreateFaceLivenessSession' | 'GetFaceLivenessSessionResults';
  readonly region: string;
  /** Where the call went, if not to the endpoint of the region. */
  readonly endpoint: string | undefined;
}

/** Puts an error of the AWS SDK into words: what happened, what to do, and what to tell AWS support. */
export function explainServiceError(error: unknown, call: FailedCall): ServiceCallError {
  const { name = 'Error' } = error as SdkError;
  const { summary, remedy } = explanation(name, call) ??
    explainIdentityError(error) ??
    explainNetworkError(error, 'Rekognition') ?? {
      summary: `${call.operation} failed: ${name}`,
      remedy: 'Look the error up in the documentation of Amazon Rekognition.',
    };
  return new ServiceCallError(summary, `${remedy}\n\n${wordsOf(error, call.region, call.endpoint)}`, error);
}

function explanation(name: string, call: FailedCall): Explanation | undefined {
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
    // The SDK's, for a body that it could not read.
    case 'SyntaxError':
      return {
        summary: `The answer to ${call.operation} is no JSON`,
        remedy:
          'Something between this machine and Rekognition may have changed it, or answered in its stead: check http_proxy ' +
          'and https_proxy in the provider block and the environment, and endpoints { rekognition } or ' +
          'AWS_ENDPOINT_URL_REKOGNITION where they are set.',
      };
    case 'CredentialsProviderError':
      return {
        summary: 'No valid credential sources found',
        remedy: 'Set access_key and secret_key, a profile, or any other source of the AWS credentials chain.',
      };
  }
  return undefined;
}
