import { version } from '../../package.json';
import { withoutEmptyArguments } from '../aws';
import { defineProvider } from '../plugin';
import { configure } from './configuration/configure';
import { providerSchema } from './configuration/schema';
import { validateConfiguration } from './configuration/validate';
import { session } from './data-sources/session';
import { sessionPool } from './data-sources/session-pool';
import { sessionResults } from './data-sources/session-results';
import { ephemeralSession } from './ephemeral-resources/session';
import { ephemeralSessionPool } from './ephemeral-resources/session-pool';
import { clientRequestTokenFunction } from './functions/client-request-token';
import { bucketGuard } from './resources/bucket-guard';
import { managedSessionPool } from './resources/session-pool/session-pool';

/** The Terraform provider `faceliveness`. */
export const provider = defineProvider({
  name: 'faceliveness',
  version,
  schema: providerSchema,
  validate: (config, { diagnostics }) => validateConfiguration(withoutEmptyArguments(config), diagnostics),
  configure: (config, context) => configure(withoutEmptyArguments(config), context),
  dataSources: {
    faceliveness_session: session,
    faceliveness_session_pool: sessionPool,
    faceliveness_session_results: sessionResults,
  },
  resources: { faceliveness_bucket_guard: bucketGuard, faceliveness_session_pool: managedSessionPool },
  ephemeralResources: { faceliveness_session: ephemeralSession, faceliveness_session_pool: ephemeralSessionPool },
  functions: { client_request_token: clientRequestTokenFunction },
});
