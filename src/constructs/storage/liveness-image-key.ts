import { DataAwsKmsAlias } from '@cdktf/provider-aws/lib/data-aws-kms-alias';
import type { DataAwsKmsKey } from '@cdktf/provider-aws/lib/data-aws-kms-key';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Fn, type TerraformProvider, Token } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { correctHcl } from '../hcl/hcl-output';
import { assertKmsKeyArn } from '../policies/arns';
import { KeyPolicy } from '../policies/key-policy';
import { aliasError, ImageKeyPropsValidation } from '../validation/image-key-props-validation';

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
}

/** What can be said about a key. Nothing has to be. */
export interface LivenessImageKeyProps {
  /**
   * What the key is for, as the console shows it.
   *
   * @default - `Face Liveness images of` and the path of the construct that the key is in
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
   * @default - none: the key has the policy that AWS gives a key by default, with which the account's IAM policies decide
   */
  readonly encryptionKeyAdministrators?: string[];

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
 * new LivenessSessionPool(stack, 'kiosk', { key });
 */
export class LivenessImageKey extends Construct implements ILivenessImageKey {
  /**
   * A key that exists, by its ARN.
   *
   * @throws Error when it is known now and not the ARN of a KMS key; that of an alias is not, since policies don't take it
   */
  public static fromKeyArn(scope: Construct, id: string, keyArn: string): ILivenessImageKey {
    assertKmsKeyArn(keyArn);
    return new ImportedKey(scope, id, keyArn);
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
    const name = withAliasPrefix(aliasName);
    const alias = correctHcl(new DataAwsKmsAlias(imported, 'Alias', { name, provider: awsProvider }));
    return new ImportedKey(imported, 'Key', alias.targetKeyArn);
  }

  /** A key that exists, by a data source that looks it up. */
  public static fromDataSource(scope: Construct, id: string, key: DataAwsKmsKey): ILivenessImageKey {
    return new ImportedKey(scope, id, key.arn);
  }

  public readonly keyArn: string;
  public readonly resource?: KmsKey;
  /** The alias, where there is one. */
  public readonly alias?: KmsAlias;

  constructor(scope: Construct, id: string, props: LivenessImageKeyProps = {}) {
    super(scope, id);
    const {
      alias,
      encryptionKeyAdministrators,
      rekognitionServiceAccess,
      preventDestroy,
      awsProvider: provider,
    } = props;
    const policy =
      encryptionKeyAdministrators === undefined && !rekognitionServiceAccess
        ? undefined
        : new KeyPolicy(this, 'Policy', {
            administrators: encryptionKeyAdministrators,
            rekognitionServiceAccess,
            provider,
          });
    const key = new KmsKey(this, 'Resource', {
      provider,
      description: props.encryptionKeyDescription ?? `Face Liveness images of ${scope.node.path}`,
      enableKeyRotation: true,
      deletionWindowInDays: props.encryptionKeyDeletionWindowInDays,
      policy: policy?.json,
      tags: props.tags,
      lifecycle: preventDestroy ? { preventDestroy } : undefined,
    });
    this.resource = key;
    this.keyArn = key.arn;
    if (alias !== undefined) {
      this.alias = new KmsAlias(this, 'Alias', {
        provider,
        name: withAliasPrefix(alias),
        targetKeyId: key.keyId,
      });
    }
    this.node.addValidation(new ImageKeyPropsValidation(props));
    correctHcl(this);
  }
}

class ImportedKey extends Construct implements ILivenessImageKey {
  constructor(
    scope: Construct,
    id: string,
    readonly keyArn: string,
  ) {
    super(scope, id);
  }
}

function withAliasPrefix(name: string): string {
  const bare = Token.isUnresolved(name) ? Fn.trimprefix(name, 'alias/') : name.replace(/^alias\//, '');
  return `alias/${bare}`;
}
