import { setTimeout as delay } from 'node:timers/promises';
import { isFaceLivenessRegion } from '../../liveness/regions';
import type { AuthorizedStream, Authorizer } from '../auth/authorizer';
import type { SignedRequest } from '../auth/signature';
import type { Faults } from '../faults/faults';
import { isQuotaError, type Quotas, throttlingError } from '../faults/quotas';
import { type StreamFault, serviceQuotaExceeded, streamFault } from '../faults/stream-fault';
import { AwsError, frameworkError } from '../protocol/answer';
import type { CallCounter } from '../protocol/call-counts';
import { STREAMING_OPERATION } from '../protocol/operations';
import type { RequestLog } from '../requests/request-log';
import type { Scenarios } from '../sessions/scenarios';
import type { SessionLifecycle } from '../sessions/session-lifecycle';
import type { Session, Sessions } from '../sessions/sessions';
import { negotiatedChallenge } from './challenge';
import { ClientEvents } from './client-events';
import { type CheckOptions, LivenessCheck } from './liveness-check';
import type { StartSessionRequest } from './start-session-request';
import type { StreamConnection } from './stream-connection';
import { expired, internalServerException, sessionNotFound } from './stream-errors';
import type { StreamObserver, VideoCounts } from './streamed-video';

/** Most streams at a time, so that messages that are still being received take a gigabyte at most. */
const MAX_STREAMS = 1024;

/** A request that starts a check, by any protocol. */
export interface StreamRequest extends SignedRequest {
  /** Reads the parameters. @throws AwsError ValidationException */
  readonly parameters: () => StartSessionRequest;
  /** @throws AwsError for a page that may not use the emulator */
  readonly requireOrigin: () => void;
}

/** The parts of the emulator that a check needs. */
export interface StreamingContext {
  readonly sessions: Sessions;
  readonly lifecycle: SessionLifecycle;
  readonly scenarios: Scenarios;
  readonly calls: CallCounter;
  readonly authorizer: Authorizer;
  readonly requests: RequestLog;
  readonly quotas: Quotas;
  readonly faults: Faults;
  /** Seconds without an event of the client after which a stream is ended. */
  readonly idleSeconds: number;
}

/** StartFaceLivenessSession, without sockets. */
export class StreamingApi implements StreamObserver {
  /** The video of each session, as long as the session is kept. */
  private readonly videos = new WeakMap<Session, VideoCounts>();
  private open = 0;

  constructor(private readonly context: StreamingContext) {}

  get openStreams(): number {
    return this.open;
  }

  videoOf(session: Session): VideoCounts | undefined {
    return this.videos.get(session);
  }

  /** Answers a request: streams the check to its end, or refuses it. */
  async serve(request: StreamRequest, connection: StreamConnection): Promise<void> {
    this.open += 1;
    try {
      await this.answer(request, connection);
    } catch (error) {
      if (connection.gone.aborted) return;
      await connection.refuse(internalServerException());
      throw error;
    } finally {
      this.open -= 1;
    }
  }

  private async answer(request: StreamRequest, connection: StreamConnection): Promise<void> {
    const end = this.context.requests.begin(request, STREAMING_OPERATION);
    let fault: StreamFault = {};
    let check: CheckOptions | undefined;
    try {
      request.requireOrigin();
      const stream = await this.authorize(request);
      fault = this.fault();
      if (!fault.isCut || fault.afterWork) check = this.start(request, stream, fault);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      this.context.calls.record(STREAMING_OPERATION, isQuotaError(error) ? 'throttled' : 'failed');
      await waited(fault, connection);
      end({ status: error.answer.status, error: error.type });
      await connection.refuse(error);
      return;
    }
    this.context.calls.record(STREAMING_OPERATION, fault.isCut ? 'failed' : 'succeeded');
    await waited(fault, connection);
    if (check === undefined || fault.isCut) {
      end({});
      connection.cut();
      return;
    }
    await connection.accept(check.session.id);
    end({ status: 200 });
    await new LivenessCheck(check, this.context, connection).run();
  }

  private async authorize(request: StreamRequest): Promise<AuthorizedStream> {
    const stream = await this.context.authorizer.authorizeStream(request);
    // AWS's answer has no message in this case either.
    if (!isFaceLivenessRegion(stream.caller.region)) throw frameworkError('AccessDeniedException');
    return stream;
  }

  private fault(): StreamFault {
    const fault = this.context.faults.forCall(STREAMING_OPERATION);
    return fault === undefined ? {} : streamFault(fault);
  }

  /** Starts the session. Requests are validated in the order of the JSON protocol. */
  private start(request: StreamRequest, { caller, chunks }: AuthorizedStream, fault: StreamFault): CheckOptions {
    const { sessions, lifecycle, quotas, scenarios, idleSeconds } = this.context;
    if (fault.error !== undefined && !fault.afterWork) throw fault.error;
    if (!quotas.admit(STREAMING_OPERATION, caller)) throw throttlingError();
    if (this.open > MAX_STREAMS) throw serviceQuotaExceeded();
    const { SessionId, ChallengeVersions, VideoWidth, VideoHeight } = request.parameters();
    const session = sessions.find(caller, SessionId);
    const status = sessions.statusOf(session);
    if (status === 'EXPIRED') throw expired();
    // A session is for one check.
    if (status !== 'CREATED') throw sessionNotFound();
    const challenge = negotiatedChallenge(session.request, ChallengeVersions);
    lifecycle.start(session);
    if (fault.error !== undefined) throw fault.error;
    return {
      session,
      challenge,
      size: { width: Number(VideoWidth), height: Number(VideoHeight) },
      scenario: scenarios.of(session),
      events: new ClientEvents(chunks),
      fault,
      idleSeconds,
      count: (video) => this.videos.set(session, video),
    };
  }
}

/** Waits as a fault says, or until the client is gone. */
async function waited({ delayMs = 0 }: StreamFault, { gone }: StreamConnection): Promise<void> {
  if (delayMs > 0) await delay(delayMs, undefined, { signal: gone });
}
