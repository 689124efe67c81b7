import { test } from 'vitest';
import { PoolsProject } from '../../bench/pools/project';

test('the stack by hand is identical to the stack with the library', () => {
  const project = new PoolsProject();
  try {
    project.compile();
  } finally {
    project.dispose();
  }
});
