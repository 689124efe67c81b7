import type { TerraformElement, TerraformResource } from 'cdktf';
import type { IValidation } from 'constructs';
import type { ILivenessImageBucket } from '../../storage/interfaces';
import { appIndex } from '../app-wide/app-index';
import { bucketName } from '../app-wide/name-conflicts-validation';
import { addressOf, targetOf } from '../app-wide/targets';
import { isOwn } from '../own-elements';

/** Reports access logs that are to go to a bucket of the library: S3 writes none to a bucket that encrypts with a KMS key. */
export class AccessLogsValidation implements IValidation {
  constructor(private readonly bucket: ILivenessImageBucket) {}

  public validate(): string[] {
    const { logging } = this.bucket;
    const target = logging && targetOf(logging, 'target_bucket');
    if (target === undefined) return [];
    const index = appIndex(this.bucket);
    const images = [...index.elementsWith(bucketName, target), ...index.elementsWith(addressOfImages, target)].find(
      isOwn,
    );
    return images === undefined
      ? []
      : [
          `invalid serverAccessLogsBucketName: it is that of ${images.node.path}, a bucket for images, and S3 writes no access ` +
            'logs to a bucket that encrypts with a KMS key. Name another one',
        ];
  }
}

function addressOfImages(element: TerraformElement): string | undefined {
  return isOwn(element) && Reflect.get(element, 'terraformResourceType') === 'aws_s3_bucket'
    ? addressOf(element as TerraformResource)
    : undefined;
}
