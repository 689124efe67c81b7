import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from '../machine/executables';
import { ExecutableNotFoundError, LocalProcess, run, type StartOptions } from '../machine/processes';
import { compareVersions } from '../machine/versions';

const MINIMUM_VERSION = '5.0.0';

const HOW_TO_GET_IT = `install moto ${MINIMUM_VERSION} or later with its server: pip install 'moto[server]'`;

/** What moto stands in for. Rekognition is not among them: that is the emulator's. */
const SERVICES = ['IAM', 'KMS', 'S3', 'STS'];

/** A moto whose server can be started. */
export interface Moto {
  /** The Python that has it. */
  readonly python: string;
  readonly version: string;
}

/** A moto server on loopback. */
export interface MotoServer {
  readonly url: string;
  readonly process: LocalProcess;
  /** What sends the AWS provider, the SDKs and the AWS CLI to this server, with credentials that are none. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/**
 * Finds moto: with the Python of `moto_server` on PATH, else with `python3`. Where it is missing, too old or lacks its
 * server, fails with a message that says how to get it.
 */
export async function findMoto(env: NodeJS.ProcessEnv = process.env): Promise<Moto> {
  const reasons: string[] = [];
  for (const python of [...pythonOfMotoServer(env), 'python3']) {
    const found = await versionIn(python, env);
    if ('reason' in found) reasons.push(`${python}: ${found.reason}`);
    else if (compareVersions(found.version, MINIMUM_VERSION) < 0)
      reasons.push(`${python}: moto ${found.version} is too old`);
    else return { python, version: found.version };
  }
  throw new Error(`moto not found (${reasons.join('; ')}): ${HOW_TO_GET_IT}`);
}

/** How moto is started. */
export interface MotoOptions extends StartOptions {
  /** Whether requests count as if they came over TLS, so that buckets that ask for it can be used. Default: false. */
  readonly asOverTls?: boolean;
}

/** Starts moto's server on a free port of the loopback interface; resolves when it answers. */
export async function startMoto({ asOverTls = false, ...options }: MotoOptions = {}): Promise<MotoServer> {
  const { python } = await findMoto();
  // Port 0 lets moto bind a port that is free for sure, and say which.
  const program = asOverTls ? [join(__dirname, 'moto-as-over-tls.py')] : ['-m', 'moto.server'];
  const server = await LocalProcess.start(python, [...program, '-H', '127.0.0.1', '-p', '0'], options);
  try {
    const [, url = ''] = await server.waitForLine(/Running on (http:\S+)/, 60_000);
    return { url, process: server, environment: environmentFor(url), stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function environmentFor(url: string): Record<string, string> {
  return {
    ...Object.fromEntries(SERVICES.map((service) => [`AWS_ENDPOINT_URL_${service}`, url])),
    AWS_ACCESS_KEY_ID: 'moto',
    AWS_SECRET_ACCESS_KEY: 'moto',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** The interpreter that the `moto_server` script on PATH names, which need not be the `python3` on PATH. */
function pythonOfMotoServer(env: NodeJS.ProcessEnv): string[] {
  const script = findOnPath(['moto_server'], env);
  if (script === undefined) return [];
  // A version manager's shim is a shell script: the `python3` beside it is the right one then.
  const [, python] = /^#!(\S*python\S*)/.exec(readFileSync(script, 'utf8')) ?? [];
  return python === undefined ? [] : [python];
}

async function versionIn(python: string, env: NodeJS.ProcessEnv): Promise<{ version: string } | { reason: string }> {
  try {
    const program = 'import moto, moto.server; print(moto.__version__)';
    const { code, stdout, stderr } = await run(python, ['-c', program], { env, timeout: 60_000 });
    return code === 0 ? { version: stdout.trim() } : { reason: stderr.trim().split('\n').at(-1) ?? '' };
  } catch (error) {
    if (error instanceof ExecutableNotFoundError) return { reason: 'no such executable' };
    throw error;
  }
}
