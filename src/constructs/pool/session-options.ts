/** A challenge that the service can play with the person in front of the camera. */
export enum ChallengeType {
  /** Moving the face, followed by flashes of coloured light. The service's own choice. */
  FACE_MOVEMENT_AND_LIGHT = 'FaceMovementAndLightChallenge',
  /** Moving the face only, for people sensitive to light. */
  FACE_MOVEMENT = 'FaceMovementChallenge',
}

/** A challenge that the sessions of a pool prefer. */
export interface ChallengePreference {
  /** The challenge. */
  readonly type: ChallengeType;

  /**
   * The versions of it that the client can play.
   *
   * @default - any
   */
  readonly versions?: ChallengeVersions;
}

/**
 * A range of versions of a challenge, both ends included. A version is three numbers from 0 to 999, without leading
 * zeros, with dots between them, such as `1.0.0`; a limit of the service.
 */
export interface ChallengeVersions {
  /**
   * The least version.
   *
   * @default - any
   */
  readonly minimum?: string;

  /**
   * The greatest version, which is not below the minimum.
   *
   * @default - any
   */
  readonly maximum?: string;
}

/** What a pool does about sessions that cannot be used any more: expired, finished or gone. */
export enum OnUnusable {
  /** Does not check the sessions. */
  IGNORE = 'ignore',
  /** Checks each session at every plan, and reports its status. */
  REPORT = 'report',
  /** Checks, reports, and warns. Not for a managed pool. */
  WARN = 'warn',
  /** Checks, and fails. Not for a managed pool. */
  ERROR = 'error',
  /** Checks each session at every plan, and replaces unusable ones at the next apply. Only for a managed pool. */
  REPLACE = 'replace',
}
