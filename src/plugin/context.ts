import type { Diagnostics } from './diagnostics';
import type { Logger } from './logger';

/** The context of a request, which the provider's code gets beside the configuration or state. */
export interface RequestContext {
  /** Aborted when the user stops the run, or when Terraform goes away. */
  readonly signal: AbortSignal;
  /** The provider's log, which users see with TF_LOG. */
  readonly log: Logger;
  /** Collects errors and warnings for the user. An error fails the operation. */
  readonly diagnostics: Diagnostics;
}

/** The context of a request to a configured provider. */
export interface ConfiguredContext<Client> extends RequestContext {
  /** The client that the provider's `configure` returned. */
  readonly client: Client;
}
