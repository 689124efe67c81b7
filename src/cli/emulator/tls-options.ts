import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { EmulatorOptions } from '../../emulator';

/** The options for encryption, by commander's names. */
export interface TlsFlags {
  readonly tls?: true;
  readonly tlsCertificate?: string;
  readonly tlsKey?: string;
}

/** Adds the options for encryption to a command. */
export function withTlsOptions(command: Command): Command {
  return command
    .option('--tls', 'encrypt connections, with a certificate made at start; prints the file of its authority')
    .option('--tls-certificate <file>', 'certificate in PEM to encrypt connections with; needs --tls-key')
    .option('--tls-key <file>', 'key of the certificate, in PEM');
}

/** The certificate of the options, read from its files. */
export function tlsOf({ tls, tlsCertificate, tlsKey }: TlsFlags, command: Command): EmulatorOptions['tls'] {
  if (tlsCertificate === undefined && tlsKey === undefined) return tls ?? false;
  if (tlsCertificate === undefined || tlsKey === undefined) {
    const [given, missing] = tlsKey === undefined ? ['certificate', 'key'] : ['key', 'certificate'];
    return command.error(
      `error: --tls-${given} is set without --tls-${missing}; a certificate needs its key. Set both, or --tls alone for a ` +
        'certificate made at start.',
    );
  }
  return { certificate: readText(tlsCertificate, command), key: readText(tlsKey, command) };
}

function readText(file: string, command: Command): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return command.error(`error: cannot read ${file}: ${(error as Error).message}.`);
  }
}
