/** The configuration of the provider. */
export interface Client {
  readonly text: string;
}
