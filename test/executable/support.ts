import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { EXECUTABLE_DIRECTORY, FACE_LIVENESS } from '../../harness/face-liveness';
import { PluginProcess } from '../../harness/plugin/plugin-process';
import { type Config, ProviderClient } from '../../harness/plugin/provider-client';
import type { CtyValue } from '../../src/plugin/cty/value';

/** How the provider is started, configured and asked. */
export interface ProviderRun {
  /** The whole environment beside PATH and what Terraform sets. */
  readonly env: NodeJS.ProcessEnv;
  /** What starts the executable: a program and its arguments, which the path of the executable follows. */
  readonly through?: readonly string[];
  /** Default: the executable that was built. */
  readonly executable?: string;
  readonly config?: Config;
  readonly name?: string;
}

/** Starts the provider as Terraform does, has it create a session, and ends it. Diagnostics are errors. */
export async function createSession({ env, through = [], executable, config = {}, name }: ProviderRun): Promise<void> {
  const [command = '', ...args] = [...through, executable ?? FACE_LIVENESS];
  const plugin = await PluginProcess.start(command, args, { PATH: process.env.PATH, ...env });
  try {
    const client = await ProviderClient.connect(plugin);
    await client.configure(config);
    await client.read('faceliveness_session', { name: name ?? 'smoke' });
    await plugin.shutDown();
  } finally {
    await plugin.kill();
  }
}

/** A provider block's `endpoints`, in the form in which the plugin protocol has it. */
export function endpoints(given: Readonly<Record<string, string>>): CtyValue {
  return [{ rekognition: null, sts: null, ...given }];
}

/** The provider's files in a directory of their own. */
export interface InstalledCopy {
  /** The directory above that of the files. */
  readonly above: string;
  /** The directory of the files. */
  readonly directory: string;
  /** What Terraform starts. */
  readonly executable: string;
  dispose(): void;
}

export function installedCopy(): InstalledCopy {
  const above = mkdtempSync(join(tmpdir(), 'faceliveness-copy-'));
  const directory = join(above, 'package');
  cpSync(EXECUTABLE_DIRECTORY, directory, { recursive: true });
  return {
    above,
    directory,
    executable: join(directory, basename(FACE_LIVENESS)),
    dispose: () => rmSync(above, { recursive: true, force: true }),
  };
}
