import { DETECTOR_PREFIX } from '../detector/detector-files';
import { modelJson } from '../detector/model';
import type { Scenario } from '../sessions/scenario';

/** Time for a request to the emulator. */
export const REQUEST_MILLISECONDS = 10_000;

/** Where the emulator serves the stand-in for the detector's model. */
const MODEL_PATH = `${DETECTOR_PREFIX}tensorflow-models/blazeface/1.0.2/model/model.json`;

const HOW_TO_START = 'Start one with startEmulator() or `face-liveness emulator`, and keep it running during the test';

const HOW_TO_REACH_WITH_TLS =
  'Start one without TLS, which Playwright does not need, or run the test with NODE_EXTRA_CA_CERTS set to the file of the ' +
  "certificate's authority";

/** Requests of the test to the emulator. */
export class EmulatorClient {
  /**
   * @param url the emulator's URL
   * @param adminToken the token of its admin API. Default: none
   */
  constructor(
    readonly url: URL,
    private readonly adminToken?: string,
  ) {}

  /**
   * Requires an emulator of this version to answer, because the page itself would only report a timeout.
   *
   * @throws Error that says what answers instead
   */
  async requireEmulator(): Promise<void> {
    let answer: string;
    try {
      answer = await (await this.request('GET', MODEL_PATH)).text();
    } catch (error) {
      throw new Error(
        `no emulator answers at ${this.url.origin} (${reasonOf(error as Error)}). ` +
          (this.url.protocol === 'https:' ? HOW_TO_REACH_WITH_TLS : HOW_TO_START),
      );
    }
    if (answer === modelJson()) return;
    throw new Error(
      `${this.url.origin} is not an emulator of this version of cdktf-face-liveness. Pass the URL that ` +
        '`face-liveness emulator` prints, of the same version',
    );
  }

  /**
   * Requires the admin API to accept the token.
   *
   * @throws Error with its answer
   */
  async requireAdminAccess(): Promise<void> {
    const response = await this.request('GET', '/_emulator/scenarios');
    if (response.ok) return;
    throw new Error(
      `the admin API at ${this.url.origin} refused a scenario (status ${response.status}). Set the option adminToken to the ` +
        "emulator's token",
    );
  }

  /** Sets the scenario of a session. A session that does not exist or has ended has none: its stream is refused. */
  async setScenario(sessionId: string, scenario: Scenario): Promise<void> {
    const path = `/_emulator/scenarios/sessions/${encodeURIComponent(sessionId)}`;
    await this.request('PUT', path, JSON.stringify(scenario, bytesAsBase64));
  }

  private async request(method: string, path: string, body?: string): Promise<Response> {
    const signal = AbortSignal.timeout(REQUEST_MILLISECONDS);
    const send = () =>
      fetch(new URL(path, this.url), {
        method,
        headers: {
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...(this.adminToken !== undefined && { Authorization: `Bearer ${this.adminToken}` }),
        },
        signal,
        ...(body !== undefined && { body }),
      });
    // A connection may be that of an emulator before this one. All requests can be repeated.
    return await send().catch(send);
  }
}

/** Writes the bytes of images as the admin API takes them. */
function bytesAsBase64(this: unknown, key: string, value: unknown): unknown {
  const original: unknown = Reflect.get(Object(this), key);
  return original instanceof Uint8Array ? Buffer.from(original).toString('base64') : value;
}

/** The reason why fetch failed, which is in the cause of its error. */
function reasonOf({ message, cause }: Error): string {
  if (!(cause instanceof Error)) return message;
  return cause.message || String((cause as NodeJS.ErrnoException).code);
}
