// https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/session_pool
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface SessionPoolConfig extends cdktf.TerraformMetaArguments {
  /**
  * The whole request, as JSON in the form of `--cli-input-json` of the AWS CLI, instead of `kms_key_id` and `settings`. `face-liveness skeleton` prints a template; members that are left empty in it are not set.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/session_pool#cli_input_json SessionPool#cli_input_json}
  */
  readonly cliInputJson?: string;
  /**
  * Arbitrary values. A change gives other tokens, and so new sessions.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/session_pool#keepers SessionPool#keepers}
  */
  readonly keepers?: { [key: string]: string };
  /**
  * KMS key (id, ARN, alias or alias ARN) that encrypts the images that the service writes to the bucket.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/session_pool#kms_key_id SessionPool#kms_key_id}
  */
  readonly kmsKeyId?: string;
  /**
  * Name that the tokens are derived from, together with the other arguments and the region. Pools with equal inputs share their sessions, also in other workspaces: put `terraform.workspace` into the name to tell them apart.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/session_pool#name SessionPool#name}
  */
  readonly name: string;
  /**
  * What to do about sessions that are expired, finished or gone: `replace` (default) looks at every refresh and has the next apply replace them; `report` only looks; `ignore` does not look. A new session is looked at once in any case. A change has effect from the next refresh on.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/session_pool#on_unusable SessionPool#on_unusable}
  */
  readonly onUnusable?: string;
  /**
  * AWS region of the session. Default: the region of the provider.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/session_pool#region SessionPool#region}
  */
  readonly region?: string;
  /**
  * Number of sessions in the pool, 0 or more.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/session_pool#size SessionPool#size}
  */
  readonly size: number;
  /**
  * settings block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/session_pool#settings SessionPool#settings}
  */
  readonly settings?: SessionPoolSettings;
}
export interface SessionPoolSessions {
}

export function sessionPoolSessionsToTerraform(struct?: SessionPoolSessions): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function sessionPoolSessionsToHclTerraform(struct?: SessionPoolSessions): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class SessionPoolSessionsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param complexObjectIndex the index of this item in the list
  * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): SessionPoolSessions | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: SessionPoolSessions | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // attempt - computed: true, optional: false, required: false
  public get attempt() {
    return this.getNumberAttribute('attempt');
  }

  // client_request_token - computed: true, optional: false, required: false
  public get clientRequestToken() {
    return this.getStringAttribute('client_request_token');
  }

  // slot - computed: true, optional: false, required: false
  public get slot() {
    return this.getNumberAttribute('slot');
  }

  // status - computed: true, optional: false, required: false
  public get status() {
    return this.getStringAttribute('status');
  }

  // usable - computed: true, optional: false, required: false
  public get usable() {
    return this.getBooleanAttribute('usable');
  }
}

export class SessionPoolSessionsList extends cdktf.ComplexList {

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  constructor(protected terraformResource: cdktf.IInterpolatingParent, protected terraformAttribute: string, protected wrapsSet: boolean) {
    super(terraformResource, terraformAttribute, wrapsSet)
  }

  /**
  * @param index the index of the item to return
  */
  public get(index: number): SessionPoolSessionsOutputReference {
    return new SessionPoolSessionsOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface SessionPoolSettingsChallengePreferenceVersions {
  /**
  * Highest version, such as `2.0.0`. Default: any.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/session_pool#maximum SessionPool#maximum}
  */
  readonly maximum?: string;
  /**
  * Lowest version, such as `1.0.0`. Default: any.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/session_pool#minimum SessionPool#minimum}
  */
  readonly minimum?: string;
}

export function sessionPoolSettingsChallengePreferenceVersionsToTerraform(struct?: SessionPoolSettingsChallengePreferenceVersions | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    maximum: cdktf.stringToTerraform(struct!.maximum),
    minimum: cdktf.stringToTerraform(struct!.minimum),
  }
}


export function sessionPoolSettingsChallengePreferenceVersionsToHclTerraform(struct?: SessionPoolSettingsChallengePreferenceVersions | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    maximum: {
      value: cdktf.stringToHclTerraform(struct!.maximum),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    minimum: {
      value: cdktf.stringToHclTerraform(struct!.minimum),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class SessionPoolSettingsChallengePreferenceVersionsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): SessionPoolSettingsChallengePreferenceVersions | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._maximum !== undefined) {
      hasAnyValues = true;
      internalValueResult.maximum = this._maximum;
    }
    if (this._minimum !== undefined) {
      hasAnyValues = true;
      internalValueResult.minimum = this._minimum;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: SessionPoolSettingsChallengePreferenceVersions | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._maximum = undefined;
      this._minimum = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._maximum = value.maximum;
      this._minimum = value.minimum;
    }
  }

