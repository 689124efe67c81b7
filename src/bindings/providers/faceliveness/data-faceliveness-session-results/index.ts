// https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session_results
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataFacelivenessSessionResultsConfig extends cdktf.TerraformMetaArguments {
  /**
  * AWS region of the session. Default: the region of the provider.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session_results#region DataFacelivenessSessionResults#region}
  */
  readonly region?: string;
  /**
  * Id of the session. Null in a preview, where sessions have none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session_results#session_id DataFacelivenessSessionResults#session_id}
  */
  readonly sessionId: string;
}
export interface DataFacelivenessSessionResultsAuditImagesBoundingBox {
}

export function dataFacelivenessSessionResultsAuditImagesBoundingBoxToTerraform(struct?: DataFacelivenessSessionResultsAuditImagesBoundingBox): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataFacelivenessSessionResultsAuditImagesBoundingBoxToHclTerraform(struct?: DataFacelivenessSessionResultsAuditImagesBoundingBox): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataFacelivenessSessionResultsAuditImagesBoundingBoxOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataFacelivenessSessionResultsAuditImagesBoundingBox | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataFacelivenessSessionResultsAuditImagesBoundingBox | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // height - computed: true, optional: false, required: false
  public get height() {
    return this.getNumberAttribute('height');
  }

  // left - computed: true, optional: false, required: false
  public get left() {
    return this.getNumberAttribute('left');
  }

  // top - computed: true, optional: false, required: false
  public get top() {
    return this.getNumberAttribute('top');
  }

  // width - computed: true, optional: false, required: false
  public get width() {
    return this.getNumberAttribute('width');
  }
}
export interface DataFacelivenessSessionResultsAuditImagesS3Object {
}

export function dataFacelivenessSessionResultsAuditImagesS3ObjectToTerraform(struct?: DataFacelivenessSessionResultsAuditImagesS3Object): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataFacelivenessSessionResultsAuditImagesS3ObjectToHclTerraform(struct?: DataFacelivenessSessionResultsAuditImagesS3Object): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataFacelivenessSessionResultsAuditImagesS3ObjectOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataFacelivenessSessionResultsAuditImagesS3Object | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataFacelivenessSessionResultsAuditImagesS3Object | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // bucket - computed: true, optional: false, required: false
  public get bucket() {
    return this.getStringAttribute('bucket');
  }

  // name - computed: true, optional: false, required: false
  public get name() {
    return this.getStringAttribute('name');
  }

  // version - computed: true, optional: false, required: false
  public get version() {
    return this.getStringAttribute('version');
  }
}
export interface DataFacelivenessSessionResultsAuditImages {
}

export function dataFacelivenessSessionResultsAuditImagesToTerraform(struct?: DataFacelivenessSessionResultsAuditImages): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataFacelivenessSessionResultsAuditImagesToHclTerraform(struct?: DataFacelivenessSessionResultsAuditImages): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataFacelivenessSessionResultsAuditImagesOutputReference extends cdktf.ComplexObject {
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

  public get internalValue(): DataFacelivenessSessionResultsAuditImages | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataFacelivenessSessionResultsAuditImages | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // bounding_box - computed: true, optional: false, required: false
  private _boundingBox = new DataFacelivenessSessionResultsAuditImagesBoundingBoxOutputReference(this, "bounding_box");
  public get boundingBox() {
    return this._boundingBox;
  }

  // bytes_length - computed: true, optional: false, required: false
  public get bytesLength() {
    return this.getNumberAttribute('bytes_length');
  }

  // bytes_sha256 - computed: true, optional: false, required: false
  public get bytesSha256() {
    return this.getStringAttribute('bytes_sha256');
  }

  // s3_object - computed: true, optional: false, required: false
  private _s3Object = new DataFacelivenessSessionResultsAuditImagesS3ObjectOutputReference(this, "s3_object");
  public get s3Object() {
    return this._s3Object;
  }
}

export class DataFacelivenessSessionResultsAuditImagesList extends cdktf.ComplexList {

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
  public get(index: number): DataFacelivenessSessionResultsAuditImagesOutputReference {
    return new DataFacelivenessSessionResultsAuditImagesOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface DataFacelivenessSessionResultsChallenge {
}

export function dataFacelivenessSessionResultsChallengeToTerraform(struct?: DataFacelivenessSessionResultsChallenge): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataFacelivenessSessionResultsChallengeToHclTerraform(struct?: DataFacelivenessSessionResultsChallenge): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataFacelivenessSessionResultsChallengeOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataFacelivenessSessionResultsChallenge | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataFacelivenessSessionResultsChallenge | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // type - computed: true, optional: false, required: false
  public get type() {
    return this.getStringAttribute('type');
  }

  // version - computed: true, optional: false, required: false
  public get version() {
    return this.getStringAttribute('version');
  }
}
export interface DataFacelivenessSessionResultsFeedback {
}

export function dataFacelivenessSessionResultsFeedbackToTerraform(struct?: DataFacelivenessSessionResultsFeedback): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataFacelivenessSessionResultsFeedbackToHclTerraform(struct?: DataFacelivenessSessionResultsFeedback): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataFacelivenessSessionResultsFeedbackOutputReference extends cdktf.ComplexObject {
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

  public get internalValue(): DataFacelivenessSessionResultsFeedback | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataFacelivenessSessionResultsFeedback | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // code - computed: true, optional: false, required: false
  public get code() {
    return this.getStringAttribute('code');
  }

  // message - computed: true, optional: false, required: false
  public get message() {
    return this.getStringAttribute('message');
  }
}

export class DataFacelivenessSessionResultsFeedbackList extends cdktf.ComplexList {

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
  public get(index: number): DataFacelivenessSessionResultsFeedbackOutputReference {
    return new DataFacelivenessSessionResultsFeedbackOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface DataFacelivenessSessionResultsReferenceImageBoundingBox {
}

export function dataFacelivenessSessionResultsReferenceImageBoundingBoxToTerraform(struct?: DataFacelivenessSessionResultsReferenceImageBoundingBox): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataFacelivenessSessionResultsReferenceImageBoundingBoxToHclTerraform(struct?: DataFacelivenessSessionResultsReferenceImageBoundingBox): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataFacelivenessSessionResultsReferenceImageBoundingBoxOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataFacelivenessSessionResultsReferenceImageBoundingBox | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataFacelivenessSessionResultsReferenceImageBoundingBox | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // height - computed: true, optional: false, required: false
  public get height() {
    return this.getNumberAttribute('height');
  }

  // left - computed: true, optional: false, required: false
  public get left() {
    return this.getNumberAttribute('left');
  }

  // top - computed: true, optional: false, required: false
  public get top() {
    return this.getNumberAttribute('top');
  }

  // width - computed: true, optional: false, required: false
  public get width() {
    return this.getNumberAttribute('width');
  }
}
export interface DataFacelivenessSessionResultsReferenceImageS3Object {
}

export function dataFacelivenessSessionResultsReferenceImageS3ObjectToTerraform(struct?: DataFacelivenessSessionResultsReferenceImageS3Object): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataFacelivenessSessionResultsReferenceImageS3ObjectToHclTerraform(struct?: DataFacelivenessSessionResultsReferenceImageS3Object): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataFacelivenessSessionResultsReferenceImageS3ObjectOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataFacelivenessSessionResultsReferenceImageS3Object | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataFacelivenessSessionResultsReferenceImageS3Object | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // bucket - computed: true, optional: false, required: false
  public get bucket() {
    return this.getStringAttribute('bucket');
  }

