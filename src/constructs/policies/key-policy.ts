import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import type { TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';
import { accountRootArn } from './arns';
import { ADMINISTER_KEY_ACTIONS, accountIdOf, ENCRYPT_ACTIONS, rekognitionFor } from './statements';

/** The principals of a key policy besides the account. */
interface KeyPolicyProps {
  readonly administrators?: string[] | undefined;
  readonly rekognitionServiceAccess?: boolean | undefined;
  readonly provider?: TerraformProvider | undefined;
}

/**
 * The policy of a key. As in the default key policy of AWS, the account's IAM policies decide, so grants on roles work
 * and the account cannot be locked out of the key.
 */
export class KeyPolicy extends DataAwsIamPolicyDocument {
  constructor(key: Construct, id: string, { administrators, rekognitionServiceAccess, provider }: KeyPolicyProps) {
    const accountId = accountIdOf(key, provider);
    // In a key policy, `*` is the key.
    const resources = ['*'];
    const statement: DataAwsIamPolicyDocumentStatement[] = [
      {
        sid: 'AllowAccount',
        principals: [{ type: 'AWS', identifiers: [accountRootArn(accountId)] }],
        actions: ['kms:*'],
        resources,
      },
    ];
    if (administrators !== undefined && administrators.length > 0) {
      statement.push({
        sid: 'AllowAdministrators',
        principals: [{ type: 'AWS', identifiers: administrators }],
        actions: ADMINISTER_KEY_ACTIONS,
        resources,
      });
    }
    if (rekognitionServiceAccess) {
      statement.push({
        sid: 'AllowRekognition',
        ...rekognitionFor(accountId),
        actions: ENCRYPT_ACTIONS,
        resources,
      });
    }
    super(key, id, { provider, statement });
  }
}
