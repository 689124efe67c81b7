// https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataFacelivenessSessionConfig extends cdktf.TerraformMetaArguments {
  /**
  * The whole request, as JSON in the form of `--cli-input-json` of the AWS CLI, instead of `kms_key_id` and `settings`. `face-liveness skeleton` prints a template; members that are left empty in it are not set.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session#cli_input_json DataFacelivenessSession#cli_input_json}
  */
  readonly cliInputJson?: string;
  /**
  * Token for which the service returns the same session. Default: derived from `name`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session#client_request_token DataFacelivenessSession#client_request_token}
  */
  readonly clientRequestToken?: string;
  /**
  * Arbitrary values. A change gives other tokens, and so new sessions.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session#keepers DataFacelivenessSession#keepers}
  */
  readonly keepers?: { [key: string]: string };
  /**
  * KMS key (id, ARN, alias or alias ARN) that encrypts the images that the service writes to the bucket.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session#kms_key_id DataFacelivenessSession#kms_key_id}
  */
  readonly kmsKeyId?: string;
  /**
  * Name that the client request token is derived from, together with the other arguments and the region. Exactly one of `name` and `client_request_token` must be set; `ClientRequestToken` in `cli_input_json` counts as the latter.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session#name DataFacelivenessSession#name}
  */
  readonly name?: string;
  /**
  * What to do about sessions that are expired, finished or gone: `ignore` (default) does not look; `report` fills in `status` and `usable`; `warn` and `error` also say so. All but `ignore` ask the service for the state of each session at every plan. To have sessions replaced, use the resource `faceliveness_session_pool`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session#on_unusable DataFacelivenessSession#on_unusable}
  */
  readonly onUnusable?: string;
  /**
  * AWS region of the session. Default: the region of the provider.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session#region DataFacelivenessSession#region}
  */
  readonly region?: string;
  /**
  * settings block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session#settings DataFacelivenessSession#settings}
  */
  readonly settings?: DataFacelivenessSessionSettings;
}
export interface DataFacelivenessSessionSettingsChallengePreferenceVersions {
  /**
  * Highest version, such as `2.0.0`. Default: any.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session#maximum DataFacelivenessSession#maximum}
  */
  readonly maximum?: string;
  /**
  * Lowest version, such as `1.0.0`. Default: any.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session#minimum DataFacelivenessSession#minimum}
  */
  readonly minimum?: string;
}

export function dataFacelivenessSessionSettingsChallengePreferenceVersionsToTerraform(struct?: DataFacelivenessSessionSettingsChallengePreferenceVersions | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    maximum: cdktf.stringToTerraform(struct!.maximum),
    minimum: cdktf.stringToTerraform(struct!.minimum),
  }
}


