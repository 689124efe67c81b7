import { readFileSync } from 'node:fs';
import { FACE_LIVENESS } from '../harness/face-liveness';
import { PluginProcess } from '../harness/plugin/plugin-process';
import { ProviderClient } from '../harness/plugin/provider-client';
import { CREDENTIALS, REGION } from './local-parts';

/** The duration and the memory of a read. */
export interface ReadUsage {
  /** From the request to the response. */
  readonly seconds: number;
  /** The peak of the resident memory of the provider's process. */
  readonly megabytes: number;
}

/** Measures one read of a data source by a new process of the provider, without Terraform. */
export async function measureRead(
  typeName: string,
  config: Readonly<Record<string, string | number>>,
  { url, maxRequestsPerSecond, env }: { url: string; maxRequestsPerSecond: number; env: NodeJS.ProcessEnv },
): Promise<ReadUsage> {
  const plugin = await PluginProcess.start(FACE_LIVENESS, [], env);
  try {
    const provider = await ProviderClient.connect(plugin);
    await provider.configure({
      region: REGION,
      access_key: CREDENTIALS.AWS_ACCESS_KEY_ID,
      secret_key: CREDENTIALS.AWS_SECRET_ACCESS_KEY,
      max_requests_per_second: maxRequestsPerSecond,
      endpoints: [{ rekognition: url, sts: null }],
    });
    const started = performance.now();
    await provider.read(typeName, config);
    const seconds = (performance.now() - started) / 1000;
    return { seconds, megabytes: peakMegabytes(plugin.pid ?? 0) };
  } finally {
    await plugin.kill();
  }
}

/** The peak of a process's resident memory so far. */
function peakMegabytes(pid: number): number {
  if (process.platform !== 'linux')
    throw new Error('the peak memory of a process is read from /proc, which only Linux has');
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (Number(kilobytes) * 1024) / 1e6;
}
