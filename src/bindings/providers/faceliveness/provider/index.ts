// https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface FacelivenessProviderConfig {
  /**
  * The access key. Default: AWS_ACCESS_KEY_ID, then the rest of the default credentials chain.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#access_key FacelivenessProvider#access_key}
  */
  readonly accessKey?: string;
  /**
  * Seconds to wait for a connection, for each attempt. Default: 10.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#connect_timeout FacelivenessProvider#connect_timeout}
  */
  readonly connectTimeout?: number;
  /**
  * Requests per second to each operation, by all reads of this provider together. Default: the default quota of the region.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#max_requests_per_second FacelivenessProvider#max_requests_per_second}
  */
  readonly maxRequestsPerSecond?: number;
  /**
  * Whether nothing may be sent to AWS: session ids are null then, and the status is `PREVIEW`. Tokens are real. Default: FACELIVENESS_PREVIEW, or false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#preview FacelivenessProvider#preview}
  */
  readonly preview?: boolean | cdktf.IResolvable;
  /**
  * The profile in the shared configuration and credentials files. Default: AWS_PROFILE.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#profile FacelivenessProvider#profile}
  */
  readonly profile?: string;
  /**
  * Seconds to wait for an answer, for each attempt. Default: 30.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#read_timeout FacelivenessProvider#read_timeout}
  */
  readonly readTimeout?: number;
  /**
  * The AWS region of the sessions. Default: AWS_REGION, AWS_DEFAULT_REGION, or the region of the profile.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#region FacelivenessProvider#region}
  */
  readonly region?: string;
  /**
  * The secret key that belongs to `access_key`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#secret_key FacelivenessProvider#secret_key}
  */
  readonly secretKey?: string;
  /**
  * Whether a region that this version does not know to have Face Liveness is accepted. Default: false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#skip_region_validation FacelivenessProvider#skip_region_validation}
  */
  readonly skipRegionValidation?: boolean | cdktf.IResolvable;
  /**
  * The session token, for temporary credentials in `access_key` and `secret_key`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#token FacelivenessProvider#token}
  */
  readonly token?: string;
  /**
  * Alias name
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#alias FacelivenessProvider#alias}
  */
  readonly alias?: string;
  /**
  * endpoints block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#endpoints FacelivenessProvider#endpoints}
  */
  readonly endpoints?: FacelivenessProviderEndpoints[] | cdktf.IResolvable;
}
export interface FacelivenessProviderEndpoints {
  /**
  * Default: AWS_ENDPOINT_URL_REKOGNITION, AWS_ENDPOINT_URL, or the endpoint of the region.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#rekognition FacelivenessProvider#rekognition}
  */
  readonly rekognition?: string;
  /**
  * Default: AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL, or the endpoint of the region.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#sts FacelivenessProvider#sts}
  */
  readonly sts?: string;
}

export function facelivenessProviderEndpointsToTerraform(struct?: FacelivenessProviderEndpoints | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    rekognition: cdktf.stringToTerraform(struct!.rekognition),
    sts: cdktf.stringToTerraform(struct!.sts),
  }
}


