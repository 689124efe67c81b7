import { dynamic } from '../../../../src/plugin';
import { dataSource, resource } from './client';

/** Returns any value unchanged. */
export const value = dataSource({
  schema: { attributes: { value: dynamic.optional(), result: dynamic.computed() } },
  read: async ({ value }) => ({ result: value }),
});

/** Stores any value unchanged. */
export const kept = resource({
  schema: { attributes: { value: dynamic.optional(), result: dynamic.computed() } },
  create: async ({ value }) => ({ value, result: value }),
  update: async ({ value }) => ({ value, result: value }),
  delete: async () => undefined,
});
