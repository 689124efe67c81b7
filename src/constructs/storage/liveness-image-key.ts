import { DataAwsKmsAlias } from '@cdktf/provider-aws/lib/data-aws-kms-alias';
import type { DataAwsKmsKey } from '@cdktf/provider-aws/lib/data-aws-kms-key';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { KmsKeyPolicy } from '@cdktf/provider-aws/lib/kms-key-policy';
import { Fn, type TerraformProvider } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { functionArgument } from '../hcl/function-argument';
import { correctHcl } from '../hcl/hcl-output';
import { DEFAULT_KEY_DESCRIPTION } from '../limits';
import { accountOfKey, assertKmsKeyArn, regionOfKmsKeyArn } from '../policies/arns';
import { keyPolicy } from '../policies/key-policy';
import { type LivenessPolicyStatement, policyDocument } from '../policies/policy-statement';
import { type Place, setPlace } from '../providers/place';
import { AliasConflictsValidation } from '../validation/app-wide/name-conflicts-validation';
import { KeySettingsValidation } from '../validation/app-wide/setting-conflicts-validation';
import { checkIds } from '../validation/ids';
import { aliasError, ImageKeyPropsValidation, KEY_PROPS } from '../validation/image-key-props-validation';
import { assertElement, wellTyped } from '../validation/types';
import { isKnown } from '../validation/values';

/** A KMS key that encrypts images of faces, made here or imported. */
export interface ILivenessImageKey extends IConstruct {
  /** The ARN of the key. */
  readonly keyArn: string;

  /**
   * The key itself, for changes that the props don't cover.
   *
   * @default - none: the key is imported
   */
  readonly resource?: KmsKey;

  /**
   * The policy of the key. The account's IAM policies decide, so grants work.
   *
   * @default - none: the key is imported
   */
  readonly policy?: KmsKeyPolicy;

  /**
   * The alias of the key.
   *
   * @default - none: the key is imported, or has no alias
   */
  readonly alias?: KmsAlias;
}

/** What can be said about a key. Nothing has to be. */
export interface LivenessImageKeyProps {
  /**
   * What the key is for, as the console shows it.
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
   * ARNs of the IAM roles and users that administer the key but can't use it: its policy then names them, besides the
   * account, whose IAM policies decide in any case.
   *
   * @default - none: the policy is the one that AWS gives a key by default, with which the account's IAM policies decide
   */
  readonly encryptionKeyAdministrators?: string[];

  /**
   * Statements that are added to the policy of the key. In a key policy, the resource `*` is the key.
   *
   * @default - none
   */
  readonly encryptionKeyPolicyStatements?: LivenessPolicyStatement[];

  /**
   * For how many days a destroyed key waits, and can be restored, before it and everything encrypted with it is lost:
   * 7 to 30; a limit of KMS.
   *
   * @default 30
   */
  readonly encryptionKeyDeletionWindowInDays?: number;

  /**
   * Whether Rekognition itself may encrypt with the key, for the sessions of this account. The service acts for the one
   * who creates a session, so this is needed only where an organization's rules take that away.
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
   * The AWS provider of everything that is made here, grants on roles included.
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
   * @throws Error when it is known now and not the ARN of a KMS key; that of an alias is not, since policies don't take it
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
   * @throws Error when the name is known now and KMS would refuse it
   */
  public static fromAliasName(
    scope: Construct,
    id: string,
    aliasName: string,
    awsProvider?: TerraformProvider,
  ): ILivenessImageKey {
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
    checkIds(this);
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
    this.node.addValidation(new ImageKeyPropsValidation(props));
    this.node.addValidation(new KeySettingsValidation(this));
    this.node.addValidation(new AliasConflictsValidation(this));
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
    setPlace(this, place);
  }
}

function withAliasPrefix(name: string): string {
  const bare = isKnown(name) ? name.replace(/^alias\//, '') : Fn.trimprefix(functionArgument(name), 'alias/');
  return `alias/${bare}`;
}
