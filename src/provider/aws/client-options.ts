import type { MetadataBearer, MiddlewareStack } from '@smithy/types';
import type { Logger } from '../../plugin';
import { callLogPlugin } from './call-log';
import { requestHandler } from './request-handler';
import { CallRetryStrategy } from './retry-strategy';
import type { ConnectionSettings, RetrySettings } from './settings';
import { userAgentPlugin } from './user-agent';

/** Attempts to get credentials: whoever waits for them can't do anything else. */
const MAX_CREDENTIAL_ATTEMPTS = 5;

/** Makes what the clients of the SDK have in common. */
export class ClientOptions {
  /** Shared, and with it the connections. */
  readonly requestHandler;
  private readonly retrySettings: RetrySettings;

  constructor(
    private readonly settings: ConnectionSettings,
    private readonly log: Logger,
  ) {
    this.requestHandler = requestHandler(settings.network);
    this.retrySettings = settings.retries;
  }

  /** Options of a client. Everything that the SDK would look for in the environment or a profile is given. */
  of(service: 'rekognition' | 'sts', region: string) {
    const endpoint = this.settings.endpoints[service];
    const retries =
      service === 'rekognition'
        ? this.retrySettings
        : {
            ...this.retrySettings,
            maxAttempts: Math.min(this.retrySettings.maxAttempts, MAX_CREDENTIAL_ATTEMPTS),
          };
    return {
      region,
      // An endpoint of the user's own takes the place of those that FIPS and dual-stack choose among.
      ...(endpoint !== undefined && { endpoint }),
      ignoreConfiguredEndpointUrls: true,
      useFipsEndpoint: endpoint === undefined && this.settings.useFipsEndpoint,
      useDualstackEndpoint: endpoint === undefined && this.settings.useDualstackEndpoint,
      profile: this.settings.profile,
      requestHandler: this.requestHandler,
      maxAttempts: retries.maxAttempts,
      retryStrategy: new CallRetryStrategy(retries),
    };
  }

  /** Has a client name Terraform to the service, and its calls to the log. */
  instrument<Input extends object, Output extends MetadataBearer>(
    stack: MiddlewareStack<Input, Output>,
    service: string,
    region: string,
  ): void {
    stack.use(userAgentPlugin(this.settings.userAgent));
    stack.use(callLogPlugin(this.log, service, region));
  }
}
