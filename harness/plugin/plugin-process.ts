import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { createCertificate } from '../../src/plugin/process/certificate';
import { GrpcClient, pem } from './grpc-client';

/** What go-plugin puts into a plugin's environment, as Terraform 1.11 does. */
export const HANDSHAKE_ENVIRONMENT = {
  TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
  PLUGIN_PROTOCOL_VERSIONS: '5,6',
};

/** Who Terraform is to the plugins. One for all: making it takes time, which is not the plugin's. */
const CERTIFICATE = createCertificate();

/** A Terraform provider's process, started as Terraform does it, and its only client. */
export class PluginProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: GrpcClient,
    /** How long it took from the start of the process to its handshake. */
    readonly secondsToHandshake: number,
  ) {}

  /** Starts a provider and waits for its handshake; fails where it ends before. */
  static async start(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<PluginProcess> {
    const clientCertificate = pem(CERTIFICATE.der);
    const started = performance.now();
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...env, ...HANDSHAKE_ENVIRONMENT, PLUGIN_CLIENT_CERT: clientCertificate },
    });
    const lines = createInterface({ input: child.stdout });
    const [line] = (await Promise.race([once(lines, 'line'), once(lines, 'close')])) as [string | undefined];
    const seconds = (performance.now() - started) / 1000;
    const [, , network, address, , certificate] = line?.split('|') ?? [];
    if (address === undefined || certificate === undefined) throw new Error(`${command} made no handshake`);
    const client = new GrpcClient(
      { network: network === 'unix' ? network : 'tcp', address, certificate: Buffer.from(certificate, 'base64') },
      CERTIFICATE,
    );
    return new PluginProcess(child, client, seconds);
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Calls a procedure, `/package.Service/Method`, with an encoded message. */
  async call(path: string, request?: Uint8Array): Promise<Buffer> {
    return await this.client.call(path, request);
  }

  /** Has the process end as Terraform does. */
  async shutDown(): Promise<void> {
    const ended = once(this.child, 'exit');
    await this.call('/plugin.GRPCController/Shutdown');
    this.client.close();
    await ended;
  }

  /** Ends the process without a word to it. */
  async kill(): Promise<void> {
    this.client.close();
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}
