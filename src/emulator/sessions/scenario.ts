import type { CompleteSessionOptions } from './complete-session-options';

/** Moments of a streamed check at which the emulator can cut the connection, in their order. */
export const DISCONNECT_MOMENTS = ['at-start', 'after-challenge', 'during-video', 'before-end'] as const;

export type DisconnectMoment = (typeof DISCONNECT_MOMENTS)[number];

/** How a check ends that a client streams. It is decided beforehand, because nobody looks at the video. */
export interface Scenario extends CompleteSessionOptions {
  /** Whether the session fails. Default: false, it succeeds with the results given here. */
  readonly fails?: boolean | undefined;
  /** The moment at which the connection is cut. Default: never. The session stays IN_PROGRESS then, and expires. */
  readonly disconnect?: DisconnectMoment | undefined;
  /** Milliseconds by which each message of the service is delayed, 0 to 3,600,000. Default: 0. */
  readonly delayMs?: number | undefined;
}

/** The sessions that a scenario is for. At most one member is set; with none, it is for all sessions to come. */
export interface ScenarioTarget {
  readonly sessionId?: string | undefined;
  readonly clientRequestToken?: string | undefined;
}