  // maximum - computed: false, optional: true, required: false
  private _maximum?: string; 
  public get maximum() {
    return this.getStringAttribute('maximum');
  }
  public set maximum(value: string) {
    this._maximum = value;
  }
  public resetMaximum() {
    this._maximum = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get maximumInput() {
    return this._maximum;
  }

  // minimum - computed: false, optional: true, required: false
  private _minimum?: string; 
  public get minimum() {
    return this.getStringAttribute('minimum');
  }
  public set minimum(value: string) {
    this._minimum = value;
  }
  public resetMinimum() {
    this._minimum = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get minimumInput() {
    return this._minimum;
  }
}
export interface SessionPoolSettingsChallengePreference {
  /**
  * `FaceMovementAndLightChallenge` or `FaceMovementChallenge`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/session_pool#type SessionPool#type}
  */
  readonly type: string;
  /**
  * versions block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/session_pool#versions SessionPool#versions}
  */
  readonly versions?: SessionPoolSettingsChallengePreferenceVersions;
}

export function sessionPoolSettingsChallengePreferenceToTerraform(struct?: SessionPoolSettingsChallengePreference | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    type: cdktf.stringToTerraform(struct!.type),
    versions: sessionPoolSettingsChallengePreferenceVersionsToTerraform(struct!.versions),
  }
}


export function sessionPoolSettingsChallengePreferenceToHclTerraform(struct?: SessionPoolSettingsChallengePreference | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    type: {
      value: cdktf.stringToHclTerraform(struct!.type),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    versions: {
      value: sessionPoolSettingsChallengePreferenceVersionsToHclTerraform(struct!.versions),
      isBlock: true,
      type: "struct",
      storageClassType: "SessionPoolSettingsChallengePreferenceVersions",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class SessionPoolSettingsChallengePreferenceOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param complexObjectIndex the index of this item in the list
  * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): SessionPoolSettingsChallengePreference | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._type !== undefined) {
      hasAnyValues = true;
      internalValueResult.type = this._type;
    }
    if (this._versions?.internalValue !== undefined) {
      hasAnyValues = true;
      internalValueResult.versions = this._versions?.internalValue;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: SessionPoolSettingsChallengePreference | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._type = undefined;
      this._versions.internalValue = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._type = value.type;
      this._versions.internalValue = value.versions;
    }
  }

  // type - computed: false, optional: false, required: true
  private _type?: string; 
  public get type() {
    return this.getStringAttribute('type');
  }
  public set type(value: string) {
    this._type = value;
  }
  // Temporarily expose input value. Use with caution.
  public get typeInput() {
    return this._type;
  }

  // versions - computed: false, optional: true, required: false
  private _versions = new SessionPoolSettingsChallengePreferenceVersionsOutputReference(this, "versions");
  public get versions() {
    return this._versions;
  }
  public putVersions(value: SessionPoolSettingsChallengePreferenceVersions) {
    this._versions.internalValue = value;
  }
  public resetVersions() {
    this._versions.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get versionsInput() {
    return this._versions.internalValue;
  }
}

export class SessionPoolSettingsChallengePreferenceList extends cdktf.ComplexList {
  public internalValue? : SessionPoolSettingsChallengePreference[] | cdktf.IResolvable

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  constructor(protected terraformResource: cdktf.IInterpolatingParent, protected terraformAttribute: string, protected wrapsSet: boolean) {
    super(terraformResource, terraformAttribute, wrapsSet)
  }

