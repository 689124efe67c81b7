import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/**
 * Finds a TCP port of the loopback interface without a listener. Another process can bind it first, so prefer servers that
 * bind port 0 and report the port.
 */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
