import { Fn, Token } from 'cdktf';
import { regionOfKmsArn } from '../../liveness/regions';
import { functionArgument } from '../hcl/function-argument';
import { BUCKET_ARN, BUCKET_ARN_PREFIX, IAM_PRINCIPAL_ARN, KMS_KEY_ARN } from '../limits';
import { assertText, isKnown } from '../validation/values';

/** The ARN of an account as a principal: all identities that the account's IAM policies allow something. */
export function accountRootArn(accountId: string): string {
  return `arn:aws:iam::${accountId}:root`;
}

/** @throws Error when the text is known and is not the ARN of a KMS key */
export function assertKmsKeyArn(arn: string): void {
  assertText('keyArn', arn);
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

/** The region in the ARN of a KMS key; undefined when the ARN is not known at synthesis. */
export function regionOfKmsKeyArn(arn: string): string | undefined {
  return isKnown(arn) ? regionOfKmsArn(arn) : undefined;
}

/** A key, by its ARN. */
interface Key {
  readonly keyArn: string;
}

/** Account and region of keys. For equal keys, they are equal texts, so that equal statements can be found. */
const PARTS = new WeakMap<Key, { readonly account: string; readonly region: string }>();

/** The id of the account of a key: a literal when the ARN is known, otherwise an expression. */
export function accountOfKey(key: Key): string {
  return partsOf(key).account;
}

/** The region of a key: a literal when the ARN is known, otherwise an expression. */
export function regionOfKey(key: Key): string {
  return partsOf(key).region;
}

function partsOf(key: Key) {
  const parts = PARTS.get(key) ?? { account: partOfArn(key.keyArn, 4), region: partOfArn(key.keyArn, 3) };
  PARTS.set(key, parts);
  return parts;
}

function partOfArn(arn: string, index: number): string {
  return isKnown(arn)
    ? (arn.split(':')[index] ?? '')
    : Token.asString(Fn.element(Fn.split(':', functionArgument(arn)), index));
}

/** @throws Error when the text is known and is not the ARN of a bucket */
export function assertBucketArn(arn: string): void {
  assertText('bucketArn', arn);
  if (!isKnown(arn) || BUCKET_ARN.test(arn)) return;
  throw new Error(
    `invalid bucketArn: ${JSON.stringify(arn)} is not the ARN of a bucket, which is ${BUCKET_ARN_PREFIX} and its name; ` +
      'give that, without a slash and a key after it',
  );
}

/** The error in the ARN of an IAM role, user or account, as a clause; undefined when it is valid or not known. */
export function iamPrincipalArnError(arn: string): string | undefined {
  if (!isKnown(arn) || IAM_PRINCIPAL_ARN.test(arn)) return undefined;
  return (
    `${JSON.stringify(arn)} is not the ARN of an IAM role or user, such as ` +
    'arn:aws:iam::111122223333:role/security; a key policy names its administrators by these. Give the ARN'
  );
}
