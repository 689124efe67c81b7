import type { Situation } from '../situation';
import { environment } from './environment';
import { network } from './network';
import { profiles } from './profiles';
import { sharedFiles } from './shared-files';

/** The situations that were thought of, by what they are about. The generator makes the others. */
export const KINDS = {
  'shared files': sharedFiles,
  profiles,
  'the environment and the provider block': environment,
  'the network': network,
} as const satisfies Readonly<Record<string, readonly Situation[]>>;

export const SITUATIONS: readonly Situation[] = Object.values(KINDS).flat();
