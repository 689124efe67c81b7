import { defineDataSource, defineResource, dynamic } from '../../../../src/plugin';

/** Any value, given back as it came. */
export const value = defineDataSource({
  schema: { attributes: { value: dynamic.optional(), result: dynamic.computed() } },
  read: async ({ value }) => ({ result: value }),
});

/** The same, as a managed resource. */
export const kept = defineResource({
  schema: { attributes: { value: dynamic.optional(), result: dynamic.computed() } },
  create: async ({ value }) => ({ value, result: value }),
  update: async ({ value }) => ({ value, result: value }),
  delete: async () => undefined,
});
