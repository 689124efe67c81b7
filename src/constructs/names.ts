import { Fn, TerraformStack, Token } from 'cdktf';
import type { Construct } from 'constructs';

/** S3 allows 63 characters, and the AWS provider adds 26 of its own. */
export const MAX_BUCKET_NAME_PREFIX_LENGTH = 63 - 26;

/**
 * What Terraform calls the construct in its stack: its id where it stands directly in the stack; further inside, the
 * ids on the way to it and a hash of them.
 */
export function logicalName(construct: Construct): string {
  return TerraformStack.of(construct).getLogicalId(construct.node);
}

/** The folder of the images of all pools. */
export const IMAGES_FOLDER = 'liveness/';

/** What the name of a pool has that the name of its folder has not; to Terraform, a regular expression is in slashes. */
const NOT_IN_FOLDERS = '[^A-Za-z0-9._/-]+';

/** The folder of the images of a pool, inside another one. Where the name isn't known yet, Terraform does the same. */
export function defaultKeyPrefix(folder: string, poolName: string): string {
  const name = Token.isUnresolved(poolName)
    ? Fn.replace(poolName, `/${NOT_IN_FOLDERS}/`, '-')
    : poolName.replace(new RegExp(NOT_IN_FOLDERS, 'g'), '-');
  return `${folder}${name}/`;
}

/** What the name of a construct's bucket starts with, in the characters and the length that the AWS provider takes. */
export function bucketNamePrefix(construct: Construct): string {
  const words = `liveness-${construct.node.path}`.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return `${words.slice(0, MAX_BUCKET_NAME_PREFIX_LENGTH - 1).replace(/-$/, '')}-`;
}
