import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { FACE_LIVENESS } from '../../harness/face-liveness';
import { LocalProcess, run } from '../../harness/machine/processes';
import { startMoto } from '../../harness/moto/moto';
import { findAwsProvider } from '../../harness/terraform/aws-provider';
import { writeCliConfig } from '../../harness/terraform/cli-config';
import { terraformExecutable } from '../../harness/terraform/terraform';
import { Cdktf, DemoError, type DeployedPool } from './cdktf';
import { completeDetectorCheck, missingBrowser } from './detector-check';
import { Images, type StoredImage } from './images';
import { Progress } from './progress';

const root = resolve(__dirname, '../..');

/** All files of the demo: the provider's mirror, the synthesized stack, its state. */
const directory = join(root, '.demo');
/** The process ids of a demo that is running or was kept. */
const pidFile = join(directory, 'pids');
/** The picture of the check in a browser, which is kept until the next demo. */
const picture = join(directory, 'check.png');
/** The environment to continue with by hand. */
const environmentFile = join(directory, 'environment.sh');

const SIZE = 3;
const GROWN_SIZE = 5;
/** Any region with Face Liveness. */
const REGION = 'eu-west-1';

/** Options of `demo`. */
export interface DemoOptions {
  /** Keep the deployment and the local services at the end. */
  readonly keep: boolean;
  /** Build the package first; else use the last build. */
  readonly build: boolean;
}

/**
 * Deploys the stack of this project against local services, and prints each step.
 *
 * @throws DemoError when a step fails or has an unexpected result
 */
export async function demo({ keep, build }: DemoOptions): Promise<void> {
  refuseBesideAnother();
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  writePids([process.pid]);

  const progress = new Progress(keep ? 8 : 10);
  const parts: LocalProcess[] = [];
  let done = false;
  try {
    const mirror = await progress.run('Build the provider and install it into a mirror in .demo', async (line) => {
      line(build ? 'building' : 'using the last build');
      if (build) execFileSync(join(root, 'node_modules/.bin/tsx'), [join(root, 'scripts/build.ts')], { stdio: 'pipe' });
      const plugins = join(directory, 'plugins');
      const printed = execFileSync(FACE_LIVENESS, ['provider', 'install', '--plugin-dir', plugins], {
        stdio: 'pipe',
      });
      line(`${printed.toString().trim().split('\n').at(-1)} in .demo/plugins`);
      return plugins;
    });

    const { cdktf, images, emulator } = await progress.run(
      'Start moto (KMS, S3, STS, IAM) and the local Rekognition',
      async (line) => {
        const moto = await startMoto({ logFile: join(directory, 'moto.log'), asOverTls: true });
        parts.push(moto.process);
        line(`moto: ${moto.url}`);
        const emulator = await LocalProcess.start(
          FACE_LIVENESS,
          // Longer than the service's three minutes, so that sessions do not expire on a slow machine.
          ['emulator', '--s3-endpoint', moto.url, '--session-ttl', '3600'],
          { logFile: join(directory, 'emulator.log') },
        );
        parts.push(emulator);
        const [url = ''] = await emulator.waitForLine(/http:\S+$/, 30_000);
        line(`Rekognition: ${url}`);
        const cliConfig = join(directory, 'terraform.rc');
        writeCliConfig(cliConfig, { faceLivenessMirror: mirror, awsProvider: await findAwsProvider() });
        const environment = {
          ...moto.environment,
          AWS_ENDPOINT_URL_REKOGNITION: url,
          TF_CLI_CONFIG_FILE: cliConfig,
          LIVENESS_REGION: REGION,
        };
        return { cdktf: new Cdktf(directory, environment), images: new Images(moto.url, REGION), emulator: url };
      },
    );

    const small = { LIVENESS_POOL_SIZE: String(SIZE) };
    const grown = { LIVENESS_POOL_SIZE: String(GROWN_SIZE) };

    await progress.run('Preview: cdktf diff', (line) => cdktf.diff(small, line));

    const first = await progress.run(`Deploy a key, a bucket and a pool of ${SIZE}: cdktf deploy`, (line) =>
      cdktf.deploy(small, line),
    );
    requireSessions(first.pool, SIZE);

    const second = await progress.run('Deploy the same once more', (line) => cdktf.deploy(small, line));
    if (!second.printed.includes('No changes')) throw new DemoError('The second deploy must report no changes.');
    requireSameSessions(first.pool, second.pool, SIZE);

    const third = await progress.run(`Grow the pool from ${SIZE} to ${GROWN_SIZE}`, (line) =>
      cdktf.deploy(grown, line),
    );
    requireSessions(third.pool, GROWN_SIZE);
    requireSameSessions(first.pool, third.pool, SIZE);

    await progress.run('Complete the check of slot 0 without a face, and list its images', async (line) => {
      const [sessionId = ''] = third.pool.sessionIds;
      const complete = ['emulator', 'complete', sessionId];
      const { code, stderr } = await run(FACE_LIVENESS, complete, { env: { ...process.env, ...cdktf.env } });
      if (code !== 0) throw new DemoError(`The check cannot be completed: ${stderr}`);
      const found = await images.under(third.pool);
      for (const { name, encryption, keyArn } of found) line(`${name}, ${encryption} with ${keyArn}`);
      requireEncrypted(found, third.pool, sessionId);
    });

    await progress.run("Complete a check with Amplify's FaceLivenessDetector in a headless Chromium", async (line) => {
      const missing = await missingBrowser();
      if (missing !== undefined) {
        line(`left out: ${missing}`);
        return;
      }
      const env = { ...cdktf.env, AWS_REGION: REGION };
      await completeDetectorCheck({ env, emulator, pool: third.pool, picture, line });
      line(`picture: ${relative(root, picture)}`);
      const found = await images.under(third.pool);
      if (found.length !== 2) throw new DemoError(`The bucket must contain 2 images; it contains ${found.length}.`);
    });

    if (keep) {
      const terraform = { CHECKPOINT_DISABLE: '1', TERRAFORM_BINARY_NAME: terraformExecutable() };
      writeFileSync(environmentFile, shellExports({ ...terraform, ...cdktf.env, ...grown }));
      writePids(parts.map(({ pid }) => pid));
      for (const part of parts) part.release();
    } else {
      await progress.run('Destroy everything: cdktf destroy', async (line) => {
        line('removing the images first: a bucket that contains images is not destroyed');
        await images.remove(third.pool);
        await cdktf.destroy(grown, line);
      });
      await progress.run('Stop the local services', async () => {
        await stopAll(parts);
        for (const name of readdirSync(directory)) {
          const path = join(directory, name);
          if (path !== picture) rmSync(path, { recursive: true, force: true });
        }
      });
    }
    done = true;
    process.stdout.write(table(first.pool, third.pool));
    if (keep) process.stdout.write(howToCarryOn());
  } finally {
    if (!done) await stopAll(parts);
  }
}

