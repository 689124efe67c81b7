import { TerraformStack, Token } from 'cdktf';
import type { Construct } from 'constructs';

/** S3 allows 63 characters, and the AWS provider adds 26 of its own. */
const MAX_BUCKET_NAME_PREFIX_LENGTH = 63 - 26;

/**
 * What Terraform calls the construct in its stack: its id where it stands directly in the stack; further inside, the
 * ids on the way to it and a hash of them.
 */
export function logicalName(construct: Construct): string {
  return TerraformStack.of(construct).getLogicalId(construct.node);
}

/** The folder of the images of all pools. */
export const IMAGES_FOLDER = 'liveness/';

/** The folder of the images of a pool, inside another one. A name that isn't known yet is taken as it will be. */
export function defaultKeyPrefix(folder: string, poolName: string): string {
  const name = Token.isUnresolved(poolName) ? poolName : poolName.replace(/[^A-Za-z0-9._/-]+/g, '-');
  return `${folder}${name}/`;
}

/** What the name of a construct's bucket starts with, in the characters and the length that the AWS provider takes. */
export function bucketNamePrefix(construct: Construct): string {
  const words = `liveness-${construct.node.path}`.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return `${words.slice(0, MAX_BUCKET_NAME_PREFIX_LENGTH - 1).replace(/-$/, '')}-`;
}