  // name - computed: true, optional: false, required: false
  public get name() {
    return this.getStringAttribute('name');
  }

  // version - computed: true, optional: false, required: false
  public get version() {
    return this.getStringAttribute('version');
  }
}
export interface DataFacelivenessSessionResultsReferenceImage {
}

export function dataFacelivenessSessionResultsReferenceImageToTerraform(struct?: DataFacelivenessSessionResultsReferenceImage): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataFacelivenessSessionResultsReferenceImageToHclTerraform(struct?: DataFacelivenessSessionResultsReferenceImage): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataFacelivenessSessionResultsReferenceImageOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataFacelivenessSessionResultsReferenceImage | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataFacelivenessSessionResultsReferenceImage | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // bounding_box - computed: true, optional: false, required: false
  private _boundingBox = new DataFacelivenessSessionResultsReferenceImageBoundingBoxOutputReference(this, "bounding_box");
  public get boundingBox() {
    return this._boundingBox;
  }

  // bytes_length - computed: true, optional: false, required: false
  public get bytesLength() {
    return this.getNumberAttribute('bytes_length');
  }

  // bytes_sha256 - computed: true, optional: false, required: false
  public get bytesSha256() {
    return this.getStringAttribute('bytes_sha256');
  }

  // s3_object - computed: true, optional: false, required: false
  private _s3Object = new DataFacelivenessSessionResultsReferenceImageS3ObjectOutputReference(this, "s3_object");
  public get s3Object() {
    return this._s3Object;
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session_results faceliveness_session_results}
*/
export class DataFacelivenessSessionResults extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "faceliveness_session_results";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataFacelivenessSessionResults resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataFacelivenessSessionResults to import
  * @param importFromId The id of the existing DataFacelivenessSessionResults that should be imported. Refer to the {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session_results#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataFacelivenessSessionResults to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "faceliveness_session_results", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs/data-sources/session_results faceliveness_session_results} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataFacelivenessSessionResultsConfig
  */
  public constructor(scope: Construct, id: string, config: DataFacelivenessSessionResultsConfig) {
    super(scope, id, {
      terraformResourceType: 'faceliveness_session_results',
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
    this._region = config.region;
    this._sessionId = config.sessionId;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // audit_images - computed: true, optional: false, required: false
  private _auditImages = new DataFacelivenessSessionResultsAuditImagesList(this, "audit_images", false);
  public get auditImages() {
    return this._auditImages;
  }

  // challenge - computed: true, optional: false, required: false
  private _challenge = new DataFacelivenessSessionResultsChallengeOutputReference(this, "challenge");
  public get challenge() {
    return this._challenge;
  }

  // confidence - computed: true, optional: false, required: false
  public get confidence() {
    return this.getNumberAttribute('confidence');
  }

  // feedback - computed: true, optional: false, required: false
  private _feedback = new DataFacelivenessSessionResultsFeedbackList(this, "feedback", false);
  public get feedback() {
    return this._feedback;
  }

  // reference_image - computed: true, optional: false, required: false
  private _referenceImage = new DataFacelivenessSessionResultsReferenceImageOutputReference(this, "reference_image");
  public get referenceImage() {
    return this._referenceImage;
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

  // sdk_type - computed: true, optional: false, required: false
  public get sdkType() {
    return this.getStringAttribute('sdk_type');
  }

  // session_id - computed: false, optional: false, required: true
  private _sessionId?: string; 
  public get sessionId() {
    return this.getStringAttribute('session_id');
  }
  public set sessionId(value: string) {
    this._sessionId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get sessionIdInput() {
    return this._sessionId;
  }

  // status - computed: true, optional: false, required: false
  public get status() {
    return this.getStringAttribute('status');
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      region: cdktf.stringToTerraform(this._region),
      session_id: cdktf.stringToTerraform(this._sessionId),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      region: {
        value: cdktf.stringToHclTerraform(this._region),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      session_id: {
        value: cdktf.stringToHclTerraform(this._sessionId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
