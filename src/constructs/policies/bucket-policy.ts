import { type LivenessPolicyStatement, PolicyEffect } from './policy-statement';
import { rekognitionFor } from './rekognition-principal';
import { WRITE_IMAGE_ACTIONS } from './statements';
import { objectsUnder } from './wildcards';

/** What the policy of a bucket is about. */
interface BucketPolicyProps {
  readonly bucketArn: string;
  readonly keyPrefix: string;
  /** The account whose sessions Rekognition itself may write images of. Default: it may not. */
  readonly rekognitionAccountId?: string | undefined;
}

/** The policy of a bucket: denies requests without TLS, and can allow Rekognition itself to write images. */
export function bucketPolicy(props: BucketPolicyProps): LivenessPolicyStatement[] {
  const { bucketArn, keyPrefix, rekognitionAccountId } = props;
  const denyWithoutTls: LivenessPolicyStatement = {
    sid: 'DenyWithoutTls',
    effect: PolicyEffect.DENY,
    principals: { '*': ['*'] },
    actions: ['s3:*'],
    resources: [bucketArn, `${bucketArn}/*`],
    conditions: { Bool: { 'aws:SecureTransport': ['false'] } },
  };
  if (rekognitionAccountId === undefined) return [denyWithoutTls];
  const allowRekognition = {
    sid: 'AllowRekognition',
    ...rekognitionFor(rekognitionAccountId),
    actions: WRITE_IMAGE_ACTIONS,
    resources: [objectsUnder(bucketArn, keyPrefix)],
  };
  return [denyWithoutTls, allowRekognition];
}
