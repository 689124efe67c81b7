import type { Row } from '../comparison';
import { compareProcesses } from '../node-process';
import { OnePoolProject } from '../one-pool/project';

/** A whole process that imports the library and synthesizes a stack of one pool, compared to one written by hand. */
export const synthesis: Row = async () => {
  const project = new OnePoolProject();
  try {
    project.compile();
    return compareProcesses('import the library and synthesize one pool', 'the same resources by hand', {
      ours: project.synthesize('with-library'),
      other: project.synthesize('by-hand'),
      pairs: 21,
      atMost: 1.2,
    });
  } finally {
    project.dispose();
  }
};
