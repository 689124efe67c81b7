import { type Comparison, type Row, takePairs } from '../comparison';
import { PoolsProject } from '../pools/project';
import { compareProcesses, measure } from '../processes';

const BASELINE = 'the same resources by hand';

/** A process that imports the library and synthesizes a stack of pools, compared to the same stack by hand. */
export const synthesis: Row = async () => {
  const project = new PoolsProject();
  try {
    project.compile();
    return [
      ...(await compareProcesses('import the library and synthesize one pool', BASELINE, {
        ours: project.synthesize('with-library'),
        other: project.synthesize('by-hand'),
        pairs: 21,
        atMost: 1.2,
      })),
      await manyPools(project, 100),
      await manyPools(project, 300),
    ];
  } finally {
    project.dispose();
  }
};

/** The processor time of a larger stack, which is the same on a busy machine. */
async function manyPools(project: PoolsProject, count: number): Promise<Comparison> {
  return {
    name: `import the library and synthesize ${count} pools: processor time`,
    baseline: BASELINE,
    unit: 's',
    pairs: await takePairs(
      7,
      async () => measure(project.synthesize('with-library', count)).userSeconds,
      async () => measure(project.synthesize('by-hand', count)).userSeconds,
    ),
    atMost: 1.3,
  };
}
