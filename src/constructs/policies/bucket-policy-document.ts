import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import type { TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';
import { accountIdOf, rekognitionFor, WRITE_IMAGE_ACTIONS } from './statements';

/** Properties of `BucketPolicyDocument`. */
interface BucketPolicyDocumentProps {
  readonly bucketArn: string;
  readonly keyPrefix: string;
  readonly rekognitionServiceAccess?: boolean | undefined;
  readonly provider?: TerraformProvider | undefined;
}

/** The policy of a bucket: denies requests without TLS, and can allow Rekognition itself to write images. */
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
