import { Agent } from 'node:https';
import {
  type LivenessRequestStream,
  RekognitionStreamingClient,
  StartFaceLivenessSessionCommand,
  type StartFaceLivenessSessionCommandInput,
} from '@aws-sdk/client-rekognitionstreaming';
import { WebSocketFetchHandler } from '@aws-sdk/middleware-websocket';
import { NodeHttp2Handler, NodeHttpHandler } from '@smithy/node-http-handler';
import { vi } from 'vitest';
import { WebSocket } from 'ws';

/** The ways in which the SDK's client streams. */
export const TRANSPORTS = ['websocket', 'HTTP/2', 'HTTP/1.1'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** The versions that Amplify's FaceLivenessDetector supports. */
export const CHALLENGE_VERSIONS = 'FaceMovementAndLightChallenge_2.0.0,FaceMovementChallenge_1.0.0';

export interface CheckOptions extends Partial<Omit<StartFaceLivenessSessionCommandInput, 'LivenessRequestStream'>> {
  readonly transport?: Transport;
  readonly region?: string;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  /** The events of the client. Default: a short video. */
  readonly events?: readonly LivenessRequestStream[];
  /** The certificate of the emulator's authority, in PEM. */
  readonly ca?: string;
}

/** The course of a check, as the client saw it. */
export interface SeenCheck {
  /** The names of the events of the service. */
  readonly events: readonly string[];
  readonly challenge?: Readonly<Record<string, unknown>> | undefined;
  /** The error that ended it. */
  readonly error?: Error | undefined;
}

export const video = (bytes: number): LivenessRequestStream => ({
  VideoEvent: { VideoChunk: new Uint8Array(bytes), TimestampMillis: 1 },
});

export const VIDEO_END = video(0);

const BOX = { Width: 0.5, Height: 0.5, Left: 0.2, Top: 0.2 };

/** The events of a client that plays a challenge, in their order. */
export function played(type: 'FaceMovementAndLightChallenge' | 'FaceMovementChallenge'): LivenessRequestStream[] {
  const face = { BoundingBox: BOX, InitialFaceDetectedTimestamp: 1 };
  const target = {
    BoundingBox: BOX,
    FaceDetectedInTargetPositionStartTimestamp: 2,
    FaceDetectedInTargetPositionEndTimestamp: 3,
  };
  const informed = (challenge: object): LivenessRequestStream => {
    const played = { ChallengeId: 'id', ...challenge };
    const Challenge =
      type === 'FaceMovementChallenge' ? { FaceMovementChallenge: played } : { FaceMovementAndLightChallenge: played };
    return { ClientSessionInformationEvent: { Challenge } };
  };
  const color = { CurrentColor: { RGB: [0, 0, 0] }, SequenceNumber: 0, CurrentColorStartTimestamp: 2 };
  return [
    video(1000),
    informed({ VideoStartTimestamp: 1, InitialFace: face }),
    ...(type === 'FaceMovementChallenge' ? [] : [informed({ ColorDisplayed: color })]),
    video(2000),
    informed({ InitialFace: face, TargetFace: target, VideoEndTimestamp: 3 }),
    VIDEO_END,
  ];
}

/** Streams a check with the SDK's client. */
export async function check(url: string, options: CheckOptions): Promise<SeenCheck> {
  const {
    transport = 'websocket',
    region = 'us-east-1',
    accessKeyId = 'test',
    secretAccessKey = 'secret',
    ca,
  } = options;
  const { events = played('FaceMovementAndLightChallenge'), ...input } = options;
  const { SessionId, ...parameters } = input;
  const client = new RekognitionStreamingClient({
    endpoint: url,
    region,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    requestHandler: handlerOf(transport, url, ca),
  });
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const seen: string[] = [];
  let challenge: SeenCheck['challenge'];
  try {
    const { LivenessResponseStream } = await client.send(
      new StartFaceLivenessSessionCommand({
        VideoWidth: '640',
        VideoHeight: '480',
        ChallengeVersions: CHALLENGE_VERSIONS,
        ...parameters,
        SessionId,
        LivenessRequestStream: sent(events, ended),
      }),
    );
    for await (const event of LivenessResponseStream ?? []) {
      seen.push(...Object.keys(event));
      const { SessionInformation } = event.ServerSessionInformationEvent ?? {};
      if (SessionInformation !== undefined) challenge = { ...SessionInformation.Challenge };
    }
    return { events: seen, challenge };
  } catch (error) {
    return { events: seen, challenge, error: error as Error };
  } finally {
    end();
    client.destroy();
  }
}

/** The SDK's client ends the connection after its last event, so it waits for the service. */
async function* sent(events: readonly LivenessRequestStream[], ended: Promise<void>) {
  yield* events;
  await ended;
}

function handlerOf(transport: Transport, url: string, ca: string | undefined) {
  if (transport === 'HTTP/2') return new NodeHttp2Handler(ca === undefined ? {} : { nodeHttp2ConnectOptions: { ca } });
  if (transport === 'HTTP/1.1') return new NodeHttpHandler(ca === undefined ? {} : { httpsAgent: new Agent({ ca }) });
  // The client's handler takes the websocket of the browser, and always an encrypted one.
  const { protocol } = new URL(url);
  vi.stubGlobal(
    'WebSocket',
    class extends WebSocket {
      constructor(address: string) {
        super(protocol === 'https:' ? address : address.replace(/^wss:/, 'ws:'), ca === undefined ? {} : { ca });
        // The handler listens for messages some time after the websocket is open. On a machine that is busy they come before.
        this.once('open', () => this.pause());
        this.on('newListener', (name) => name === 'message' && this.resume());
      }
    },
  );
  return new WebSocketFetchHandler();
}
