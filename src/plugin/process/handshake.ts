import { parseCertificate } from './certificate';

// Facts of HashiCorp's go-plugin and of Terraform: https://developer.hashicorp.com/terraform/plugin
const MAGIC_COOKIE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';
const CORE_PROTOCOL_VERSION = 1;
const PROTOCOL_VERSION = 6;

const MAX_PORT = 65_535;

/** What Terraform tells a plugin through its environment. */
export interface Handshake {
  /** The only certificate that may connect, in DER. */
  readonly clientCertificate: Buffer;
  /** A directory for the socket that Terraform wishes, if any. */
  readonly socketDirectory: string | undefined;
  /** TCP ports to listen on where a socket is of no use. 0 to 0 means any. */
  readonly ports: { readonly min: number; readonly max: number };
}

/** A start that can't lead anywhere. The message is for the person who tried. */
export class HandshakeError extends Error {}

/**
 * Reads the environment that Terraform gives a plugin.
 * @throws HandshakeError when it was not Terraform that started this process, or one that speaks another protocol.
 */
export function readHandshake(name: string, environment: Readonly<Record<string, string | undefined>>): Handshake {
  if (environment.TF_PLUGIN_MAGIC_COOKIE !== MAGIC_COOKIE) {
    throw new HandshakeError(
      `This is the Terraform provider "${name}". Terraform starts it by itself: don't run it directly. ` +
        `To use it, name it under required_providers in a configuration and run "terraform init".`,
    );
  }
  const offered = (environment.PLUGIN_PROTOCOL_VERSIONS ?? '').split(',').map(Number);
  if (!offered.includes(PROTOCOL_VERSION)) {
    throw new HandshakeError(
      `The provider "${name}" speaks plugin protocol ${PROTOCOL_VERSION}; this Terraform offers ` +
        `${environment.PLUGIN_PROTOCOL_VERSIONS || 'none'}. Use Terraform 1.8 or later.`,
    );
  }
  if (!environment.PLUGIN_CLIENT_CERT) {
    throw new HandshakeError(
      `The provider "${name}" got no client certificate (PLUGIN_CLIENT_CERT), and without one anybody on this machine ` +
        'could connect. Start it through Terraform 1.8 or later.',
    );
  }
  return {
    clientCertificate: readCertificate(name, environment.PLUGIN_CLIENT_CERT),
    socketDirectory: environment.PLUGIN_UNIX_SOCKET_DIR || undefined,
    ports: readPorts(name, environment.PLUGIN_MIN_PORT || '0', environment.PLUGIN_MAX_PORT || '0'),
  };
}

function readCertificate(name: string, pem: string): Buffer {
  try {
    return parseCertificate(pem);
  } catch (cause) {
    throw new HandshakeError(
      `The client certificate that the provider "${name}" got (PLUGIN_CLIENT_CERT) is not a certificate in PEM: ` +
        `${String(cause)}. Start it through Terraform 1.8 or later.`,
      { cause },
    );
  }
}

function readPorts(name: string, min: string, max: string): Handshake['ports'] {
  const isPort = (text: string) => /^\d+$/.test(text) && Number(text) <= MAX_PORT;
  if (isPort(min) && isPort(max) && Number(min) <= Number(max)) return { min: Number(min), max: Number(max) };
  throw new HandshakeError(
    `The provider "${name}" can't listen on the ports from PLUGIN_MIN_PORT (${min}) to PLUGIN_MAX_PORT (${max}): they ` +
      `must be numbers from 0 to ${MAX_PORT}, the lower one first. Unset both to have any free port.`,
  );
}

/** The line that tells Terraform where to connect and what certificate to expect. */
export function handshakeLine(
  address: { readonly network: 'unix' | 'tcp'; readonly address: string },
  certificate: Uint8Array,
): string {
  const encoded = Buffer.from(certificate).toString('base64').replaceAll('=', '');
  return [CORE_PROTOCOL_VERSION, PROTOCOL_VERSION, address.network, address.address, 'grpc', encoded].join('|');
}
