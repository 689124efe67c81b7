import { providerOf } from '../../../../src/plugin';

/** The configuration of the provider. */
export interface Client {
  readonly text: string;
}

export const { dataSource, ephemeralResource, resource } = providerOf<Client>();
