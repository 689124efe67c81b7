import { test } from 'vitest';
import { OnePoolProject } from '../../bench/one-pool/project';

test('the pool that is written by hand is what the library makes', () => {
  const project = new OnePoolProject();
  try {
    project.compile();
  } finally {
    project.dispose();
  }
});
