import { SAMPLE_SESSION_ID, SESSION_ID } from './session';
import {
  type IntegerShape,
  type ListShape,
  type Path,
  type ShapeError,
  type StringShape,
  type StructureShape,
  shapeErrors,
} from './shape';

/*
 * CreateFaceLivenessSession's request. All limits and patterns are the service model's: rekognition/2016-06-27 as
 * published with botocore and the AWS SDKs.
 */

/** The request of CreateFaceLivenessSession in its wire form. The service accepts an empty one. */
export interface CreateFaceLivenessSessionRequest {
  /** KMS key that encrypts the images the service writes: key id, ARN, alias or alias ARN. */
  readonly KmsKeyId?: string | undefined;
  readonly Settings?: CreateFaceLivenessSessionRequestSettings | undefined;
  /** Requests with the same token return the same session. */
  readonly ClientRequestToken?: string | undefined;
}

/** The answer of CreateFaceLivenessSession in its wire form. */
export interface CreateFaceLivenessSessionResponse {
  readonly SessionId: string;
}

export const CREATE_SESSION_RESPONSE: StructureShape = {
  type: 'structure',
  noun: 'an answer of CreateFaceLivenessSession',
  members: { SessionId: SESSION_ID },
  required: ['SessionId'],
};

/** A sample answer of the service. */
export const SAMPLE_CREATED_SESSION: CreateFaceLivenessSessionResponse = { SessionId: SAMPLE_SESSION_ID };

export interface CreateFaceLivenessSessionRequestSettings {
  /** The bucket and prefix for session images. Default: none, the service returns the images' bytes with the results. */
  readonly OutputConfig?: LivenessOutputConfig | undefined;
  /** Audit images wanted besides the reference image, 0 to 4, best effort. Default: 0. */
  readonly AuditImagesLimit?: number | undefined;
  /** Most preferred first. Default: the service's own choice, which is FaceMovementAndLightChallenge. */
  readonly ChallengePreferences?: readonly ChallengePreference[] | undefined;
}

export interface LivenessOutputConfig {
  /** Bucket in the caller's account and in the region of the endpoint. */
  readonly S3Bucket: string;
  /** Object key prefix, used verbatim; end it with `/`. Default: none. */
  readonly S3KeyPrefix?: string | undefined;
}

export interface ChallengePreference {
  readonly Type: ChallengeType;
  /** Default: any version. */
  readonly Versions?: ChallengeVersions | undefined;
}

/** The range of challenge versions that a client supports, both ends included. */
export interface ChallengeVersions {
  readonly Minimum?: string | undefined;
  readonly Maximum?: string | undefined;
}

export type ChallengeType = (typeof CHALLENGE_TYPES)[number];

/** Challenges that the service offers; it plays the first unless the request prefers another. */
export const CHALLENGE_TYPES = ['FaceMovementAndLightChallenge', 'FaceMovementChallenge'] as const;

/** Most characters of a ClientRequestToken. */
export const MAX_CLIENT_REQUEST_TOKEN_LENGTH = 64;
/** Most characters of a KmsKeyId. */
export const MAX_KMS_KEY_ID_LENGTH = 2048;
/** Fewest characters of S3Bucket. */
export const MIN_S3_BUCKET_LENGTH = 3;
/** Most characters of S3Bucket: the service's model allows more than S3's own 63. */
export const MAX_S3_BUCKET_LENGTH = 255;
/** Most characters of S3KeyPrefix. */
export const MAX_S3_KEY_PREFIX_LENGTH = 950;
/** Most audit images that a session can ask for. */
export const MAX_AUDIT_IMAGES = 4;

export const KMS_KEY_ID: StringShape = {
  type: 'string',
  noun: 'a KMS key identifier',
  rule: `1 to ${MAX_KMS_KEY_ID_LENGTH} letters, digits and characters of :_/+=,@.- and starts with a letter or digit`,
  minLength: 1,
  maxLength: MAX_KMS_KEY_ID_LENGTH,
  pattern: '^[A-Za-z0-9][A-Za-z0-9:_/+=,@.-]{0,2048}$',
  character: '[A-Za-z0-9:_/+=,@.-]',
  example: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
};

export const CLIENT_REQUEST_TOKEN: StringShape = {
  type: 'string',
  noun: 'a client request token',
  rule: `1 to ${MAX_CLIENT_REQUEST_TOKEN_LENGTH} letters, digits, hyphens and underscores`,
  minLength: 1,
  maxLength: MAX_CLIENT_REQUEST_TOKEN_LENGTH,
  pattern: '^[a-zA-Z0-9-_]+$',
  character: '[a-zA-Z0-9_-]',
};

