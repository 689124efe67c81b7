import {
  DiagnosticError,
  type DynamicValue,
  defineProvider,
  dynamic,
  isUnknown,
  providerOf,
  type Unknown,
} from '../index';

/** What the provider block was given. */
interface Echo {
  readonly data: DynamicValue | Unknown | null;
}

const { resource } = providerOf<Echo>();

/**
 * A provider that stores the `data` of its provider block in the attribute `data` of the resource `echo`, when that is created.
 * Tests use it to see ephemeral values, which Terraform keeps out of states.
 */
export const echoProvider = defineProvider({
  name: 'echo',
  version: '1.0.0',
  schema: { attributes: { data: dynamic.optional({ description: 'Any value, also an ephemeral one.' }) } },
  configure: ({ data }): Echo => ({ data }),
  resources: {
    echo: resource({
      schema: { attributes: { data: dynamic.computed({ useStateForUnknown: true }) } },
      async create(_, { client: { data } }) {
        if (isUnknown(data)) throw new DiagnosticError('Unknown data', 'The data is unknown even at the apply.');
        return { data };
      },
      delete: async () => {},
    }),
  },
});
