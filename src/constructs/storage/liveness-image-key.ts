import { DataAwsKmsAlias } from '@cdktf/provider-aws/lib/data-aws-kms-alias';
import type { DataAwsKmsKey } from '@cdktf/provider-aws/lib/data-aws-kms-key';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { KmsKeyPolicy } from '@cdktf/provider-aws/lib/kms-key-policy';
import { Fn, type TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { functionArgument } from '../hcl/function-argument';
import { correctHcl } from '../hcl/hcl-output';
import { DEFAULT_KEY_DESCRIPTION } from '../limits';
import { accountOfKey, assertKmsKeyArn, regionOfKmsKeyArn } from '../policies/arns';
import { keyPolicy } from '../policies/key-policy';
import { type LivenessPolicyStatement, policyDocument } from '../policies/policy-statement';
import { type Place, setPlace } from '../providers/place';
import { unfollowedProviderErrors } from '../providers/provide-liveness';
import { AliasConflictsValidation } from '../validation/app-wide/name-conflicts-validation';
import { KeySettingsValidation } from '../validation/app-wide/setting-conflicts-validation';
import { assertProvider, checkArguments } from '../validation/arguments';
import { checkIds } from '../validation/ids';
import { validateElements } from '../validation/own-elements';
import { aliasError, ImageKeyPropsValidation, KEY_PROPS } from '../validation/storage/image-key-props-validation';
import { assertElement, wellTyped } from '../validation/types';
import { assertText, isKnown } from '../validation/values';
import type { ILivenessImageKey } from './interfaces';

/** Properties of `LivenessImageKey`. All are optional. */
export interface LivenessImageKeyProps {
  /**
   * The description of the key in the console of KMS.
   *
   * @default `Face Liveness images`
   */
  readonly encryptionKeyDescription?: string;

  /**
   * An alias, with or without the `alias/` that AWS puts first: at most 256 characters in all, of letters, digits,
   * slashes, underscores and hyphens, and not starting with `alias/aws/`; limits of KMS. An account has one namespace
   * for these in each region.
   *
   * @default - none
   */
  readonly alias?: string;

  /**
   * ARNs of the IAM roles and users that administer the key and cannot use it. The policy of the key names them besides the
   * account.
   *
   * @default - none: the policy is the default key policy of AWS, with which the IAM policies of the account decide
   */
  readonly encryptionKeyAdministrators?: string[];

  /**
   * Statements that are added to the policy of the key. In a key policy, the resource `*` is the key.
   *
   * @default - none
   */
  readonly encryptionKeyPolicyStatements?: LivenessPolicyStatement[];

  /**
   * The days between the destruction of the key and its deletion, in which it can be restored: 7 to 30; a limit of KMS. With
   * the key, everything that is encrypted with it is lost.
   *
   * @default 30
   */
  readonly encryptionKeyDeletionWindowInDays?: number;

  /**
   * Whether the service principal of Rekognition can encrypt with the key, for sessions in the key's account. The service
   * normally uses the permissions of the caller that creates a session, so this is needed only where a policy of the
   * organization denies that.
   *
   * @default false
   */
  readonly rekognitionServiceAccess?: boolean;

  /**
   * Whether Terraform refuses to destroy the key (`prevent_destroy`).
   *
   * @default false
   */
  readonly preventDestroy?: boolean;

  /**
   * Tags, besides the AWS provider's default tags: at most 50; a limit of AWS.
   *
   * @default - none
   */
  readonly tags?: { readonly [key: string]: string };

  /**
   * The AWS provider of all resources that the construct creates, and of the policies of grants to ARNs.
   *
   * @default - the stack's AWS provider without an alias; for a pool in a storage that is shared within the stack, that of
   * the storage's bucket
   */
  readonly awsProvider?: TerraformProvider;
}

/**
 * A KMS key that encrypts images of faces, and rotates every year.
 *
 * @example
 * const key = new LivenessImageKey(stack, 'key', { alias: 'faces' });
 * new LivenessSessionPool(stack, 'kiosk', { encryptionKey: key });
 */
export class LivenessImageKey extends Construct implements ILivenessImageKey {
  /**
   * A key that exists, by its ARN.
   *
   * @throws Error when the text is known at synthesis and is not the ARN of a KMS key. The ARN of an alias is refused,
   * because policies do not accept it
   */
  public static fromKeyArn(scope: Construct, id: string, keyArn: string): ILivenessImageKey {
    assertKmsKeyArn(keyArn);
    return new ImportedKey(scope, id, keyArn, { region: regionOfKmsKeyArn(keyArn) });
  }

  /**
   * A key that exists, by one of its aliases, which the AWS provider looks up.
   *
   * @param aliasName with or without the `alias/` that AWS puts first
   * @param awsProvider default: the stack's AWS provider without an alias
   * @throws Error when the name is known at synthesis and KMS would refuse it
   */
  public static fromAliasName(
    scope: Construct,
    id: string,
    aliasName: string,
    awsProvider?: TerraformProvider,
  ): ILivenessImageKey {
    assertText('aliasName', aliasName);
    assertProvider('awsProvider', awsProvider);
    const error = aliasError(aliasName, 'existing');
    if (error !== undefined) throw new Error(`invalid aliasName: ${error}`);
    const imported = new Construct(scope, id);
    checkIds(imported);
    const name = withAliasPrefix(aliasName);
    const alias = correctHcl(new DataAwsKmsAlias(imported, 'Alias', { name, provider: awsProvider }));
    return new ImportedKey(imported, 'Key', alias.targetKeyArn, { element: alias });
  }

  /** A key that exists, by a data source that looks it up. */
  public static fromDataSource(scope: Construct, id: string, key: DataAwsKmsKey): ILivenessImageKey {
    assertElement('key', key, 'aws_kms_key', 'a DataAwsKmsKey');
    return new ImportedKey(scope, id, key.arn, { element: key });
  }

  public readonly keyArn: string;
  public readonly resource?: KmsKey;
  public readonly policy?: KmsKeyPolicy;
  public readonly alias?: KmsAlias;

  constructor(scope: Construct, id: string, props: LivenessImageKeyProps = {}) {
    super(scope, id);
    checkArguments(this, props);
    const {
      encryptionKeyAdministrators,
      preventDestroy,
      awsProvider: provider,
      ...given
    } = wellTyped(props, KEY_PROPS);
    const key = new KmsKey(this, 'Resource', {
      provider,
      description: given.encryptionKeyDescription ?? DEFAULT_KEY_DESCRIPTION,
      enableKeyRotation: true,
      deletionWindowInDays: given.encryptionKeyDeletionWindowInDays,
      tags: given.tags,
      lifecycle: preventDestroy ? { preventDestroy } : undefined,
    });
    this.resource = key;
    this.keyArn = key.arn;
    setPlace(this, { element: key });
    this.policy = new KmsKeyPolicy(this, 'Policy', {
      provider,
      keyId: key.keyId,
      policy: policyDocument([
        ...keyPolicy({
          accountId: accountOfKey(this),
          administrators: encryptionKeyAdministrators,
          rekognitionServiceAccess: given.rekognitionServiceAccess,
        }),
        ...(given.encryptionKeyPolicyStatements ?? []),
      ]),
    });
    if (given.alias !== undefined) {
      this.alias = new KmsAlias(this, 'Alias', {
        provider,
        name: withAliasPrefix(given.alias),
        targetKeyId: key.keyId,
      });
    }
    this.node.addValidation({ validate: () => unfollowedProviderErrors(key) });
    this.node.addValidation(new ImageKeyPropsValidation(props));
    this.node.addValidation(new KeySettingsValidation(this));
    this.node.addValidation(new AliasConflictsValidation(this));
    validateElements(this);
    correctHcl(this);
  }
}

class ImportedKey extends Construct implements ILivenessImageKey {
  constructor(
    scope: Construct,
    id: string,
    readonly keyArn: string,
    place: Place,
  ) {
    super(scope, id);
    checkIds(this);
    setPlace(this, place);
  }
}

function withAliasPrefix(name: string): string {
  const bare = isKnown(name) ? name.replace(/^alias\//, '') : Fn.trimprefix(functionArgument(name), 'alias/');
  return `alias/${bare}`;
}