  /**
  * @param index the index of the item to return
  */
  public get(index: number): SessionPoolSettingsChallengePreferenceOutputReference {
    return new SessionPoolSettingsChallengePreferenceOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface SessionPoolSettingsOutputConfig {
  /**
  * Bucket in the account of the caller and in the region of the session.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/session_pool#s3_bucket SessionPool#s3_bucket}
  */
  readonly s3Bucket: string;
  /**
  * Object key prefix, used verbatim; end it with `/`. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/session_pool#s3_key_prefix SessionPool#s3_key_prefix}
  */
  readonly s3KeyPrefix?: string;
}

export function sessionPoolSettingsOutputConfigToTerraform(struct?: SessionPoolSettingsOutputConfig | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    s3_bucket: cdktf.stringToTerraform(struct!.s3Bucket),
    s3_key_prefix: cdktf.stringToTerraform(struct!.s3KeyPrefix),
  }
}


export function sessionPoolSettingsOutputConfigToHclTerraform(struct?: SessionPoolSettingsOutputConfig | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    s3_bucket: {
      value: cdktf.stringToHclTerraform(struct!.s3Bucket),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    s3_key_prefix: {
      value: cdktf.stringToHclTerraform(struct!.s3KeyPrefix),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class SessionPoolSettingsOutputConfigOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): SessionPoolSettingsOutputConfig | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._s3Bucket !== undefined) {
      hasAnyValues = true;
      internalValueResult.s3Bucket = this._s3Bucket;
    }
    if (this._s3KeyPrefix !== undefined) {
      hasAnyValues = true;
      internalValueResult.s3KeyPrefix = this._s3KeyPrefix;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: SessionPoolSettingsOutputConfig | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._s3Bucket = undefined;
      this._s3KeyPrefix = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._s3Bucket = value.s3Bucket;
      this._s3KeyPrefix = value.s3KeyPrefix;
    }
  }

  // s3_bucket - computed: false, optional: false, required: true
  private _s3Bucket?: string; 
  public get s3Bucket() {
    return this.getStringAttribute('s3_bucket');
  }
  public set s3Bucket(value: string) {
    this._s3Bucket = value;
  }
  // Temporarily expose input value. Use with caution.
  public get s3BucketInput() {
    return this._s3Bucket;
  }

  // s3_key_prefix - computed: false, optional: true, required: false
  private _s3KeyPrefix?: string; 
  public get s3KeyPrefix() {
    return this.getStringAttribute('s3_key_prefix');
  }
  public set s3KeyPrefix(value: string) {
    this._s3KeyPrefix = value;
  }
  public resetS3KeyPrefix() {
    this._s3KeyPrefix = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get s3KeyPrefixInput() {
    return this._s3KeyPrefix;
  }
}
export interface SessionPoolSettings {
  /**
  * Number of audit images besides the reference image, 0 to 4, best effort. Default: 0.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/session_pool#audit_images_limit SessionPool#audit_images_limit}
  */
  readonly auditImagesLimit?: number;
  /**
  * challenge_preference block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/session_pool#challenge_preference SessionPool#challenge_preference}
  */
  readonly challengePreference?: SessionPoolSettingsChallengePreference[] | cdktf.IResolvable;
  /**
  * output_config block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/session_pool#output_config SessionPool#output_config}
  */
  readonly outputConfig?: SessionPoolSettingsOutputConfig;
}

export function sessionPoolSettingsToTerraform(struct?: SessionPoolSettings | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    audit_images_limit: cdktf.numberToTerraform(struct!.auditImagesLimit),
    challenge_preference: cdktf.listMapper(sessionPoolSettingsChallengePreferenceToTerraform, true)(struct!.challengePreference),
    output_config: sessionPoolSettingsOutputConfigToTerraform(struct!.outputConfig),
  }
}


export function sessionPoolSettingsToHclTerraform(struct?: SessionPoolSettings | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    audit_images_limit: {
      value: cdktf.numberToHclTerraform(struct!.auditImagesLimit),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    challenge_preference: {
      value: cdktf.listMapperHcl(sessionPoolSettingsChallengePreferenceToHclTerraform, true)(struct!.challengePreference),
      isBlock: true,
      type: "list",
      storageClassType: "SessionPoolSettingsChallengePreferenceList",
    },
    output_config: {
      value: sessionPoolSettingsOutputConfigToHclTerraform(struct!.outputConfig),
      isBlock: true,
      type: "struct",
      storageClassType: "SessionPoolSettingsOutputConfig",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class SessionPoolSettingsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): SessionPoolSettings | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._auditImagesLimit !== undefined) {
      hasAnyValues = true;
      internalValueResult.auditImagesLimit = this._auditImagesLimit;
    }
    if (this._challengePreference?.internalValue !== undefined) {
      hasAnyValues = true;
      internalValueResult.challengePreference = this._challengePreference?.internalValue;
    }
    if (this._outputConfig?.internalValue !== undefined) {
      hasAnyValues = true;
      internalValueResult.outputConfig = this._outputConfig?.internalValue;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: SessionPoolSettings | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._auditImagesLimit = undefined;
      this._challengePreference.internalValue = undefined;
      this._outputConfig.internalValue = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._auditImagesLimit = value.auditImagesLimit;
      this._challengePreference.internalValue = value.challengePreference;
      this._outputConfig.internalValue = value.outputConfig;
    }
  }

