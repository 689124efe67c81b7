import { type AwsError, serviceError } from '../protocol/answer';

/** What a call gets that exceeds the quota: AWS names both errors for it, and doesn't say which comes when. */
export const QUOTA_ERRORS = ['throttling', 'provisioned-throughput'] as const;
export type QuotaError = (typeof QUOTA_ERRORS)[number];

export function throttlingError(): AwsError {
  return serviceError('ThrottlingException', 'Slow down; sudden increase in rate of requests.');
}

export function provisionedThroughputError(): AwsError {
  return serviceError('ProvisionedThroughputExceededException', 'Provisioned rate exceeded');
}

export function quotaError(kind: QuotaError): AwsError {
  return kind === 'throttling' ? throttlingError() : provisionedThroughputError();
}

export function isThrottle({ type }: AwsError): boolean {
  return type === 'ThrottlingException' || type === 'ProvisionedThroughputExceededException';
}
