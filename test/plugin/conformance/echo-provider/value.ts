import { defineDataSource, defineResource, dynamic } from '../../../../src/plugin';

/** Returns any value unchanged. */
export const value = defineDataSource({
  schema: { attributes: { value: dynamic.optional(), result: dynamic.computed() } },
  read: async ({ value }) => ({ result: value }),
});

/** Stores any value unchanged. */
export const kept = defineResource({
  schema: { attributes: { value: dynamic.optional(), result: dynamic.computed() } },
  create: async ({ value }) => ({ value, result: value }),
  update: async ({ value }) => ({ value, result: value }),
  delete: async () => undefined,
});
