import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EXECUTABLE_DIRECTORY } from '../../harness/face-liveness';
import type { Row } from '../comparison';

/** The size of an installed package. */
export const packageSize: Row = async () => {
  const paths = readdirSync(EXECUTABLE_DIRECTORY, { recursive: true, encoding: 'utf8' });
  const files = paths.map((path) => lstatSync(join(EXECUTABLE_DIRECTORY, path))).filter((stat) => stat.isFile());
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return [
    {
      name: "the provider's package directory",
      baseline: 'a limit',
      unit: 'MB',
      pairs: [{ ours: bytes / 1e6, other: 130 }],
      atMost: 1,
    },
  ];
};
