import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareVersions, findOnPath } from '../machine/executables';
import { ExecutableNotFoundError, LocalProcess, run, type StartOptions } from '../machine/processes';

const MINIMUM_VERSION = '5.0.0';

const HOW_TO_GET_IT = `install moto ${MINIMUM_VERSION} or later with its server: pip install 'moto[server]'`;

/** The services that moto provides. The emulator provides Rekognition. */
const SERVICES = ['IAM', 'KMS', 'S3', 'STS'];

/** An installation of moto with its server. */
export interface Moto {
  /** The Python interpreter that moto is installed for. */
  readonly python: string;
  readonly version: string;
}

/** A moto server on loopback. */
export interface MotoServer {
  readonly url: string;
  readonly process: LocalProcess;
  /** Endpoints and fake credentials for the AWS provider, the SDKs and the AWS CLI. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/**
 * Finds moto: for the Python of `moto_server` on PATH, otherwise for `python3`.
 *
 * @throws Error that says how to install moto, when it is missing, too old or lacks its server
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

/** Options of `startMoto`. */
export interface MotoOptions extends StartOptions {
  /** Whether requests count as sent over TLS, for buckets with policies that require TLS. Default: false. */
  readonly asOverTls?: boolean;
}

/** The moto of this machine, which takes Python a second to import. */
let located: Promise<Moto> | undefined;

/** Starts moto's server on a free port of the loopback interface, and waits until it answers. */
export async function startMoto({ asOverTls = false, ...options }: MotoOptions = {}): Promise<MotoServer> {
  located ??= findMoto();
  const { python } = await located;
  // With port 0, moto binds a free port and prints it.
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

/** The interpreter in the first line of `moto_server` on PATH, which can differ from the `python3` on PATH. */
function pythonOfMotoServer(env: NodeJS.ProcessEnv): string[] {
  const script = findOnPath(['moto_server'], env);
  if (script === undefined) return [];
  // The shim of a version manager is a shell script. Then the `python3` on PATH is the right one.
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
