// https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/bucket_guard
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface BucketGuardConfig extends cdktf.TerraformMetaArguments {
  /**
  * Name of the bucket. Take it from the `id` of an `aws_s3_bucket`, so that a replacement of the bucket, also by `-replace`, replaces the guard first.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/bucket_guard#bucket BucketGuard#bucket}
  */
  readonly bucket: string;
  /**
  * Whether the guard lets a bucket with images go. It must be applied before the destruction, as the argument of the same name of `aws_s3_bucket`, which deletes the images. Default: false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/bucket_guard#force_destroy BucketGuard#force_destroy}
  */
  readonly forceDestroy?: boolean | cdktf.IResolvable;
  /**
  * AWS region of the bucket. Default: the region of the provider.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/bucket_guard#region BucketGuard#region}
  */
  readonly region?: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/bucket_guard faceliveness_bucket_guard}
*/
export class BucketGuard extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "faceliveness_bucket_guard";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a BucketGuard resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the BucketGuard to import
  * @param importFromId The id of the existing BucketGuard that should be imported. Refer to the {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/bucket_guard#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the BucketGuard to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "faceliveness_bucket_guard", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/resources/bucket_guard faceliveness_bucket_guard} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options BucketGuardConfig
  */
  public constructor(scope: Construct, id: string, config: BucketGuardConfig) {
    super(scope, id, {
      terraformResourceType: 'faceliveness_bucket_guard',
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
    this._bucket = config.bucket;
    this._forceDestroy = config.forceDestroy;
    this._region = config.region;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // bucket - computed: false, optional: false, required: true
  private _bucket?: string; 
  public get bucket() {
    return this.getStringAttribute('bucket');
  }
  public set bucket(value: string) {
    this._bucket = value;
  }
  // Temporarily expose input value. Use with caution.
  public get bucketInput() {
    return this._bucket;
  }

  // force_destroy - computed: false, optional: true, required: false
  private _forceDestroy?: boolean | cdktf.IResolvable; 
  public get forceDestroy() {
    return this.getBooleanAttribute('force_destroy');
  }
  public set forceDestroy(value: boolean | cdktf.IResolvable) {
    this._forceDestroy = value;
  }
  public resetForceDestroy() {
    this._forceDestroy = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get forceDestroyInput() {
    return this._forceDestroy;
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

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      bucket: cdktf.stringToTerraform(this._bucket),
      force_destroy: cdktf.booleanToTerraform(this._forceDestroy),
      region: cdktf.stringToTerraform(this._region),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      bucket: {
        value: cdktf.stringToHclTerraform(this._bucket),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      force_destroy: {
        value: cdktf.booleanToHclTerraform(this._forceDestroy),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      region: {
        value: cdktf.stringToHclTerraform(this._region),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
