import { accountRootArn } from './arns';
import type { LivenessPolicyStatement } from './policy-statement';
import { rekognitionFor } from './rekognition-principal';
import { ADMINISTER_KEY_ACTIONS, ENCRYPT_ACTIONS } from './statements';

/** The account of a key, and the principals of its policy besides the account. */
interface KeyPolicyProps {
  readonly accountId: string;
  readonly administrators?: string[] | undefined;
  readonly rekognitionServiceAccess?: boolean | undefined;
}

/**
 * The policy of a key. As in the default key policy of AWS, the account's IAM policies decide, so grants work and the
 * account cannot be locked out of the key.
 */
export function keyPolicy(props: KeyPolicyProps): LivenessPolicyStatement[] {
  const { accountId, administrators = [], rekognitionServiceAccess } = props;
  // In a key policy, `*` is the key.
  const resources = ['*'];
  const statements: LivenessPolicyStatement[] = [
    { sid: 'AllowAccount', principals: { AWS: [accountRootArn(accountId)] }, actions: ['kms:*'], resources },
  ];
  if (administrators.length > 0) {
    const actions = ADMINISTER_KEY_ACTIONS;
    statements.push({ sid: 'AllowAdministrators', principals: { AWS: administrators }, actions, resources });
  }
  if (rekognitionServiceAccess) {
    statements.push({ sid: 'AllowRekognition', ...rekognitionFor(accountId), actions: ENCRYPT_ACTIONS, resources });
  }
  return statements;
}