  // audit_images_limit - computed: false, optional: true, required: false
  private _auditImagesLimit?: number; 
  public get auditImagesLimit() {
    return this.getNumberAttribute('audit_images_limit');
  }
  public set auditImagesLimit(value: number) {
    this._auditImagesLimit = value;
  }
  public resetAuditImagesLimit() {
    this._auditImagesLimit = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get auditImagesLimitInput() {
    return this._auditImagesLimit;
  }

  // challenge_preference - computed: false, optional: true, required: false
  private _challengePreference = new SessionPoolSettingsChallengePreferenceList(this, "challenge_preference", false);
  public get challengePreference() {
    return this._challengePreference;
  }
  public putChallengePreference(value: SessionPoolSettingsChallengePreference[] | cdktf.IResolvable) {
    this._challengePreference.internalValue = value;
  }
  public resetChallengePreference() {
    this._challengePreference.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get challengePreferenceInput() {
    return this._challengePreference.internalValue;
  }

  // output_config - computed: false, optional: true, required: false
  private _outputConfig = new SessionPoolSettingsOutputConfigOutputReference(this, "output_config");
  public get outputConfig() {
    return this._outputConfig;
  }
  public putOutputConfig(value: SessionPoolSettingsOutputConfig) {
    this._outputConfig.internalValue = value;
  }
  public resetOutputConfig() {
    this._outputConfig.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get outputConfigInput() {
    return this._outputConfig.internalValue;
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/session_pool faceliveness_session_pool}
*/
export class SessionPool extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "faceliveness_session_pool";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a SessionPool resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the SessionPool to import
  * @param importFromId The id of the existing SessionPool that should be imported. Refer to the {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/session_pool#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the SessionPool to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "faceliveness_session_pool", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/session_pool faceliveness_session_pool} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options SessionPoolConfig
  */
  public constructor(scope: Construct, id: string, config: SessionPoolConfig) {
    super(scope, id, {
      terraformResourceType: 'faceliveness_session_pool',
      terraformGeneratorMetadata: {
        providerName: 'faceliveness',
        providerVersion: '0.1.0'
      },
      provider: config.provider,
      dependsOn: config.dependsOn,
      count: config.count,
      lifecycle: config.lifecycle,
      provisioners: config.provisioners,
      connection: config.connection,
      forEach: config.forEach
    });
    this._cliInputJson = config.cliInputJson;
    this._keepers = config.keepers;
    this._kmsKeyId = config.kmsKeyId;
    this._name = config.name;
    this._onUnusable = config.onUnusable;
    this._region = config.region;
    this._size = config.size;
    this._settings.internalValue = config.settings;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // cli_input_json - computed: false, optional: true, required: false
  private _cliInputJson?: string; 
  public get cliInputJson() {
    return this.getStringAttribute('cli_input_json');
  }
  public set cliInputJson(value: string) {
    this._cliInputJson = value;
  }
  public resetCliInputJson() {
    this._cliInputJson = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get cliInputJsonInput() {
    return this._cliInputJson;
  }

  // keepers - computed: false, optional: true, required: false
  private _keepers?: { [key: string]: string }; 
  public get keepers() {
    return this.getStringMapAttribute('keepers');
  }
  public set keepers(value: { [key: string]: string }) {
    this._keepers = value;
  }
  public resetKeepers() {
    this._keepers = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get keepersInput() {
    return this._keepers;
  }

  // kms_key_id - computed: false, optional: true, required: false
  private _kmsKeyId?: string; 
  public get kmsKeyId() {
    return this.getStringAttribute('kms_key_id');
  }
  public set kmsKeyId(value: string) {
    this._kmsKeyId = value;
  }
  public resetKmsKeyId() {
    this._kmsKeyId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get kmsKeyIdInput() {
    return this._kmsKeyId;
  }

  // name - computed: false, optional: false, required: true
  private _name?: string; 
  public get name() {
    return this.getStringAttribute('name');
  }
  public set name(value: string) {
    this._name = value;
  }
  // Temporarily expose input value. Use with caution.
  public get nameInput() {
    return this._name;
  }

  // on_unusable - computed: false, optional: true, required: false
  private _onUnusable?: string; 
  public get onUnusable() {
    return this.getStringAttribute('on_unusable');
  }
  public set onUnusable(value: string) {
    this._onUnusable = value;
  }
  public resetOnUnusable() {
    this._onUnusable = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get onUnusableInput() {
    return this._onUnusable;
  }

  // region - computed: true, optional: true, required: false
  private _region?: string; 
  public get region() {
    return this.getStringAttribute('region');
  }
  public set region(value: string) {
    this._region = value;
  }
  public resetRegion() {
    this._region = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get regionInput() {
    return this._region;
  }

  // session_ids - computed: true, optional: false, required: false
  public get sessionIds() {
    return this.getListAttribute('session_ids');
  }

  // sessions - computed: true, optional: false, required: false
  private _sessions = new SessionPoolSessionsList(this, "sessions", false);
  public get sessions() {
    return this._sessions;
  }

  // size - computed: false, optional: false, required: true
  private _size?: number; 
  public get size() {
    return this.getNumberAttribute('size');
  }
  public set size(value: number) {
    this._size = value;
  }
  // Temporarily expose input value. Use with caution.
  public get sizeInput() {
    return this._size;
  }

  // usable_count - computed: true, optional: false, required: false
  public get usableCount() {
    return this.getNumberAttribute('usable_count');
  }

  // settings - computed: false, optional: true, required: false
  private _settings = new SessionPoolSettingsOutputReference(this, "settings");
  public get settings() {
    return this._settings;
  }
  public putSettings(value: SessionPoolSettings) {
    this._settings.internalValue = value;
  }
  public resetSettings() {
    this._settings.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get settingsInput() {
    return this._settings.internalValue;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      cli_input_json: cdktf.stringToTerraform(this._cliInputJson),
      keepers: cdktf.hashMapper(cdktf.stringToTerraform)(this._keepers),
      kms_key_id: cdktf.stringToTerraform(this._kmsKeyId),
      name: cdktf.stringToTerraform(this._name),
      on_unusable: cdktf.stringToTerraform(this._onUnusable),
      region: cdktf.stringToTerraform(this._region),
      size: cdktf.numberToTerraform(this._size),
      settings: sessionPoolSettingsToTerraform(this._settings.internalValue),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      cli_input_json: {
        value: cdktf.stringToHclTerraform(this._cliInputJson),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      keepers: {
        value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._keepers),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      kms_key_id: {
        value: cdktf.stringToHclTerraform(this._kmsKeyId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      name: {
        value: cdktf.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      on_unusable: {
        value: cdktf.stringToHclTerraform(this._onUnusable),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      region: {
        value: cdktf.stringToHclTerraform(this._region),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      size: {
        value: cdktf.numberToHclTerraform(this._size),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      settings: {
        value: sessionPoolSettingsToHclTerraform(this._settings.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "SessionPoolSettings",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
