import { setTimeout as delay } from 'node:timers/promises';
import type { ChallengeType } from '../../liveness/create-session-request';
import type { Challenge } from '../../liveness/get-session-results';
import type { StreamFault } from '../faults/stream-fault';
import { ImageStoreError } from '../images/image-store';
import { AwsError, frameworkError } from '../protocol/answer';
import type { DisconnectMoment, Scenario } from '../sessions/scenario';
import type { SessionLifecycle } from '../sessions/session-lifecycle';
import { type Session, SessionStateError, type Sessions } from '../sessions/sessions';
import { sessionInformation, type VideoSize } from './challenge';
import { type ClientEvents, STREAM_END } from './client-events';
import { encoded, eventMessage, exceptionMessage, type ServiceMessage } from './event-stream';
import type { StreamConnection } from './stream-connection';
import { expired, internalServerException, sessionNotFound } from './stream-errors';
import type { VideoCounts } from './streamed-video';

/** Largest video in bytes: 10 MB, from the page of StartFaceLivenessSession. */
const MAX_VIDEO_BYTES = 10 * 1024 * 1024;

/** What a check is about. */
export interface CheckOptions {
  /** Seconds without an event of the client after which the check is ended. */
  readonly idleSeconds: number;
  readonly session: Session;
  readonly challenge: Challenge;
  readonly size: VideoSize;
  readonly scenario: Scenario;
  readonly events: ClientEvents;
  /** Corrupts the first message of the service. */
  readonly fault: StreamFault;
  /** Is told of each event with video. */
  readonly count: (video: VideoCounts) => void;
}

/** Thrown to leave a check without another message. */
class Cut extends Error {}

/** One check of one client: the challenge is sent, the video is received, and the session ends as its scenario says. */
export class LivenessCheck {
  private readonly sessions: Sessions;
  private readonly lifecycle: SessionLifecycle;
  private readonly startedAt = performance.now();
  private video: VideoCounts = { events: 0, bytes: 0 };
  private sent = 0;

  constructor(
    private readonly options: CheckOptions,
    { sessions, lifecycle }: { readonly sessions: Sessions; readonly lifecycle: SessionLifecycle },
    private readonly connection: StreamConnection,
  ) {
    this.sessions = sessions;
    this.lifecycle = lifecycle;
  }

  /** Streams the check to its end. Errors are sent to the client. */
  async run(): Promise<void> {
    try {
      await this.play();
      this.connection.end();
    } catch (error) {
      if (error instanceof Cut || this.connection.gone.aborted) {
        this.connection.cut();
        return;
      }
      this.failSession();
      await this.send(exceptionMessage(asAwsError(error)));
      this.connection.end();
      if (!isExpected(error)) throw error;
    }
  }

  private async play(): Promise<void> {
    const { challenge, size } = this.options;
    this.cutAt('at-start');
    await this.send(eventMessage('ChallengeEvent', challenge));
    await this.send(eventMessage('ServerSessionInformationEvent', sessionInformation(challenge.Type, size)));
    this.cutAt('after-challenge');
    await this.receive();
    this.cutAt('before-end');
    await this.finish();
    await this.send(eventMessage('DisconnectionEvent', { TimestampMillis: Date.now() }));
  }

  /** Receives the video to its end. */
  private async receive(): Promise<void> {
    for (;;) {
      const next = await this.next();
      const event = next.done ? STREAM_END : await this.options.events.read(next.value);
      this.requireOpenSession();
      if (event.type === 'stream-end') throw invalid('The stream ended before an empty video chunk.');
      if (event.type === 'video-end') break;
      if (event.type === 'video') this.receiveVideo(event.bytes);
      if (event.type === 'challenge') this.requirePlayed(event.challenge);
    }
    if (this.video.bytes === 0) throw invalid('The video has no data.');
  }

  private requirePlayed(challenge: ChallengeType): void {
    const { Type } = this.options.challenge;
    if (challenge !== Type) throw invalid(`The challenge '${challenge}' is not the one of this session, ${Type}.`);
  }

  /** The next message, within the limits of time. */
  private async next(): Promise<IteratorResult<Uint8Array, void>> {
    const { session, idleSeconds } = this.options;
    // By the system's clock: the emulator's can stand still.
    const lifetime = this.sessions.expiryOf(session) - session.createdAt;
    const left = Math.max(0, this.startedAt + lifetime - performance.now());
    const idle = idleSeconds * 1000;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const error = left < idle ? expired() : invalid(`No event was received for ${idleSeconds} seconds.`);
      timer = setTimeout(() => reject(error), Math.min(left, idle));
    });
    try {
      return await Promise.race([this.connection.messages.next(), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  private receiveVideo(bytes: number): void {
    this.video = { events: this.video.events + 1, bytes: this.video.bytes + bytes };
    this.options.count(this.video);
    if (this.video.bytes > MAX_VIDEO_BYTES) throw invalid(`The video has more than ${MAX_VIDEO_BYTES} bytes.`);
    this.cutAt('during-video');
  }

  private requireOpenSession(): void {
    const { session } = this.options;
    if (!this.sessions.has(session)) throw sessionNotFound();
    if (this.sessions.statusOf(session) === 'EXPIRED') throw expired();
  }

  /** Ends the session as its scenario says. */
  private async finish(): Promise<void> {
    const { session, challenge, scenario } = this.options;
    const played = scenario.challenge ?? { type: challenge.Type, version: challenge.Version };
    await this.lifecycle.end(session, scenario.fails ? scenario : { ...scenario, challenge: played });
  }

  /** An error of the service ends the session. A session whose client is lost stays IN_PROGRESS. */
  private failSession(): void {
    const { session } = this.options;
    if (!this.sessions.has(session) || this.sessions.statusOf(session) !== 'IN_PROGRESS') return;
    // It may be ending by another request.
    if (session.progress === 'IN_PROGRESS') this.lifecycle.fail(session);
  }

  private cutAt(moment: DisconnectMoment): void {
    if (this.options.scenario.disconnect === moment) throw new Cut();
  }

  private async send(message: ServiceMessage): Promise<void> {
    const { scenario, fault } = this.options;
    const { delayMs = 0 } = scenario;
    if (delayMs > 0) await delay(delayMs, undefined, { signal: this.connection.gone });
    const isFirst = this.sent === 0;
    this.sent += 1;
    const bytes = encoded(isFirst ? corrupted(fault, message) : message);
    if (isFirst && fault.isCutInTheMiddle) {
      await this.connection.send(bytes.subarray(0, bytes.length / 2));
      throw new Cut();
    }
    await this.connection.send(bytes);
  }
}

function corrupted({ contentType, breaksJson }: StreamFault, message: ServiceMessage): ServiceMessage {
  const { body } = message;
  return {
    ...message,
    ...(contentType && { contentType }),
    ...(breaksJson && { body: body.slice(0, body.length / 2) }),
  };
}

function invalid(message: string): AwsError {
  return frameworkError('ValidationException', message);
}

function isExpected(error: unknown): boolean {
  return error instanceof AwsError || error instanceof ImageStoreError || error instanceof SessionStateError;
}

/** AWS documents ValidationException for a bucket and a key that cannot be used, and for a session in another state. */
function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  const isKnown = error instanceof ImageStoreError || error instanceof SessionStateError;
  return isKnown ? invalid(error.message) : internalServerException();
}