async function stopAll(parts: readonly { stop(): Promise<void> }[]): Promise<void> {
  await Promise.all(parts.map((part) => part.stop()));
}

function writePids(pids: readonly number[]): void {
  writeFileSync(pidFile, pids.join('\n'));
}

function readPids(): number[] {
  return readFileSync(pidFile, 'utf8').split('\n').map(Number);
}

/** Two demos would overwrite each other's files. */
function refuseBesideAnother(): void {
  if (!existsSync(pidFile) || !readPids().some(isOfDemo)) return;
  throw new DemoError(`Another demo is running, or was kept. Stop it first: ${stopCommand(readPids())}`);
}

/** Whether a process belongs to a demo: the operating system reuses process ids. */
function isOfDemo(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return /demo\.ts|face-liveness|moto/.test(stdout);
}

function requireSessions({ tokens, sessionIds }: DeployedPool, size: number): void {
  if (tokens.length === size && sessionIds.length === size && new Set(sessionIds).size === size) return;
  throw new DemoError(
    `The pool must have ${size} different sessions; it has ${tokens.length} tokens and ${new Set(sessionIds).size} ` +
      'different session ids.',
  );
}

function requireSameSessions(before: DeployedPool, after: DeployedPool, count: number): void {
  for (let slot = 0; slot < count; slot += 1) {
    if (before.tokens[slot] === after.tokens[slot] && before.sessionIds[slot] === after.sessionIds[slot]) continue;
    throw new DemoError(`Slot ${slot} must keep its session, but has another one.`);
  }
}

function requireEncrypted(
  images: readonly StoredImage[],
  { imagePrefix, keyArn }: DeployedPool,
  sessionId: string,
): void {
  const expected = `${imagePrefix}${sessionId}/reference.jpg`;
  const [image] = images;
  if (images.length === 1 && image?.name === expected && image.encryption === 'aws:kms' && image.keyArn === keyArn)
    return;
  throw new DemoError(
    `The bucket must contain ${expected}, encrypted with ${keyArn}; it contains ${JSON.stringify(images)}.`,
  );
}

/** A table of slots, tokens and session ids, and whether a slot has the session of the first deployment. */
function table(first: DeployedPool, last: DeployedPool): string {
  const rows = last.tokens.map((token, slot) => [
    String(slot),
    `${token.slice(0, 12)}…`,
    last.sessionIds[slot] ?? '',
    first.sessionIds[slot] === last.sessionIds[slot] ? 'yes' : slot < first.sessionIds.length ? 'NO' : 'new',
  ]);
  const all = [['slot', 'token', 'session id', 'same as before'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `\n${lines.join('\n')}\n`;
}

function shellExports(variables: Readonly<Record<string, string>>): string {
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'`);
  return `${['# The environment of the kept demo. It contains no real credentials.', ...lines].join('\n')}\n`;
}

function stopCommand(pids: readonly number[]): string {
  return `kill ${pids.join(' ')}; rm -rf .demo`;
}

function howToCarryOn(): string {
  return `
Everything is still running. To continue by hand:

  cd .demo && . ./environment.sh && export PATH="$PWD/../node_modules/.bin:$PATH"
  cdktf diff liveness --skip-provider-lock
  LIVENESS_POOL_SIZE=7 cdktf deploy liveness --skip-provider-lock
  npx face-liveness emulator sessions
  aws rekognition get-face-liveness-session-results --endpoint-url "$AWS_ENDPOINT_URL_REKOGNITION" --region ${REGION} --session-id ID
  cdktf destroy liveness --skip-provider-lock

To stop everything, in the project's directory:

  ${stopCommand(readPids())}
`;
}
