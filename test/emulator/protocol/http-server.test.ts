import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startEmulator } from '../../../src/emulator';
import { MAX_BODY_BYTES, MAX_CONNECTIONS } from '../../../src/emulator/protocol/http-server';
import { emulators, requestHeaders, send } from '../support/emulator';

const start = emulators();

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

async function received(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (data: Buffer) => {
    text += data.toString();
  });
  await once(socket, 'close');
  return text;
}

describe('the server', () => {
  it('listens on a free port of loopback by default', async () => {
    const [one, other] = [await start(), await start()];
    expect(one.url).toBe(`http://127.0.0.1:${one.port}`);
    expect(other.port).not.toBe(one.port);
  });

  it('writes an IPv6 address in its URL with brackets', async () => {
    const emulator = await start({ host: '::1' });
    expect(emulator.url).toBe(`http://[::1]:${emulator.port}`);
    expect((await send(emulator)).status).toBe(200);
  });

  it('fails when the port is in use', async () => {
    const { port } = await start();
    await expect(startEmulator({ port })).rejects.toMatchObject({
      name: 'ListenError',
      code: 'EADDRINUSE',
      message: `cannot listen on 127.0.0.1 port ${port}: the port is in use. Stop the process that uses it, or choose another port, or 0 for any free port`,
    });
  });

  it('accepts a request timeout with a fraction of a millisecond', async () => {
    expect((await send(await start({ requestTimeoutSeconds: 1.0005 }))).status).toBe(200);
  });

  it('accepts a body of at most one MiB', async () => {
    const emulator = await start();
    const padded = (bytes: number) => '{}'.padEnd(bytes, ' ');
    expect((await send(emulator, { body: padded(MAX_BODY_BYTES) })).status).toBe(200);

    const { status, text } = await send(emulator, { body: padded(MAX_BODY_BYTES + 1) });
    expect({ status, text }).toEqual({ status: 413, text: '{"__type":"RequestEntityTooLargeException"}' });
    expect((await send(emulator, { body: padded(10 * MAX_BODY_BYTES) })).status).toBe(413);
    expect(emulator.sessions()).toHaveLength(1);
  });

  it('refuses deeply nested values of known members', async () => {
    const emulator = await start();
    const deep = '['.repeat(500_000) + ']'.repeat(500_000);
    expect((await send(emulator, { body: deep })).status).toBe(400);
    expect((await send(emulator, { body: `{"Settings":${deep}}` })).status).toBe(400);
    // Unknown members are ignored, as on AWS.
    expect((await send(emulator, { body: `{"Unknown":${deep}}` })).status).toBe(200);
  });

  it('cuts connections above its limit and serves the others', async () => {
    const emulator = await start({ requestTimeoutSeconds: 1000 });
    const sockets = await Promise.all(Array.from({ length: MAX_CONNECTIONS }, () => open(emulator.port)));
    const further = await open(emulator.port);
    await received(further);
    const [first, ...others] = sockets;
    first?.destroy();
    const answer = () => send(emulator).then(({ status }) => status);
    await expect.poll(() => answer().catch(() => undefined)).toBe(200);
    for (const socket of others) socket.destroy();
  });

  it('cuts off a client that does not finish its request', async () => {
    const emulator = await start({ requestTimeoutSeconds: 0.1 });
    const socket = await open(emulator.port);
    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{');
    expect(await received(socket)).toMatch(/^HTTP\/1\.1 408 /);
    expect((await send(emulator)).status).toBe(200);
  });

  it('does not warn when a client disconnects during its request', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on('warning', note);
    try {
      const emulator = await start();
      const socket = await open(emulator.port);
      const headers = Object.entries(requestHeaders()).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`POST / HTTP/1.1\r\nHost: localhost\r\n${headers.join('')}Content-Length: 100\r\n\r\n{`);
      socket.resetAndDestroy();
      await once(socket, 'close');
      expect((await send(emulator)).status).toBe(200);
      expect(emulator.calls.CreateFaceLivenessSession).toEqual({ succeeded: 1, throttled: 0, failed: 0 });
      expect(warnings).toEqual([]);
    } finally {
      process.off('warning', note);
    }
  });

  it('answers its own failure like the service, and warns', async () => {
    const fault = new Error('the clock is broken');
    const warning = once(process, 'warning');
    const emulator = await start({
      clock: () => {
        throw fault;
      },
    });
    const { status, text } = await send(emulator);
    expect({ status, body: JSON.parse(text) }).toEqual({
      status: 500,
      body: {
        __type: 'InternalServerError',
        Code: 'InternalServerError',
        Logref: expect.any(String),
        Message: 'Internal server error',
      },
    });
    expect(await warning).toEqual([fault]);
    expect(emulator.calls.CreateFaceLivenessSession.failed).toBe(1);
  });

  it('closes at once and cuts idle and busy connections', async () => {
    const emulator = await startEmulator();
    const idle = await open(emulator.port);
    const busy = await open(emulator.port);
    busy.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{');
    await send(emulator);

    const closed = Promise.all([received(idle), received(busy)]);
    await emulator.close();
    expect(await closed).toEqual(['', '']);
    await expect(open(emulator.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await Promise.all([emulator.close(), emulator.close()]);
  });
});
