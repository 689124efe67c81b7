// https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface FacelivenessProviderConfig {
  /**
  * Access key. Default: AWS_ACCESS_KEY_ID, then the rest of the default credentials chain.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#access_key FacelivenessProvider#access_key}
  */
  readonly accessKey?: string;
  /**
  * AWS accounts, one of which the credentials must belong to. Default: any account.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#allowed_account_ids FacelivenessProvider#allowed_account_ids}
  */
  readonly allowedAccountIds?: string[];
  /**
  * Seconds to wait for a connection, for each attempt. Default: 5.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#connect_timeout FacelivenessProvider#connect_timeout}
  */
  readonly connectTimeout?: number;
  /**
  * File of certificates, in PEM format, to trust instead of the well-known authorities. Default: AWS_CA_BUNDLE, then ca_bundle of the profile.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#custom_ca_bundle FacelivenessProvider#custom_ca_bundle}
  */
  readonly customCaBundle?: string;
  /**
  * AWS accounts that the credentials must not belong to. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#forbidden_account_ids FacelivenessProvider#forbidden_account_ids}
  */
  readonly forbiddenAccountIds?: string[];
  /**
  * URL of an http, https or socks5 proxy for http endpoints, and for https endpoints unless another proxy is set for those. Default: HTTP_PROXY or http_proxy, for http endpoints only.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#http_proxy FacelivenessProvider#http_proxy}
  */
  readonly httpProxy?: string;
  /**
  * URL of an http, https or socks5 proxy for https endpoints; an empty URL means no proxy. Default: HTTPS_PROXY or https_proxy, then `http_proxy` of this block.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#https_proxy FacelivenessProvider#https_proxy}
  */
  readonly httpsProxy?: string;
  /**
  * Whether certificates of servers are accepted without verification. Default: false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#insecure FacelivenessProvider#insecure}
  */
  readonly insecure?: boolean | cdktf.IResolvable;
  /**
  * Requests per second to each operation, by all reads of this provider together. Default: the default quota of the region.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#max_requests_per_second FacelivenessProvider#max_requests_per_second}
  */
  readonly maxRequestsPerSecond?: number;
  /**
  * Number of retries of a call that was throttled or failed temporarily. Default: AWS_MAX_ATTEMPTS or max_attempts of the profile, which include the first attempt, then 25. A network that does not answer is tried at most three times.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#max_retries FacelivenessProvider#max_retries}
  */
  readonly maxRetries?: number;
  /**
  * Hosts that are reached without a proxy, separated by commas: domains (including their subdomains), IP addresses or CIDR blocks, each with an optional port, or `*`. The loopback interface never has a proxy. Default: NO_PROXY or no_proxy.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#no_proxy FacelivenessProvider#no_proxy}
  */
  readonly noProxy?: string;
  /**
  * Whether no request is sent to AWS: session ids are null and the status is `PREVIEW`; tokens are real. Default: FACELIVENESS_PREVIEW, or false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#preview FacelivenessProvider#preview}
  */
  readonly preview?: boolean | cdktf.IResolvable;
  /**
  * Profile in the shared configuration and credentials files. Default: AWS_PROFILE or AWS_DEFAULT_PROFILE. This argument takes precedence over credentials in the environment; the variables do not.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#profile FacelivenessProvider#profile}
  */
  readonly profile?: string;
  /**
  * Seconds to wait for a whole answer, for each attempt. Default: 10.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#read_timeout FacelivenessProvider#read_timeout}
  */
  readonly readTimeout?: number;
  /**
  * AWS region. Default: AWS_REGION, AWS_DEFAULT_REGION, the region of the profile, or the region of the instance whose credentials are used.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#region FacelivenessProvider#region}
  */
  readonly region?: string;
  /**
  * `standard`, or `adaptive`, which also slows down all calls after a throttle. Default: AWS_RETRY_MODE, retry_mode of the profile, then `standard`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#retry_mode FacelivenessProvider#retry_mode}
  */
  readonly retryMode?: string;
  /**
  * Whether requests to S3 have the bucket in the path of the URL, and not in the name of the host. Substitutes of S3 can require it. Default: false; an endpoint whose host is an IP address has it in any case.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#s3_use_path_style FacelivenessProvider#s3_use_path_style}
  */
  readonly s3UsePathStyle?: boolean | cdktf.IResolvable;
  /**
  * Secret key that belongs to `access_key`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#secret_key FacelivenessProvider#secret_key}
  */
  readonly secretKey?: string;
  /**
  * Shared configuration files. If several files have the same setting, the last one applies. Default: AWS_CONFIG_FILE, then `~/.aws/config`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#shared_config_files FacelivenessProvider#shared_config_files}
  */
  readonly sharedConfigFiles?: string[];
  /**
  * Shared credentials files. If several files have the same setting, the last one applies. Default: AWS_SHARED_CREDENTIALS_FILE, then `~/.aws/credentials`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#shared_credentials_files FacelivenessProvider#shared_credentials_files}
  */
  readonly sharedCredentialsFiles?: string[];
  /**
  * Whether a region is accepted that this version does not know to have the service. Default: false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#skip_region_validation FacelivenessProvider#skip_region_validation}
  */
  readonly skipRegionValidation?: boolean | cdktf.IResolvable;
  /**
  * Whether requests are sent without a signature and without credentials. AWS refuses such requests; use this for local substitutes of AWS. Default: false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#skip_request_signing FacelivenessProvider#skip_request_signing}
  */
  readonly skipRequestSigning?: boolean | cdktf.IResolvable;
  /**
  * Session token, for temporary credentials in `access_key` and `secret_key`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#token FacelivenessProvider#token}
  */
  readonly token?: string;
  /**
  * Whether endpoints that also have IPv6 addresses are used. Default, also for false: AWS_USE_DUALSTACK_ENDPOINT, use_dualstack_endpoint of the profile, then false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#use_dualstack_endpoint FacelivenessProvider#use_dualstack_endpoint}
  */
  readonly useDualstackEndpoint?: boolean | cdktf.IResolvable;
  /**
  * Whether endpoints with validated cryptography (FIPS 140) are used. Default, also for false: AWS_USE_FIPS_ENDPOINT, use_fips_endpoint of the profile, then false.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#use_fips_endpoint FacelivenessProvider#use_fips_endpoint}
  */
  readonly useFipsEndpoint?: boolean | cdktf.IResolvable;
  /**
  * Products to name in the User-Agent header of every request, such as `pipeline/7 (nightly)`, before those of TF_APPEND_USER_AGENT.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#user_agent FacelivenessProvider#user_agent}
  */
  readonly userAgent?: string[];
  /**
  * Alias name
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#alias FacelivenessProvider#alias}
  */
  readonly alias?: string;
  /**
  * assume_role block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#assume_role FacelivenessProvider#assume_role}
  */
  readonly assumeRole?: FacelivenessProviderAssumeRole[] | cdktf.IResolvable;
  /**
  * assume_role_with_web_identity block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#assume_role_with_web_identity FacelivenessProvider#assume_role_with_web_identity}
  */
  readonly assumeRoleWithWebIdentity?: FacelivenessProviderAssumeRoleWithWebIdentity;
  /**
  * endpoints block
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#endpoints FacelivenessProvider#endpoints}
  */
  readonly endpoints?: FacelivenessProviderEndpoints[] | cdktf.IResolvable;
}
export interface FacelivenessProviderAssumeRole {
  /**
  * Duration of the role session, from `15m` to `12h`, with the units `h`, `m`, `s`, `ms`, `us` and `ns`. Default: 15 minutes.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#duration FacelivenessProvider#duration}
  */
  readonly duration?: string;
  /**
  * External ID that the role may require. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#external_id FacelivenessProvider#external_id}
  */
  readonly externalId?: string;
  /**
  * IAM policy, in JSON, that further restricts the permissions of the role. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#policy FacelivenessProvider#policy}
  */
  readonly policy?: string;
  /**
  * ARNs of managed policies that further restrict the permissions of the role. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#policy_arns FacelivenessProvider#policy_arns}
  */
  readonly policyArns?: string[];
  /**
  * ARN of the role.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#role_arn FacelivenessProvider#role_arn}
  */
  readonly roleArn?: string;
  /**
  * Name of the role session. Default: one made from the time.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#session_name FacelivenessProvider#session_name}
  */
  readonly sessionName?: string;
  /**
  * Identity on whose behalf the role is assumed. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#source_identity FacelivenessProvider#source_identity}
  */
  readonly sourceIdentity?: string;
  /**
  * Tags of the role session. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#tags FacelivenessProvider#tags}
  */
  readonly tags?: { [key: string]: string };
  /**
  * Keys of tags that are kept when the role assumes another one. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#transitive_tag_keys FacelivenessProvider#transitive_tag_keys}
  */
  readonly transitiveTagKeys?: string[];
}

