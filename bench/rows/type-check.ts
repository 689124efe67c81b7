import type { Row } from '../comparison';
import { compareProcesses } from '../node-process';
import { OnePoolProject } from '../one-pool/project';

/** `tsc --noEmit` in a user's project that imports the library, compared to one written by hand. */
export const typeCheck: Row = async () => {
  const project = new OnePoolProject();
  try {
    return compareProcesses('`tsc --noEmit` of one pool', 'the same resources by hand', {
      ours: project.typeCheck('with-library'),
      other: project.typeCheck('by-hand'),
      pairs: 7,
      atMost: 1.2,
    });
  } finally {
    project.dispose();
  }
};
