import { once } from 'node:events';
import type { WebSocketRoute } from 'playwright-core';
import { type RawData, WebSocket } from 'ws';
import type { Scenario } from '../sessions/scenario';
import type { EmulatorClient } from './emulator-client';

/** Time in which the emulator has to accept a stream. FaceLivenessDetector waits this long. */
const HANDSHAKE_MILLISECONDS = 10_000;

/** Largest message from the emulator, in bytes. Those of the service are about four kilobytes at most. */
const MAX_MESSAGE_BYTES = 1024 * 1024;

/** Codes with which an application may close a websocket. Others only report how a connection was lost. */
const isSendable = (code: number) => code === 1000 || (code >= 3000 && code <= 4999);

/** Hands the websockets of pages over to the emulator. */
export class StreamRelay {
  private readonly open = new Set<WebSocket>();

  /**
   * @param client of the emulator
   * @param scenario how the checks end. Default: as the emulator decides
   */
  constructor(
    private readonly client: EmulatorClient,
    private readonly scenario?: Scenario,
  ) {}

  /** Connects a page's websocket to the emulator, and returns once the page may send. */
  async relay(page: WebSocketRoute): Promise<void> {
    const { host, pathname, search, searchParams } = new URL(page.url());
    const { protocol, host: address } = this.client.url;
    const sessionId = searchParams.get('session-id');
    // An emulator that is gone does not answer the stream either.
    if (this.scenario && sessionId) await this.client.setScenario(sessionId, this.scenario).catch(() => {});
    const url = `${protocol === 'https:' ? 'wss' : 'ws'}://${address}${pathname}${search}`;
    const emulator = new WebSocket(url, {
      // The page signed the request for this host.
      headers: { Host: host },
      handshakeTimeout: HANDSHAKE_MILLISECONDS,
      maxPayload: MAX_MESSAGE_BYTES,
      perMessageDeflate: false,
    });
    this.open.add(emulator);
    page.onMessage((message) => {
      if (emulator.readyState === WebSocket.OPEN) emulator.send(message);
    });
    page.onClose((code = 1000, reason) => {
      if (isSendable(code)) emulator.close(code, reason);
      else emulator.terminate();
    });
    emulator.on('message', (data, isBinary) => page.send(isBinary ? bytesOf(data) : bytesOf(data).toString()));
    // A close event follows.
    emulator.on('error', () => {});
    const closed = once(emulator, 'close').then(async ([code, reason]) => {
      this.open.delete(emulator);
      await page.close({ code, reason: String(reason) });
    });
    await Promise.race([new Promise((resolve) => emulator.once('open', resolve)), closed]);
  }

  /** Cuts all streams. */
  cut(): void {
    for (const each of this.open) each.terminate();
  }
}

function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}