export function facelivenessProviderAssumeRoleToTerraform(struct?: FacelivenessProviderAssumeRole | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    duration: cdktf.stringToTerraform(struct!.duration),
    external_id: cdktf.stringToTerraform(struct!.externalId),
    policy: cdktf.stringToTerraform(struct!.policy),
    policy_arns: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.policyArns),
    role_arn: cdktf.stringToTerraform(struct!.roleArn),
    session_name: cdktf.stringToTerraform(struct!.sessionName),
    source_identity: cdktf.stringToTerraform(struct!.sourceIdentity),
    tags: cdktf.hashMapper(cdktf.stringToTerraform)(struct!.tags),
    transitive_tag_keys: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.transitiveTagKeys),
  }
}


export function facelivenessProviderAssumeRoleToHclTerraform(struct?: FacelivenessProviderAssumeRole | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    duration: {
      value: cdktf.stringToHclTerraform(struct!.duration),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    external_id: {
      value: cdktf.stringToHclTerraform(struct!.externalId),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    policy: {
      value: cdktf.stringToHclTerraform(struct!.policy),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    policy_arns: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.policyArns),
      isBlock: false,
      type: "set",
      storageClassType: "stringList",
    },
    role_arn: {
      value: cdktf.stringToHclTerraform(struct!.roleArn),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    session_name: {
      value: cdktf.stringToHclTerraform(struct!.sessionName),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    source_identity: {
      value: cdktf.stringToHclTerraform(struct!.sourceIdentity),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    tags: {
      value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(struct!.tags),
      isBlock: false,
      type: "map",
      storageClassType: "stringMap",
    },
    transitive_tag_keys: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.transitiveTagKeys),
      isBlock: false,
      type: "set",
      storageClassType: "stringList",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export interface FacelivenessProviderAssumeRoleWithWebIdentity {
  /**
  * Duration of the role session, from `15m` to `12h`, with the units `h`, `m`, `s`, `ms`, `us` and `ns`. Default: one hour.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#duration FacelivenessProvider#duration}
  */
  readonly duration?: string;
  /**
  * IAM policy, in JSON, that further restricts the permissions of the role. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#policy FacelivenessProvider#policy}
  */
  readonly policy?: string;
  /**
  * ARNs of managed policies that further restrict the permissions of the role. Default: none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#policy_arns FacelivenessProvider#policy_arns}
  */
  readonly policyArns?: string[];
  /**
  * ARN of the role. Default: AWS_ROLE_ARN.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#role_arn FacelivenessProvider#role_arn}
  */
  readonly roleArn?: string;
  /**
  * Name of the role session. Default: AWS_ROLE_SESSION_NAME for a role of AWS_ROLE_ARN, otherwise one made from the time.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#session_name FacelivenessProvider#session_name}
  */
  readonly sessionName?: string;
  /**
  * The token.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#web_identity_token FacelivenessProvider#web_identity_token}
  */
  readonly webIdentityToken?: string;
  /**
  * File that holds the token. Default: AWS_WEB_IDENTITY_TOKEN_FILE.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#web_identity_token_file FacelivenessProvider#web_identity_token_file}
  */
  readonly webIdentityTokenFile?: string;
}

export function facelivenessProviderAssumeRoleWithWebIdentityToTerraform(struct?: FacelivenessProviderAssumeRoleWithWebIdentity): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    duration: cdktf.stringToTerraform(struct!.duration),
    policy: cdktf.stringToTerraform(struct!.policy),
    policy_arns: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.policyArns),
    role_arn: cdktf.stringToTerraform(struct!.roleArn),
    session_name: cdktf.stringToTerraform(struct!.sessionName),
    web_identity_token: cdktf.stringToTerraform(struct!.webIdentityToken),
    web_identity_token_file: cdktf.stringToTerraform(struct!.webIdentityTokenFile),
  }
}


export function facelivenessProviderAssumeRoleWithWebIdentityToHclTerraform(struct?: FacelivenessProviderAssumeRoleWithWebIdentity): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    duration: {
      value: cdktf.stringToHclTerraform(struct!.duration),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    policy: {
      value: cdktf.stringToHclTerraform(struct!.policy),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    policy_arns: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.policyArns),
      isBlock: false,
      type: "set",
      storageClassType: "stringList",
    },
    role_arn: {
      value: cdktf.stringToHclTerraform(struct!.roleArn),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    session_name: {
      value: cdktf.stringToHclTerraform(struct!.sessionName),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    web_identity_token: {
      value: cdktf.stringToHclTerraform(struct!.webIdentityToken),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    web_identity_token_file: {
      value: cdktf.stringToHclTerraform(struct!.webIdentityTokenFile),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export interface FacelivenessProviderEndpoints {
  /**
  * URL of the endpoint. Default: AWS_ENDPOINT_URL_REKOGNITION, AWS_ENDPOINT_URL, endpoint_url of the profile, then the endpoint of the region.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#rekognition FacelivenessProvider#rekognition}
  */
  readonly rekognition?: string;
  /**
  * URL of the endpoint. Default: AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, endpoint_url of the profile, then the endpoint of the region.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/cdktf-face-liveness/faceliveness/0.1.0/docs#s3 FacelivenessProvider#s3}
  */
  readonly s3?: string;
  /**
  * URL of the endpoint. Default: AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL, endpoint_url of the profile, then the endpoint of the region.
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
    s3: cdktf.stringToTerraform(struct!.s3),
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
    s3: {
      value: cdktf.stringToHclTerraform(struct!.s3),
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
    this._allowedAccountIds = config.allowedAccountIds;
    this._connectTimeout = config.connectTimeout;
    this._customCaBundle = config.customCaBundle;
    this._forbiddenAccountIds = config.forbiddenAccountIds;
    this._httpProxy = config.httpProxy;
    this._httpsProxy = config.httpsProxy;
    this._insecure = config.insecure;
    this._maxRequestsPerSecond = config.maxRequestsPerSecond;
    this._maxRetries = config.maxRetries;
    this._noProxy = config.noProxy;
    this._preview = config.preview;
    this._profile = config.profile;
    this._readTimeout = config.readTimeout;
    this._region = config.region;
    this._retryMode = config.retryMode;
    this._s3UsePathStyle = config.s3UsePathStyle;
    this._secretKey = config.secretKey;
    this._sharedConfigFiles = config.sharedConfigFiles;
    this._sharedCredentialsFiles = config.sharedCredentialsFiles;
    this._skipRegionValidation = config.skipRegionValidation;
    this._skipRequestSigning = config.skipRequestSigning;
    this._token = config.token;
    this._useDualstackEndpoint = config.useDualstackEndpoint;
    this._useFipsEndpoint = config.useFipsEndpoint;
    this._userAgent = config.userAgent;
    this._alias = config.alias;
    this._assumeRole = config.assumeRole;
    this._assumeRoleWithWebIdentity = config.assumeRoleWithWebIdentity;
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

  // allowed_account_ids - computed: false, optional: true, required: false
  private _allowedAccountIds?: string[]; 
  public get allowedAccountIds() {
    return this._allowedAccountIds;
  }
  public set allowedAccountIds(value: string[] | undefined) {
    this._allowedAccountIds = value;
  }
  public resetAllowedAccountIds() {
    this._allowedAccountIds = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get allowedAccountIdsInput() {
    return this._allowedAccountIds;
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

  // custom_ca_bundle - computed: false, optional: true, required: false
  private _customCaBundle?: string; 
  public get customCaBundle() {
    return this._customCaBundle;
  }
  public set customCaBundle(value: string | undefined) {
    this._customCaBundle = value;
  }
  public resetCustomCaBundle() {
    this._customCaBundle = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get customCaBundleInput() {
    return this._customCaBundle;
  }

  // forbidden_account_ids - computed: false, optional: true, required: false
  private _forbiddenAccountIds?: string[]; 
  public get forbiddenAccountIds() {
    return this._forbiddenAccountIds;
  }
  public set forbiddenAccountIds(value: string[] | undefined) {
    this._forbiddenAccountIds = value;
  }
  public resetForbiddenAccountIds() {
    this._forbiddenAccountIds = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get forbiddenAccountIdsInput() {
    return this._forbiddenAccountIds;
  }

  // http_proxy - computed: false, optional: true, required: false
  private _httpProxy?: string; 
  public get httpProxy() {
    return this._httpProxy;
  }
  public set httpProxy(value: string | undefined) {
    this._httpProxy = value;
  }
  public resetHttpProxy() {
    this._httpProxy = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get httpProxyInput() {
    return this._httpProxy;
  }

  // https_proxy - computed: false, optional: true, required: false
  private _httpsProxy?: string; 
  public get httpsProxy() {
    return this._httpsProxy;
  }
  public set httpsProxy(value: string | undefined) {
    this._httpsProxy = value;
  }
  public resetHttpsProxy() {
    this._httpsProxy = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get httpsProxyInput() {
    return this._httpsProxy;
  }

  // insecure - computed: false, optional: true, required: false
  private _insecure?: boolean | cdktf.IResolvable; 
  public get insecure() {
    return this._insecure;
  }
  public set insecure(value: boolean | cdktf.IResolvable | undefined) {
    this._insecure = value;
  }
  public resetInsecure() {
    this._insecure = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get insecureInput() {
    return this._insecure;
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

  // max_retries - computed: false, optional: true, required: false
  private _maxRetries?: number; 
  public get maxRetries() {
    return this._maxRetries;
  }
  public set maxRetries(value: number | undefined) {
    this._maxRetries = value;
  }
  public resetMaxRetries() {
    this._maxRetries = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get maxRetriesInput() {
    return this._maxRetries;
  }

  // no_proxy - computed: false, optional: true, required: false
  private _noProxy?: string; 
  public get noProxy() {
    return this._noProxy;
  }
  public set noProxy(value: string | undefined) {
    this._noProxy = value;
  }
  public resetNoProxy() {
    this._noProxy = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get noProxyInput() {
    return this._noProxy;
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

  // retry_mode - computed: false, optional: true, required: false
  private _retryMode?: string; 
  public get retryMode() {
    return this._retryMode;
  }
  public set retryMode(value: string | undefined) {
    this._retryMode = value;
  }
  public resetRetryMode() {
    this._retryMode = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get retryModeInput() {
    return this._retryMode;
  }

  // s3_use_path_style - computed: false, optional: true, required: false
  private _s3UsePathStyle?: boolean | cdktf.IResolvable; 
  public get s3UsePathStyle() {
    return this._s3UsePathStyle;
  }
  public set s3UsePathStyle(value: boolean | cdktf.IResolvable | undefined) {
    this._s3UsePathStyle = value;
  }
  public resetS3UsePathStyle() {
    this._s3UsePathStyle = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get s3UsePathStyleInput() {
    return this._s3UsePathStyle;
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

  // shared_config_files - computed: false, optional: true, required: false
  private _sharedConfigFiles?: string[]; 
  public get sharedConfigFiles() {
    return this._sharedConfigFiles;
  }
  public set sharedConfigFiles(value: string[] | undefined) {
    this._sharedConfigFiles = value;
  }
  public resetSharedConfigFiles() {
    this._sharedConfigFiles = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get sharedConfigFilesInput() {
    return this._sharedConfigFiles;
  }

  // shared_credentials_files - computed: false, optional: true, required: false
  private _sharedCredentialsFiles?: string[]; 
  public get sharedCredentialsFiles() {
    return this._sharedCredentialsFiles;
  }
  public set sharedCredentialsFiles(value: string[] | undefined) {
    this._sharedCredentialsFiles = value;
  }
  public resetSharedCredentialsFiles() {
    this._sharedCredentialsFiles = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get sharedCredentialsFilesInput() {
    return this._sharedCredentialsFiles;
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

  // skip_request_signing - computed: false, optional: true, required: false
  private _skipRequestSigning?: boolean | cdktf.IResolvable; 
  public get skipRequestSigning() {
    return this._skipRequestSigning;
  }
  public set skipRequestSigning(value: boolean | cdktf.IResolvable | undefined) {
    this._skipRequestSigning = value;
  }
  public resetSkipRequestSigning() {
    this._skipRequestSigning = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get skipRequestSigningInput() {
    return this._skipRequestSigning;
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

  // use_dualstack_endpoint - computed: false, optional: true, required: false
  private _useDualstackEndpoint?: boolean | cdktf.IResolvable; 
  public get useDualstackEndpoint() {
    return this._useDualstackEndpoint;
  }
  public set useDualstackEndpoint(value: boolean | cdktf.IResolvable | undefined) {
    this._useDualstackEndpoint = value;
  }
  public resetUseDualstackEndpoint() {
    this._useDualstackEndpoint = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get useDualstackEndpointInput() {
    return this._useDualstackEndpoint;
  }

  // use_fips_endpoint - computed: false, optional: true, required: false
  private _useFipsEndpoint?: boolean | cdktf.IResolvable; 
  public get useFipsEndpoint() {
    return this._useFipsEndpoint;
  }
  public set useFipsEndpoint(value: boolean | cdktf.IResolvable | undefined) {
    this._useFipsEndpoint = value;
  }
  public resetUseFipsEndpoint() {
    this._useFipsEndpoint = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get useFipsEndpointInput() {
    return this._useFipsEndpoint;
  }

  // user_agent - computed: false, optional: true, required: false
  private _userAgent?: string[]; 
  public get userAgent() {
    return this._userAgent;
  }
  public set userAgent(value: string[] | undefined) {
    this._userAgent = value;
  }
  public resetUserAgent() {
    this._userAgent = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get userAgentInput() {
    return this._userAgent;
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

  // assume_role - computed: false, optional: true, required: false
  private _assumeRole?: FacelivenessProviderAssumeRole[] | cdktf.IResolvable; 
  public get assumeRole() {
    return this._assumeRole;
  }
  public set assumeRole(value: FacelivenessProviderAssumeRole[] | cdktf.IResolvable | undefined) {
    this._assumeRole = value;
  }
  public resetAssumeRole() {
    this._assumeRole = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get assumeRoleInput() {
    return this._assumeRole;
  }

  // assume_role_with_web_identity - computed: false, optional: true, required: false
  private _assumeRoleWithWebIdentity?: FacelivenessProviderAssumeRoleWithWebIdentity; 
  public get assumeRoleWithWebIdentity() {
    return this._assumeRoleWithWebIdentity;
  }
  public set assumeRoleWithWebIdentity(value: FacelivenessProviderAssumeRoleWithWebIdentity | undefined) {
    this._assumeRoleWithWebIdentity = value;
  }
  public resetAssumeRoleWithWebIdentity() {
    this._assumeRoleWithWebIdentity = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get assumeRoleWithWebIdentityInput() {
    return this._assumeRoleWithWebIdentity;
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
      allowed_account_ids: cdktf.listMapper(cdktf.stringToTerraform, false)(this._allowedAccountIds),
      connect_timeout: cdktf.numberToTerraform(this._connectTimeout),
      custom_ca_bundle: cdktf.stringToTerraform(this._customCaBundle),
      forbidden_account_ids: cdktf.listMapper(cdktf.stringToTerraform, false)(this._forbiddenAccountIds),
      http_proxy: cdktf.stringToTerraform(this._httpProxy),
      https_proxy: cdktf.stringToTerraform(this._httpsProxy),
      insecure: cdktf.booleanToTerraform(this._insecure),
      max_requests_per_second: cdktf.numberToTerraform(this._maxRequestsPerSecond),
      max_retries: cdktf.numberToTerraform(this._maxRetries),
      no_proxy: cdktf.stringToTerraform(this._noProxy),
      preview: cdktf.booleanToTerraform(this._preview),
      profile: cdktf.stringToTerraform(this._profile),
      read_timeout: cdktf.numberToTerraform(this._readTimeout),
      region: cdktf.stringToTerraform(this._region),
      retry_mode: cdktf.stringToTerraform(this._retryMode),
      s3_use_path_style: cdktf.booleanToTerraform(this._s3UsePathStyle),
      secret_key: cdktf.stringToTerraform(this._secretKey),
      shared_config_files: cdktf.listMapper(cdktf.stringToTerraform, false)(this._sharedConfigFiles),
      shared_credentials_files: cdktf.listMapper(cdktf.stringToTerraform, false)(this._sharedCredentialsFiles),
      skip_region_validation: cdktf.booleanToTerraform(this._skipRegionValidation),
      skip_request_signing: cdktf.booleanToTerraform(this._skipRequestSigning),
      token: cdktf.stringToTerraform(this._token),
      use_dualstack_endpoint: cdktf.booleanToTerraform(this._useDualstackEndpoint),
      use_fips_endpoint: cdktf.booleanToTerraform(this._useFipsEndpoint),
      user_agent: cdktf.listMapper(cdktf.stringToTerraform, false)(this._userAgent),
      alias: cdktf.stringToTerraform(this._alias),
      assume_role: cdktf.listMapper(facelivenessProviderAssumeRoleToTerraform, true)(this._assumeRole),
      assume_role_with_web_identity: facelivenessProviderAssumeRoleWithWebIdentityToTerraform(this._assumeRoleWithWebIdentity),
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
      allowed_account_ids: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._allowedAccountIds),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      connect_timeout: {
        value: cdktf.numberToHclTerraform(this._connectTimeout),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      custom_ca_bundle: {
        value: cdktf.stringToHclTerraform(this._customCaBundle),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      forbidden_account_ids: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._forbiddenAccountIds),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      http_proxy: {
        value: cdktf.stringToHclTerraform(this._httpProxy),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      https_proxy: {
        value: cdktf.stringToHclTerraform(this._httpsProxy),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      insecure: {
        value: cdktf.booleanToHclTerraform(this._insecure),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      max_requests_per_second: {
        value: cdktf.numberToHclTerraform(this._maxRequestsPerSecond),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      max_retries: {
        value: cdktf.numberToHclTerraform(this._maxRetries),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      no_proxy: {
        value: cdktf.stringToHclTerraform(this._noProxy),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
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
      retry_mode: {
        value: cdktf.stringToHclTerraform(this._retryMode),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      s3_use_path_style: {
        value: cdktf.booleanToHclTerraform(this._s3UsePathStyle),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      secret_key: {
        value: cdktf.stringToHclTerraform(this._secretKey),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      shared_config_files: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._sharedConfigFiles),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      shared_credentials_files: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._sharedCredentialsFiles),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      skip_region_validation: {
        value: cdktf.booleanToHclTerraform(this._skipRegionValidation),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      skip_request_signing: {
        value: cdktf.booleanToHclTerraform(this._skipRequestSigning),
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
      use_dualstack_endpoint: {
        value: cdktf.booleanToHclTerraform(this._useDualstackEndpoint),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      use_fips_endpoint: {
        value: cdktf.booleanToHclTerraform(this._useFipsEndpoint),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      user_agent: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._userAgent),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      alias: {
        value: cdktf.stringToHclTerraform(this._alias),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      assume_role: {
        value: cdktf.listMapperHcl(facelivenessProviderAssumeRoleToHclTerraform, true)(this._assumeRole),
        isBlock: true,
        type: "list",
        storageClassType: "FacelivenessProviderAssumeRoleList",
      },
      assume_role_with_web_identity: {
        value: facelivenessProviderAssumeRoleWithWebIdentityToHclTerraform(this._assumeRoleWithWebIdentity),
        isBlock: true,
        type: "list",
        storageClassType: "FacelivenessProviderAssumeRoleWithWebIdentityList",
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
