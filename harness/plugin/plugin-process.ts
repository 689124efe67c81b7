import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createCertificate } from '../../src/plugin/process/certificate';
import { GrpcClient, pem } from './grpc-client';

/** The environment variables of go-plugin's handshake, as Terraform 1.11 sets them. */
export const HANDSHAKE_ENVIRONMENT = {
  TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
  PLUGIN_PROTOCOL_VERSIONS: '5,6',
};

/** The client certificate. All plugins share it, because its creation takes time that must not count as the plugin's. */
const CERTIFICATE = createCertificate();

/** A provider that calls are sent to. */
export interface Plugin {
  /** Calls a method, `/package.Service/Method`, with an encoded message. */
  call(path: string, request?: Uint8Array): Promise<Buffer>;
  /** Ends it at once. */
  kill(): Promise<void>;
}

/** The process of a provider, started like Terraform starts it, and its only client. */
export class PluginProcess implements Plugin {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: GrpcClient,
    /** The file of its socket; undefined for TCP. */
    private readonly socket: string | undefined,
    /** The time from the start of the process to its handshake. */
    readonly secondsToHandshake: number,
  ) {}

  /**
   * Starts a provider and waits for its handshake.
   *
   * @param signal kills the process when it is aborted
   * @throws Error when the process ends before
   */
  static async start(
    command: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
    signal?: AbortSignal,
  ): Promise<PluginProcess> {
    const clientCertificate = pem(CERTIFICATE.der);
    const started = performance.now();
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...env, ...HANDSHAKE_ENVIRONMENT, PLUGIN_CLIENT_CERT: clientCertificate },
    });
    signal?.addEventListener('abort', () => child.kill('SIGKILL'));
    const lines = createInterface({ input: child.stdout });
    const [line] = (await Promise.race([once(lines, 'line'), once(lines, 'close')])) as [string | undefined];
    const seconds = (performance.now() - started) / 1000;
    const [, , network, address, , certificate] = line?.split('|') ?? [];
    if (address === undefined || certificate === undefined) throw new Error(`${command} made no handshake`);
    const client = new GrpcClient(
      { network: network === 'unix' ? network : 'tcp', address, certificate: Buffer.from(certificate, 'base64') },
      CERTIFICATE,
    );
    return new PluginProcess(child, client, network === 'unix' ? address : undefined, seconds);
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Calls a method, `/package.Service/Method`, with an encoded message. */
  async call(path: string, request?: Uint8Array): Promise<Buffer> {
    return await this.client.call(path, request);
  }

  /** Shuts the process down as Terraform does. */
  async shutDown(): Promise<void> {
    const ended = once(this.child, 'exit');
    await this.call('/plugin.GRPCController/Shutdown');
    this.client.close();
    await ended;
  }

  /** Kills the process, and removes its socket, which it then leaves behind. */
  async kill(): Promise<void> {
    this.client.close();
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, 'exit');
      this.child.kill('SIGKILL');
      await ended;
    }
    if (this.socket !== undefined) rmSync(this.socket, { force: true });
  }
}
