import type { Row } from '../comparison';
import { PoolsProject } from '../pools/project';
import { compareProcesses } from '../processes';

/** `tsc --noEmit` in a user's project that imports the library, compared to the same stack by hand. */
export const typeCheck: Row = async () => {
  const project = new PoolsProject();
  try {
    return await compareProcesses('`tsc --noEmit` of one pool', 'the same resources by hand', {
      ours: project.typeCheck('with-library'),
      other: project.typeCheck('by-hand'),
      pairs: 7,
      atMost: 1.2,
    });
  } finally {
    project.dispose();
  }
};
