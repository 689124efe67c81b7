/** What the provider is configured with. */
export interface Client {
  readonly text: string;
}
