import { parseCertificate } from './certificate';

// Constants of HashiCorp's go-plugin and of Terraform: https://developer.hashicorp.com/terraform/plugin
const MAGIC_COOKIE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';
const CORE_PROTOCOL_VERSION = 1;
/** The major version of Terraform's plugin protocol. */
export const PROTOCOL_VERSION = 6;

const MAX_PORT = 65_535;

/** Terraform's part of the handshake, from the environment. */
export interface Handshake {
  /** The certificate of the only client that may connect, in DER. */
  readonly clientCertificate: Buffer;
  /** The directory for the socket, if Terraform asks for one. */
  readonly socketDirectory: string | undefined;
  /** The TCP ports to use where a socket is not possible. 0 to 0 means any port. */
  readonly ports: { readonly min: number; readonly max: number };
}

/** Whether Terraform starts this process, and not a program that it starts itself: a plugin has no arguments. */
export function isStartedByTerraform({ env, argv }: Pick<NodeJS.Process, 'env' | 'argv'>): boolean {
  return env.TF_PLUGIN_MAGIC_COOKIE === MAGIC_COOKIE && argv.length === 2;
}

/** A start without a usable handshake. The message is for the person who started the process. */
export class HandshakeError extends Error {}

/**
 * Reads Terraform's part of the handshake.
 * @throws HandshakeError when this process was not started by Terraform, or by a Terraform with another protocol.
 */
export function readHandshake(name: string, environment: Readonly<Record<string, string | undefined>>): Handshake {
  if (environment.TF_PLUGIN_MAGIC_COOKIE !== MAGIC_COOKIE) {
    throw new HandshakeError(
      `This is the Terraform provider "${name}". Terraform starts it; do not run it directly. ` +
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
      `The provider "${name}" got no client certificate (PLUGIN_CLIENT_CERT). Without one, any process on this machine ` +
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
    `The provider "${name}" cannot listen on the ports from PLUGIN_MIN_PORT (${min}) to PLUGIN_MAX_PORT (${max}): they ` +
      `must be numbers from 0 to ${MAX_PORT}, the lower one first. Unset both to use any free port.`,
  );
}

/** The plugin's part of the handshake: a line with its address and certificate. */
export function handshakeLine(
  address: { readonly network: 'unix' | 'tcp'; readonly address: string },
  certificate: Uint8Array,
): string {
  const encoded = Buffer.from(certificate).toString('base64').replaceAll('=', '');
  return [CORE_PROTOCOL_VERSION, PROTOCOL_VERSION, address.network, address.address, 'grpc', encoded].join('|');
}
