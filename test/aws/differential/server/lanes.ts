import { type PrivateAuthority, privateAuthority } from '../../../support/certificates';
import type { Outcome } from '../outcome';
import type { TestedProvider } from '../providers';
import type { Situation } from '../situation';
import { RecordingServer } from './recording-server';

/** Regions that situations use. */
export const REGIONS = ['us-east-1', 'us-west-2', 'eu-west-1', 'ap-northeast-1', 'ap-south-1'] as const;

/** The certificate's names: the hosts of these regions, and the server's own addresses. */
const NAMES = [
  ...REGIONS.flatMap((region) => [`*.${region}.amazonaws.com`, `*.${region}.api.aws`, `*.sso.${region}.amazonaws.com`]),
  ...['*.amazonaws.com', '*.example.invalid', 'localhost'],
];

/** Several recording servers, so that providers run beside each other, each with a server of its own. */
export class Lanes {
  private constructor(
    private readonly authority: PrivateAuthority,
    private readonly servers: readonly RecordingServer[],
  ) {}

  static async open(count: number): Promise<Lanes> {
    const authority = privateAuthority([...NAMES.map((name) => `DNS:${name}`), 'IP:127.0.0.1', 'IP:10.1.2.3']);
    return new Lanes(
      authority,
      await Promise.all(Array.from({ length: count }, () => RecordingServer.start(authority))),
    );
  }

  /** Runs a provider in each situation. Returns the outcomes in the order of the situations. */
  async run(provider: TestedProvider, situations: readonly Situation[]): Promise<readonly Outcome[]> {
    return await this.each(situations, async (situation, server) => await provider.run(situation, server));
  }

  /** Calls a function with each item and a server that is free. */
  async each<Item, Result>(
    items: readonly Item[],
    work: (item: Item, server: RecordingServer) => Promise<Result>,
  ): Promise<readonly Result[]> {
    const results: Result[] = [];
    const waiting = [...items.entries()];
    await Promise.all(
      this.servers.map(async (server) => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          results[next[0]] = await work(next[1], server);
        }
      }),
    );
    return results;
  }

  async close(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.close()));
    this.authority.dispose();
  }
}
