import type { DataAwsIamPolicyDocumentStatement } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';

/**
 * Allows an operation of Face Liveness in one region. Its operations have no resource types and no condition keys of
 * their own ("Actions, resources, and condition keys for Amazon Rekognition" in the Service Authorization Reference).
 */
export function sessionStatement(sid: string, action: string, region: string): DataAwsIamPolicyDocumentStatement {
  return {
    sid,
    actions: [action],
    resources: ['*'],
    condition: [{ test: 'StringEquals', variable: 'aws:RequestedRegion', values: [region] }],
  };
}
