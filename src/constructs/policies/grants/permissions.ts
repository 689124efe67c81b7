import { isKnown } from '../../validation/values';
import { regionOfKey } from '../arns';
import type { LivenessPolicyStatement } from '../policy-statement';
import { ENCRYPT_ACTIONS, WRITE_IMAGE_ACTIONS } from '../statements';
import { objectsUnder } from '../wildcards';

/** A statement of a grant: it allows actions on resources. */
export interface Permission {
  readonly actions: string[];
  readonly resources: string[];
  readonly conditions?: LivenessPolicyStatement['conditions'];
}

/** Images under a key prefix, and the key that encrypts them. */
export interface ImagesUnderPrefix {
  readonly bucket: { readonly bucketArn: string };
  readonly encryptionKey: { readonly keyArn: string };
  readonly keyPrefix: string;
}

/** Allows writing images. */
export function writeImages(images: ImagesUnderPrefix): Permission[] {
  return [
    { actions: WRITE_IMAGE_ACTIONS, resources: [objectsOf(images)] },
    { actions: ENCRYPT_ACTIONS, resources: [images.encryptionKey.keyArn] },
  ];
}

/**
 * Allows reading images whose object keys are known. In a bucket with versioning, the results of a session name a version.
 * S3 decrypts them for the reader, who can use the key in no other way: "kms:ViaService" in the developer guide of AWS KMS.
 */
export function readImages(images: ImagesUnderPrefix): Permission[] {
  const { encryptionKey } = images;
  return [
    { actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: [objectsOf(images)] },
    {
      actions: ['kms:Decrypt'],
      resources: [encryptionKey.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': [`s3.${regionOfKey(encryptionKey)}.amazonaws.com`] } },
    },
  ];
}

/**
 * Allows operations on sessions in the region of a key, which is that of the sessions. The operations have no resource types
 * and no condition keys of their own: "Actions, resources, and condition keys for Amazon Rekognition" in the Service
 * Authorization Reference.
 */
export function useSessions(actions: string[], { encryptionKey }: ImagesUnderPrefix): Permission[] {
  return [
    {
      actions,
      resources: ['*'],
      conditions: { StringEquals: { 'aws:RequestedRegion': [regionOfKey(encryptionKey)] } },
    },
  ];
}

/** What the actions of each service are allowed on. */
const SERVICES: ReadonlyMap<string, (actions: string[], images: ImagesUnderPrefix) => Permission[]> = new Map([
  ['s3', (actions, images) => [{ actions, resources: [objectsOf(images)] }]],
  ['kms', (actions, { encryptionKey }) => [{ actions, resources: [encryptionKey.keyArn] }]],
  ['rekognition', useSessions],
]);

/**
 * Allows actions of a user's choice.
 *
 * @throws Error when an action is not one of S3 on objects, of KMS or of Rekognition
 */
export function useActions(actions: string[], images: ImagesUnderPrefix): Permission[] {
  if (!Array.isArray(actions) || !isKnown(actions) || actions.length === 0) {
    throw new Error(
      `invalid actions: ${JSON.stringify(actions)} was received; give a literal list of at least one action, such as ["s3:DeleteObject"]`,
    );
  }
  for (const action of actions) assertAction(action);
  return [...SERVICES].flatMap(([service, allow]) => {
    const ofService = actions.filter((action) => serviceOf(action) === service);
    return ofService.length === 0 ? [] : allow(ofService, images);
  });
}

function assertAction(action: unknown): void {
  const place = `invalid actions: ${JSON.stringify(action)}`;
  if (typeof action !== 'string' || !/^\w+:[A-Za-z0-9*?]+$/.test(action)) {
    throw new Error(
      `${place} is not an action, which is a service and a name, such as "s3:DeleteObject". Give a literal`,
    );
  }
  if (!SERVICES.has(serviceOf(action))) {
    throw new Error(
      `${place} is of another service; grants are for s3:, kms: and rekognition: only. Put it into a policy of your own`,
    );
  }
  if (/^s3:(?!ObjectOwner).*Bucket/i.test(action)) {
    throw new Error(
      `${place} is an action on buckets; grants are for objects under the key prefix. Put it into a policy of your own, with ` +
        'the ARN of the bucket as its resource',
    );
  }
}

/** IAM ignores the case of actions. */
function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(':')).toLowerCase();
}

function objectsOf({ bucket, keyPrefix }: ImagesUnderPrefix): string {
  return objectsUnder(bucket.bucketArn, keyPrefix);
}