export function dataFacelivenessSessionSettingsChallengePreferenceVersionsToHclTerraform(struct?: DataFacelivenessSessionSettingsChallengePreferenceVersions | cdktf.IResolvable): any {
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

export class DataFacelivenessSessionSettingsChallengePreferenceVersionsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataFacelivenessSessionSettingsChallengePreferenceVersions | cdktf.IResolvable | undefined {
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

  public set internalValue(value: DataFacelivenessSessionSettingsChallengePreferenceVersions | cdktf.IResolvable | undefined) {
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
export interface DataFacelivenessSessionSettingsChallengePreference {
  /**
  * `FaceMovementAndLightChallenge` or `FaceMovementChallenge`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session#type DataFacelivenessSession#type}
  */
  readonly type: string;
  /**
  * versions block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session#versions DataFacelivenessSession#versions}
  */
  readonly versions?: DataFacelivenessSessionSettingsChallengePreferenceVersions;
}

export function dataFacelivenessSessionSettingsChallengePreferenceToTerraform(struct?: DataFacelivenessSessionSettingsChallengePreference | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    type: cdktf.stringToTerraform(struct!.type),
    versions: dataFacelivenessSessionSettingsChallengePreferenceVersionsToTerraform(struct!.versions),
  }
}


export function dataFacelivenessSessionSettingsChallengePreferenceToHclTerraform(struct?: DataFacelivenessSessionSettingsChallengePreference | cdktf.IResolvable): any {
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
      value: dataFacelivenessSessionSettingsChallengePreferenceVersionsToHclTerraform(struct!.versions),
      isBlock: true,
      type: "struct",
      storageClassType: "DataFacelivenessSessionSettingsChallengePreferenceVersions",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class DataFacelivenessSessionSettingsChallengePreferenceOutputReference extends cdktf.ComplexObject {
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

  public get internalValue(): DataFacelivenessSessionSettingsChallengePreference | cdktf.IResolvable | undefined {
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

  public set internalValue(value: DataFacelivenessSessionSettingsChallengePreference | cdktf.IResolvable | undefined) {
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
  private _versions = new DataFacelivenessSessionSettingsChallengePreferenceVersionsOutputReference(this, "versions");
  public get versions() {
    return this._versions;
  }
  public putVersions(value: DataFacelivenessSessionSettingsChallengePreferenceVersions) {
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

export class DataFacelivenessSessionSettingsChallengePreferenceList extends cdktf.ComplexList {
  public internalValue? : DataFacelivenessSessionSettingsChallengePreference[] | cdktf.IResolvable

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
  public get(index: number): DataFacelivenessSessionSettingsChallengePreferenceOutputReference {
    return new DataFacelivenessSessionSettingsChallengePreferenceOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface DataFacelivenessSessionSettingsOutputConfig {
  /**
  * Bucket in the account of the caller and in the region of the session.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session#s3_bucket DataFacelivenessSession#s3_bucket}
  */
  readonly s3Bucket: string;
  /**
  * Object key prefix, used verbatim; end it with `/`. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session#s3_key_prefix DataFacelivenessSession#s3_key_prefix}
  */
  readonly s3KeyPrefix?: string;
}

export function dataFacelivenessSessionSettingsOutputConfigToTerraform(struct?: DataFacelivenessSessionSettingsOutputConfig | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    s3_bucket: cdktf.stringToTerraform(struct!.s3Bucket),
    s3_key_prefix: cdktf.stringToTerraform(struct!.s3KeyPrefix),
  }
}


export function dataFacelivenessSessionSettingsOutputConfigToHclTerraform(struct?: DataFacelivenessSessionSettingsOutputConfig | cdktf.IResolvable): any {
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

export class DataFacelivenessSessionSettingsOutputConfigOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataFacelivenessSessionSettingsOutputConfig | cdktf.IResolvable | undefined {
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

  public set internalValue(value: DataFacelivenessSessionSettingsOutputConfig | cdktf.IResolvable | undefined) {
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
export interface DataFacelivenessSessionSettings {
  /**
  * Number of audit images besides the reference image, 0 to 4, best effort. Default: 0.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session#audit_images_limit DataFacelivenessSession#audit_images_limit}
  */
  readonly auditImagesLimit?: number;
  /**
  * challenge_preference block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session#challenge_preference DataFacelivenessSession#challenge_preference}
  */
  readonly challengePreference?: DataFacelivenessSessionSettingsChallengePreference[] | cdktf.IResolvable;
  /**
  * output_config block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session#output_config DataFacelivenessSession#output_config}
  */
  readonly outputConfig?: DataFacelivenessSessionSettingsOutputConfig;
}

export function dataFacelivenessSessionSettingsToTerraform(struct?: DataFacelivenessSessionSettings | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    audit_images_limit: cdktf.numberToTerraform(struct!.auditImagesLimit),
    challenge_preference: cdktf.listMapper(dataFacelivenessSessionSettingsChallengePreferenceToTerraform, true)(struct!.challengePreference),
    output_config: dataFacelivenessSessionSettingsOutputConfigToTerraform(struct!.outputConfig),
  }
}


export function dataFacelivenessSessionSettingsToHclTerraform(struct?: DataFacelivenessSessionSettings | cdktf.IResolvable): any {
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
      value: cdktf.listMapperHcl(dataFacelivenessSessionSettingsChallengePreferenceToHclTerraform, true)(struct!.challengePreference),
      isBlock: true,
      type: "list",
      storageClassType: "DataFacelivenessSessionSettingsChallengePreferenceList",
    },
    output_config: {
      value: dataFacelivenessSessionSettingsOutputConfigToHclTerraform(struct!.outputConfig),
      isBlock: true,
      type: "struct",
      storageClassType: "DataFacelivenessSessionSettingsOutputConfig",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class DataFacelivenessSessionSettingsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataFacelivenessSessionSettings | cdktf.IResolvable | undefined {
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

  public set internalValue(value: DataFacelivenessSessionSettings | cdktf.IResolvable | undefined) {
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
  private _challengePreference = new DataFacelivenessSessionSettingsChallengePreferenceList(this, "challenge_preference", false);
  public get challengePreference() {
    return this._challengePreference;
  }
  public putChallengePreference(value: DataFacelivenessSessionSettingsChallengePreference[] | cdktf.IResolvable) {
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
  private _outputConfig = new DataFacelivenessSessionSettingsOutputConfigOutputReference(this, "output_config");
  public get outputConfig() {
    return this._outputConfig;
  }
  public putOutputConfig(value: DataFacelivenessSessionSettingsOutputConfig) {
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
* Represents a {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session faceliveness_session}
*/
export class DataFacelivenessSession extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "faceliveness_session";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataFacelivenessSession resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataFacelivenessSession to import
  * @param importFromId The id of the existing DataFacelivenessSession that should be imported. Refer to the {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataFacelivenessSession to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "faceliveness_session", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session faceliveness_session} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataFacelivenessSessionConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataFacelivenessSessionConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'faceliveness_session',
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
    this._clientRequestToken = config.clientRequestToken;
    this._keepers = config.keepers;
    this._kmsKeyId = config.kmsKeyId;
    this._name = config.name;
    this._onUnusable = config.onUnusable;
    this._region = config.region;
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

  // client_request_token - computed: true, optional: true, required: false
  private _clientRequestToken?: string; 
  public get clientRequestToken() {
    return this.getStringAttribute('client_request_token');
  }
  public set clientRequestToken(value: string) {
    this._clientRequestToken = value;
  }
  public resetClientRequestToken() {
    this._clientRequestToken = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get clientRequestTokenInput() {
    return this._clientRequestToken;
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

  // name - computed: false, optional: true, required: false
  private _name?: string; 
  public get name() {
    return this.getStringAttribute('name');
  }
  public set name(value: string) {
    this._name = value;
  }
  public resetName() {
    this._name = undefined;
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

  // session_id - computed: true, optional: false, required: false
  public get sessionId() {
    return this.getStringAttribute('session_id');
  }

  // status - computed: true, optional: false, required: false
  public get status() {
    return this.getStringAttribute('status');
  }

  // usable - computed: true, optional: false, required: false
  public get usable() {
    return this.getBooleanAttribute('usable');
  }

  // settings - computed: false, optional: true, required: false
  private _settings = new DataFacelivenessSessionSettingsOutputReference(this, "settings");
  public get settings() {
    return this._settings;
  }
  public putSettings(value: DataFacelivenessSessionSettings) {
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
      client_request_token: cdktf.stringToTerraform(this._clientRequestToken),
      keepers: cdktf.hashMapper(cdktf.stringToTerraform)(this._keepers),
      kms_key_id: cdktf.stringToTerraform(this._kmsKeyId),
      name: cdktf.stringToTerraform(this._name),
      on_unusable: cdktf.stringToTerraform(this._onUnusable),
      region: cdktf.stringToTerraform(this._region),
      settings: dataFacelivenessSessionSettingsToTerraform(this._settings.internalValue),
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
      client_request_token: {
        value: cdktf.stringToHclTerraform(this._clientRequestToken),
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
      settings: {
        value: dataFacelivenessSessionSettingsToHclTerraform(this._settings.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "DataFacelivenessSessionSettings",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
