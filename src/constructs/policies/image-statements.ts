import type { DataAwsIamPolicyDocumentStatement } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { DECRYPT_ACTIONS, ENCRYPT_ACTIONS, READ_IMAGE_ACTIONS, WRITE_IMAGE_ACTIONS } from './actions';

/** Images under a prefix, and the key that encrypts them. */
export interface ImagesUnderPrefix {
  readonly bucket: { readonly bucketArn: string };
  readonly key: { readonly keyArn: string };
  readonly keyPrefix: string;
}

/** What it takes to write images. */
export function writeImages(images: ImagesUnderPrefix): DataAwsIamPolicyDocumentStatement[] {
  return [
    { sid: 'WriteImages', actions: WRITE_IMAGE_ACTIONS, resources: [objectsOf(images)] },
    { sid: 'EncryptImages', actions: ENCRYPT_ACTIONS, resources: [images.key.keyArn] },
  ];
}

/** What it takes to read images whose names are known. */
export function readImages(images: ImagesUnderPrefix): DataAwsIamPolicyDocumentStatement[] {
  return [
    { sid: 'ReadImages', actions: READ_IMAGE_ACTIONS, resources: [objectsOf(images)] },
    { sid: 'DecryptImages', actions: DECRYPT_ACTIONS, resources: [images.key.keyArn] },
  ];
}

function objectsOf({ bucket, keyPrefix }: ImagesUnderPrefix): string {
  return `${bucket.bucketArn}/${keyPrefix}*`;
}
