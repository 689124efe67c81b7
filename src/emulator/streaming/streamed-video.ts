import type { Session } from '../sessions/sessions';

/** The video of a check, which is counted and not kept. */
export interface VideoCounts {
  /** The number of events with video. */
  readonly events: number;
  readonly bytes: number;
}

/** Tells what is streamed. */
export interface StreamObserver {
  /** The number of streams that are open. */
  readonly openStreams: number;
  /** The video that was streamed for a session; undefined if there was none. */
  videoOf(session: Session): VideoCounts | undefined;
}