export function facelivenessProviderEndpointsToHclTerraform(struct?: FacelivenessProviderEndpoints | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    rekognition: {
      value: cdktf.stringToHclTerraform(struct!.rekognition),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    sts: {
      value: cdktf.stringToHclTerraform(struct!.sts),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}


/**
* Represents a {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs faceliveness}
*/
export class FacelivenessProvider extends cdktf.TerraformProvider {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "faceliveness";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a FacelivenessProvider resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the FacelivenessProvider to import
  * @param importFromId The id of the existing FacelivenessProvider that should be imported. Refer to the {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the FacelivenessProvider to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "faceliveness", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs faceliveness} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options FacelivenessProviderConfig = {}
  */
  public constructor(scope: Construct, id: string, config: FacelivenessProviderConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'faceliveness',
      terraformGeneratorMetadata: {
        providerName: 'faceliveness',
        providerVersion: '0.1.0'
      },
      terraformProviderSource: 'cdktf-face-liveness/faceliveness'
    });
    this._accessKey = config.accessKey;
    this._connectTimeout = config.connectTimeout;
    this._maxRequestsPerSecond = config.maxRequestsPerSecond;
    this._preview = config.preview;
    this._profile = config.profile;
    this._readTimeout = config.readTimeout;
    this._region = config.region;
    this._secretKey = config.secretKey;
    this._skipRegionValidation = config.skipRegionValidation;
    this._token = config.token;
    this._alias = config.alias;
    this._endpoints = config.endpoints;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // access_key - computed: false, optional: true, required: false
  private _accessKey?: string; 
  public get accessKey() {
    return this._accessKey;
  }
  public set accessKey(value: string | undefined) {
    this._accessKey = value;
  }
  public resetAccessKey() {
    this._accessKey = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get accessKeyInput() {
    return this._accessKey;
  }

  // connect_timeout - computed: false, optional: true, required: false
  private _connectTimeout?: number; 
  public get connectTimeout() {
    return this._connectTimeout;
  }
  public set connectTimeout(value: number | undefined) {
    this._connectTimeout = value;
  }
  public resetConnectTimeout() {
    this._connectTimeout = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get connectTimeoutInput() {
    return this._connectTimeout;
  }

  // max_requests_per_second - computed: false, optional: true, required: false
  private _maxRequestsPerSecond?: number; 
  public get maxRequestsPerSecond() {
    return this._maxRequestsPerSecond;
  }
  public set maxRequestsPerSecond(value: number | undefined) {
    this._maxRequestsPerSecond = value;
  }
  public resetMaxRequestsPerSecond() {
    this._maxRequestsPerSecond = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get maxRequestsPerSecondInput() {
    return this._maxRequestsPerSecond;
  }

  // preview - computed: false, optional: true, required: false
  private _preview?: boolean | cdktf.IResolvable; 
  public get preview() {
    return this._preview;
  }
  public set preview(value: boolean | cdktf.IResolvable | undefined) {
    this._preview = value;
  }
  public resetPreview() {
    this._preview = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get previewInput() {
    return this._preview;
  }

  // profile - computed: false, optional: true, required: false
  private _profile?: string; 
  public get profile() {
    return this._profile;
  }
  public set profile(value: string | undefined) {
    this._profile = value;
  }
  public resetProfile() {
    this._profile = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get profileInput() {
    return this._profile;
  }

  // read_timeout - computed: false, optional: true, required: false
  private _readTimeout?: number; 
  public get readTimeout() {
    return this._readTimeout;
  }
  public set readTimeout(value: number | undefined) {
    this._readTimeout = value;
  }
  public resetReadTimeout() {
    this._readTimeout = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get readTimeoutInput() {
    return this._readTimeout;
  }

  // region - computed: false, optional: true, required: false
  private _region?: string; 
  public get region() {
    return this._region;
  }
  public set region(value: string | undefined) {
    this._region = value;
  }
  public resetRegion() {
    this._region = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get regionInput() {
    return this._region;
  }

  // secret_key - computed: false, optional: true, required: false
  private _secretKey?: string; 
  public get secretKey() {
    return this._secretKey;
  }
  public set secretKey(value: string | undefined) {
    this._secretKey = value;
  }
  public resetSecretKey() {
    this._secretKey = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get secretKeyInput() {
    return this._secretKey;
  }

  // skip_region_validation - computed: false, optional: true, required: false
  private _skipRegionValidation?: boolean | cdktf.IResolvable; 
  public get skipRegionValidation() {
    return this._skipRegionValidation;
  }
  public set skipRegionValidation(value: boolean | cdktf.IResolvable | undefined) {
    this._skipRegionValidation = value;
  }
  public resetSkipRegionValidation() {
    this._skipRegionValidation = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get skipRegionValidationInput() {
    return this._skipRegionValidation;
  }

  // token - computed: false, optional: true, required: false
  private _token?: string; 
  public get token() {
    return this._token;
  }
  public set token(value: string | undefined) {
    this._token = value;
  }
  public resetToken() {
    this._token = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get tokenInput() {
    return this._token;
  }

  // alias - computed: false, optional: true, required: false
  private _alias?: string; 
  public get alias() {
    return this._alias;
  }
  public set alias(value: string | undefined) {
    this._alias = value;
  }
  public resetAlias() {
    this._alias = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get aliasInput() {
    return this._alias;
  }

  // endpoints - computed: false, optional: true, required: false
  private _endpoints?: FacelivenessProviderEndpoints[] | cdktf.IResolvable; 
  public get endpoints() {
    return this._endpoints;
  }
  public set endpoints(value: FacelivenessProviderEndpoints[] | cdktf.IResolvable | undefined) {
    this._endpoints = value;
  }
  public resetEndpoints() {
    this._endpoints = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get endpointsInput() {
    return this._endpoints;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      access_key: cdktf.stringToTerraform(this._accessKey),
      connect_timeout: cdktf.numberToTerraform(this._connectTimeout),
      max_requests_per_second: cdktf.numberToTerraform(this._maxRequestsPerSecond),
      preview: cdktf.booleanToTerraform(this._preview),
      profile: cdktf.stringToTerraform(this._profile),
      read_timeout: cdktf.numberToTerraform(this._readTimeout),
      region: cdktf.stringToTerraform(this._region),
      secret_key: cdktf.stringToTerraform(this._secretKey),
      skip_region_validation: cdktf.booleanToTerraform(this._skipRegionValidation),
      token: cdktf.stringToTerraform(this._token),
      alias: cdktf.stringToTerraform(this._alias),
      endpoints: cdktf.listMapper(facelivenessProviderEndpointsToTerraform, true)(this._endpoints),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      access_key: {
        value: cdktf.stringToHclTerraform(this._accessKey),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      connect_timeout: {
        value: cdktf.numberToHclTerraform(this._connectTimeout),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      max_requests_per_second: {
        value: cdktf.numberToHclTerraform(this._maxRequestsPerSecond),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      preview: {
        value: cdktf.booleanToHclTerraform(this._preview),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      profile: {
        value: cdktf.stringToHclTerraform(this._profile),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      read_timeout: {
        value: cdktf.numberToHclTerraform(this._readTimeout),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      region: {
        value: cdktf.stringToHclTerraform(this._region),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      secret_key: {
        value: cdktf.stringToHclTerraform(this._secretKey),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      skip_region_validation: {
        value: cdktf.booleanToHclTerraform(this._skipRegionValidation),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      token: {
        value: cdktf.stringToHclTerraform(this._token),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      alias: {
        value: cdktf.stringToHclTerraform(this._alias),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      endpoints: {
        value: cdktf.listMapperHcl(facelivenessProviderEndpointsToHclTerraform, true)(this._endpoints),
        isBlock: true,
        type: "list",
        storageClassType: "FacelivenessProviderEndpointsList",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
