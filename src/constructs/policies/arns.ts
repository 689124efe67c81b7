import { isKnown } from '../validation/known';

/** What every bucket's ARN starts with. Face Liveness is offered in the partition `aws` only. */
export const BUCKET_ARN_PREFIX = 'arn:aws:s3:::';

/** The account and everyone whom its IAM policies allow something. */
export function accountRootArn(accountId: string): string {
  return `arn:aws:iam::${accountId}:root`;
}

/** Of a key: by its id, which is a UUID, or for a multi-Region key `mrk-` and 32 digits. */
const KMS_KEY_ARN = /^arn:aws[a-z-]*:kms:([a-z0-9-]+):\d{12}:key\/([0-9a-f-]{36}|mrk-[0-9a-f]{32})$/;

const BUCKET_ARN = /^arn:aws[a-z-]*:s3:::[0-9A-Za-z._-]{3,255}$/;

/** Of a role or a user, which may be in a path, or of an account. */
export const IAM_PRINCIPAL_ARN = /^arn:aws[a-z-]*:iam::\d{12}:(root|(role|user)\/[!-~]+)$/;

/** @throws Error when the text is known and is not the ARN of a KMS key */
export function assertKmsKeyArn(arn: string): void {
  if (!isKnown(arn) || KMS_KEY_ARN.test(arn)) return;
  const alias = /:alias\//.test(arn) || arn.startsWith('alias/');
  throw new Error(
    `invalid keyArn: ${JSON.stringify(arn)} is not the ARN of a KMS key, such as ` +
      'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab; ' +
      (alias
        ? 'policies do not take an alias in its place. Use fromAliasName, which looks the key up'
        : 'take the ARN from the console, or look the key up with fromAliasName or fromDataSource'),
  );
}

/** The region in the ARN of a KMS key; undefined where it is not known now. */
export function regionOfKmsKeyArn(arn: string): string | undefined {
  return isKnown(arn) ? KMS_KEY_ARN.exec(arn)?.[1] : undefined;
}

/** @throws Error when the text is known and is not the ARN of a bucket */
export function assertBucketArn(arn: string): void {
  if (!isKnown(arn) || BUCKET_ARN.test(arn)) return;
  throw new Error(
    `invalid bucketArn: ${JSON.stringify(arn)} is not the ARN of a bucket, which is ${BUCKET_ARN_PREFIX} and its name; ` +
      'give that, without a slash and a key after it',
  );
}

/** What is wrong with the ARN of an IAM role, user or account, as a clause; undefined where nothing is or it isn't known. */
export function iamPrincipalArnProblem(arn: string): string | undefined {
  if (!isKnown(arn) || IAM_PRINCIPAL_ARN.test(arn)) return undefined;
  return (
    `${JSON.stringify(arn)} is not the ARN of an IAM role or user, such as ` +
    'arn:aws:iam::111122223333:role/security; a key policy names its administrators by these. Give the ARN'
  );
}
