import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import type { TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';
import { accountIdOf } from './account-id';
import { WRITE_IMAGE_ACTIONS } from './actions';
import { rekognitionFor } from './rekognition-service';

/** What a bucket's policy is about. */
interface BucketPolicyDocumentProps {
  readonly bucketArn: string;
  readonly keyPrefix: string;
  readonly rekognitionServiceAccess?: boolean | undefined;
  readonly provider?: TerraformProvider | undefined;
}

/** A bucket's policy: it denies every request that does not come over TLS, and may let Rekognition itself write. */
export class BucketPolicyDocument extends DataAwsIamPolicyDocument {
  constructor(bucket: Construct, id: string, props: BucketPolicyDocumentProps) {
    const { bucketArn, keyPrefix, rekognitionServiceAccess, provider } = props;
    const statement: DataAwsIamPolicyDocumentStatement[] = [
      {
        sid: 'DenyWithoutTls',
        effect: 'Deny',
        principals: [{ type: '*', identifiers: ['*'] }],
        actions: ['s3:*'],
        resources: [bucketArn, `${bucketArn}/*`],
        condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
      },
    ];
    if (rekognitionServiceAccess) {
      statement.push({
        sid: 'AllowRekognition',
        ...rekognitionFor(accountIdOf(bucket, provider)),
        actions: WRITE_IMAGE_ACTIONS,
        resources: [`${bucketArn}/${keyPrefix}*`],
      });
    }
    super(bucket, id, { provider, statement });
  }
}