export const S3_BUCKET: StringShape = {
  type: 'string',
  noun: 'an S3 bucket name',
  rule: `${MIN_S3_BUCKET_LENGTH} to ${MAX_S3_BUCKET_LENGTH} letters, digits, dots, hyphens and underscores`,
  minLength: MIN_S3_BUCKET_LENGTH,
  maxLength: MAX_S3_BUCKET_LENGTH,
  pattern: '[0-9A-Za-z\\.\\-_]*',
  character: '[0-9A-Za-z._-]',
};

export const S3_KEY_PREFIX: StringShape = {
  type: 'string',
  noun: 'an S3 key prefix',
  rule: `at most ${MAX_S3_KEY_PREFIX_LENGTH} characters without whitespace`,
  maxLength: MAX_S3_KEY_PREFIX_LENGTH,
  pattern: '\\S*',
  character: '\\S',
};

export const AUDIT_IMAGES_LIMIT: IntegerShape = {
  type: 'integer',
  noun: 'an audit images limit',
  min: 0,
  max: MAX_AUDIT_IMAGES,
};

export const CHALLENGE_TYPE: StringShape = {
  type: 'string',
  noun: 'a challenge type',
  rule: `one of ${CHALLENGE_TYPES.join(', ')}`,
  enum: CHALLENGE_TYPES,
};

export const CHALLENGE_VERSION: StringShape = {
  type: 'string',
  noun: 'a challenge version',
  rule: 'three numbers from 0 to 999, without leading zeros, with dots between them',
  minLength: 5,
  maxLength: 11,
  pattern: '^(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})$',
  example: '1.0.0',
};

export const CHALLENGE_VERSIONS: StructureShape = {
  type: 'structure',
  noun: 'a range of challenge versions',
  members: { Minimum: CHALLENGE_VERSION, Maximum: CHALLENGE_VERSION },
};

export const CHALLENGE_PREFERENCE: StructureShape = {
  type: 'structure',
  noun: 'a challenge preference',
  members: { Type: CHALLENGE_TYPE, Versions: CHALLENGE_VERSIONS },
  required: ['Type'],
};

export const CHALLENGE_PREFERENCES: ListShape = {
  type: 'list',
  noun: 'a list of challenge preferences',
  element: CHALLENGE_PREFERENCE,
};

export const OUTPUT_CONFIG: StructureShape = {
  type: 'structure',
  noun: 'an output configuration',
  members: { S3Bucket: S3_BUCKET, S3KeyPrefix: S3_KEY_PREFIX },
  required: ['S3Bucket'],
};

export const SETTINGS: StructureShape = {
  type: 'structure',
  noun: 'a settings object',
  members: {
    OutputConfig: OUTPUT_CONFIG,
    AuditImagesLimit: AUDIT_IMAGES_LIMIT,
    ChallengePreferences: CHALLENGE_PREFERENCES,
  },
};

export const CREATE_SESSION_REQUEST: StructureShape = {
  type: 'structure',
  noun: 'a CreateFaceLivenessSession request',
  members: { KmsKeyId: KMS_KEY_ID, Settings: SETTINGS, ClientRequestToken: CLIENT_REQUEST_TOKEN },
};

/**
 * Validates a CreateFaceLivenessSession request: the service model's limits, and the order of version ranges.
 *
 * @param request the wire form, of any type
 * @returns every error; empty when the request can be sent
 */
export function createSessionRequestErrors(request: unknown): ShapeError[] {
  const broken = shapeErrors(CREATE_SESSION_REQUEST, request);
  if (broken.some(({ constraint }) => constraint.kind === 'type')) {
    return broken;
  }
  const preferences = (request as CreateFaceLivenessSessionRequest).Settings?.ChallengePreferences ?? [];
  const disordered = preferences.flatMap((preference, index) =>
    versionOrderErrors(preference?.Versions ?? {}, ['Settings', 'ChallengePreferences', index, 'Versions']),
  );
  return [...broken, ...disordered];
}

/**
 * Finds a minimum version above the maximum, which no challenge can satisfy.
 *
 * The service model does not state this rule, and AWS does not document what the service does with such a range. Malformed
 * versions are left to the service model's rules.
 */
export function versionOrderErrors(range: ChallengeVersions, path: Path = []): ShapeError[] {
  const { Minimum: lower, Maximum: upper } = range;
  if (!isVersion(lower) || !isVersion(upper) || compareVersions(lower, upper) <= 0) {
    return [];
  }
  return [{ path, value: range, shape: CHALLENGE_VERSIONS, constraint: { kind: 'order', lower, upper } }];
}

function isVersion(value: unknown): value is string {
  return shapeErrors(CHALLENGE_VERSION, value).length === 0;
}

/** Compares two versions: negative if the first is lower, 0 if they are equal. */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  const differences = left.map((number, index) => number - (right[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}
