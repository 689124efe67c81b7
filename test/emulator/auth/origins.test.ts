import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { emulators } from '../support/emulator';

const start = emulators();

describe('a page', () => {
  /** Whether a page of an origin may stream and use the admin API of an emulator with these allowed origins. */
  const rows: ReadonlyArray<[origin: string | undefined, allowed: string[], streams: boolean, controls: boolean]> = [
    [undefined, [], true, true],
    ['OWN', [], true, true],
    ['http://localhost:3000', [], true, false],
    ['https://app.localhost', [], true, false],
    ['http://127.0.0.1:3000', [], true, false],
    ['http://[::1]:3000', [], true, false],
    ['https://example.com', [], false, false],
    ['http://localhost.example.com', [], false, false],
    ['http://10.0.0.2:3000', [], false, false],
    ['null', [], false, false],
    ['not an origin', [], false, false],
    ['https://example.com', ['https://example.com'], true, true],
    ['https://example.com:8443', ['https://example.com'], false, false],
    ['http://example.com', ['https://example.com'], false, false],
    ['null', ['*'], true, true],
  ];

  test.for(rows)('of the origin %s, if %j are allowed', async ([given, allowOrigins, streams, controls]) => {
    const emulator = await start({ allowUnsigned: true, allowOrigins });
    const origin = given === 'OWN' ? emulator.url : given;
    const headers: Record<string, string> = origin === undefined ? {} : { Origin: origin };

    const url = `${emulator.url.replace('http', 'ws')}/start-face-liveness-session-websocket`;
    const [message] = (await once(new WebSocket(url, { headers }), 'message')) as [Buffer];
    // The request of a page that is allowed lacks its parameters.
    expect(message.toString()).toContain(streams ? 'ValidationException' : `--allow-origin ${origin}`);

    const answer = await fetch(`${emulator.url}/_emulator/state`, { headers });
    expect(answer.status).toBe(controls ? 200 : 403);
    expect(answer.headers.get('access-control-allow-origin')).toBe(controls && origin !== undefined ? origin : null);
    if (!controls) expect(await answer.text()).toContain('--allow-origin');
  });

  test('is told before it sends JSON to the admin API', async () => {
    const emulator = await start({ allowOrigins: ['https://example.com'] });
    const preflight = async (origin: string) => {
      const headers = { Origin: origin, 'Access-Control-Request-Method': 'POST' };
      return (await fetch(`${emulator.url}/_emulator/reset`, { method: 'OPTIONS', headers })).headers;
    };
    const allowed = await preflight('https://example.com');
    expect(allowed.get('access-control-allow-origin')).toBe('https://example.com');
    expect(allowed.get('access-control-allow-headers')).toBe('Authorization, Content-Type');
    expect(allowed.get('access-control-allow-methods')).toBe('GET, POST, PUT, DELETE');
    expect((await preflight('https://example.org')).get('access-control-allow-origin')).toBeNull();
  });
});
