import type { Config } from '../../plugin';
import type { providerSchema } from './schema';

/** The provider block with every value known. */
export type ProviderConfig = Config<typeof providerSchema.attributes, typeof providerSchema.blocks>;
