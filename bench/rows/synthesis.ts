import type { Row } from '../comparison';
import { OnePoolProject } from '../one-pool/project';
import { compareProcesses } from '../processes';

/** A process that imports the library and synthesizes a stack of one pool, compared to the same stack by hand. */
export const synthesis: Row = async () => {
  const project = new OnePoolProject();
  try {
    project.compile();
    return await compareProcesses('import the library and synthesize one pool', 'the same resources by hand', {
      ours: project.synthesize('with-library'),
      other: project.synthesize('by-hand'),
      pairs: 21,
      atMost: 1.2,
    });
  } finally {
    project.dispose();
  }
};
