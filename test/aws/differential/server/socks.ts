import type { Socket } from 'node:net';

const VERSION = 5;
const NO_AUTHENTICATION = 0;
const USER_AND_PASSWORD = 2;

/**
 * The server's part of SOCKS5 (RFC 1928, RFC 1929): accepts every user and every destination.
 *
 * @param accepted called when the socket stands for the destination, with `user:password` of a client that named them
 */
export function acceptSocks(socket: Socket, accepted: (user: string | undefined) => void): void {
  socket.on('error', () => undefined);
  socket.once('data', (greeting) => {
    if (greeting[0] !== VERSION) return socket.destroy();
    const methods = [...greeting.subarray(2)];
    if (!methods.includes(USER_AND_PASSWORD)) {
      socket.write(Buffer.of(VERSION, NO_AUTHENTICATION));
      return destination(socket, () => accepted(undefined));
    }
    socket.write(Buffer.of(VERSION, USER_AND_PASSWORD));
    socket.once('data', (credentials) => {
      const [user, password] = texts(credentials.subarray(1));
      socket.write(Buffer.of(1, 0));
      destination(socket, () => accepted(`${user}:${password}`));
    });
    return socket;
  });
}

/** Takes the request to connect, wherever to. */
function destination(socket: Socket, connected: () => void): Socket {
  return socket.once('data', () => {
    socket.write(Buffer.of(VERSION, 0, 0, 1, 127, 0, 0, 1, 0, 0));
    connected();
  });
}

/** Two texts, each after its length. */
function texts(bytes: Buffer): [string, string] {
  const length = bytes[0] ?? 0;
  const second = bytes.subarray(length + 2);
  return [bytes.subarray(1, length + 1).toString(), second.toString()];
}
