import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';
import { type GrpcClient, type Peer, pem } from '../../../harness/plugin/grpc-client';
import { HANDSHAKE_ENVIRONMENT } from '../../../harness/plugin/plugin-process';
import { type Certificate, createCertificate } from '../../../src/plugin/process/certificate';
import { connectTls, grpcClient } from './client';

export interface PluginOptions {
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * A provider's process with its output and files, started as Terraform starts it, and its only client. It may fail to
 * start. It is killed after the test.
 */
export class ObservedPlugin {
  /** The directory for the socket, empty at the start. */
  readonly temporary: string;
  stdout = '';
  stderr = '';
  private readonly child: ChildProcess;
  private readonly changed = new Set<() => void>();
  private ended = false;
  private grpc: GrpcClient | undefined;

  constructor(
    executable: string,
    readonly certificate: Certificate = createCertificate(),
    { env = {} }: PluginOptions = {},
  ) {
    this.temporary = mkdtempSync(join(tmpdir(), 'plugin-'));
    this.child = spawn(executable, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        TMPDIR: this.temporary,
        ...HANDSHAKE_ENVIRONMENT,
        PLUGIN_CLIENT_CERT: pem(certificate.der),
        PLUGIN_MIN_PORT: '10000',
        PLUGIN_MAX_PORT: '25000',
        ...env,
      },
    });
    for (const name of ['stdout', 'stderr'] as const) {
      this.child[name]?.setEncoding('utf8').on('data', (text: string) => {
        this[name] += text;
        this.look();
      });
    }
    this.child.once('close', () => {
      this.ended = true;
      this.look();
    });
    onTestFinished(async () => {
      this.child.kill('SIGKILL');
      await this.exited();
      rmSync(this.temporary, { recursive: true, force: true });
    });
  }

  /** Starts a process and waits for its handshake. */
  static async start(executable: string, options?: PluginOptions): Promise<ObservedPlugin> {
    const plugin = new ObservedPlugin(executable, undefined, options);
    await plugin.until('its handshake', () => plugin.stdout.includes('\n'));
    return plugin;
  }

  /** The fields of the handshake line. */
  get handshake(): readonly string[] {
    return this.stdout.trimEnd().split('|');
  }

  /** The address and certificate in the handshake. */
  get peer(): Peer {
    const [, , network, address = '', , certificate = ''] = this.handshake;
    if (network !== 'unix' && network !== 'tcp') throw new Error(`no handshake: ${this.stdout}`);
    return { network, address, certificate: Buffer.from(certificate, 'base64') };
  }

  /** The client that the process accepts. */
  get client(): GrpcClient {
    this.grpc ??= grpcClient(this.peer, this.certificate);
    return this.grpc;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** The files in the directory of the socket. */
  get leftovers(): readonly string[] {
    return readdirSync(this.temporary);
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Resolves to the exit code or the signal, after the end of its output. */
  async exited(): Promise<number | string> {
    if (!this.ended) await once(this.child, 'close');
    return this.child.exitCode ?? String(this.child.signalCode);
  }

  /** Waits for a condition on the output. Fails if the process exits before. */
  async until(event: string, condition: () => boolean): Promise<void> {
    while (!condition()) {
      if (this.ended) throw new Error(`the plugin ended before ${event}:\n${this.stdout}${this.stderr}`);
      await new Promise<void>((resolve) => this.changed.add(resolve));
    }
  }

  /** Calls an RPC with an encoded message. Fails with grpc-js's ServiceError. */
  async call(path: string, request?: Uint8Array, signal?: AbortSignal): Promise<Buffer> {
    return await this.client.call(path, request, signal);
  }

  /** Opens a TLS connection with the client's certificate or another one. */
  async connect(certificate: Certificate | undefined = this.certificate): Promise<TLSSocket> {
    return await connectTls(this.peer, certificate);
  }

  private look(): void {
    for (const resolve of this.changed) resolve();
    this.changed.clear();
  }
}
