import type {
  DataAwsIamPolicyDocumentStatementCondition,
  DataAwsIamPolicyDocumentStatementPrincipals,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';

/** Rekognition itself, for the sessions of one account: without that, it could be made to act for any other account. */
export function rekognitionFor(accountId: string): {
  readonly principals: DataAwsIamPolicyDocumentStatementPrincipals[];
  readonly condition: DataAwsIamPolicyDocumentStatementCondition[];
} {
  return {
    principals: [{ type: 'Service', identifiers: ['rekognition.amazonaws.com'] }],
    condition: [{ test: 'StringEquals', variable: 'aws:SourceAccount', values: [accountId] }],
  };
}
