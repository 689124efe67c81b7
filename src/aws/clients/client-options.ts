import type { MetadataBearer, MiddlewareStack } from '@smithy/types';
import type { Logger } from '../../plugin';
import { requestHandler } from '../network/request-handler';
import type { ConnectionSettings } from '../settings/settings';
import { refuseUnreadableAnswers } from './answers';
import { addCallLog, addUserAgent } from './middleware';
import { CallRetryStrategy } from './retry-strategy';

/** Attempts of one call of STS: all other calls wait for its credentials. */
const MAX_STS_ATTEMPTS = 5;

/** Options that all clients of the SDK have in common, and their middleware. */
export class ClientOptions {
  /** One for all clients, so that they share their connections. */
  readonly requestHandler;

  constructor(
    private readonly settings: ConnectionSettings,
    private readonly log: Logger,
  ) {
    this.requestHandler = requestHandler(settings.network);
  }

  /**
   * The options of a client, without credentials. They include every option that the SDK would otherwise read from the
   * environment or a profile.
   *
   * @param service the service in the words of the AWS CLI: `sts`
   */
  of(service: string, region: string) {
    const { retries, endpoints, profile } = this.settings;
    const endpoint = endpoints[service];
    const maxAttempts = service === 'sts' ? Math.min(retries.maxAttempts, MAX_STS_ATTEMPTS) : retries.maxAttempts;
    return {
      region,
      ...(endpoint !== undefined && { endpoint }),
      ignoreConfiguredEndpointUrls: true,
      // FIPS and dual-stack select an endpoint of AWS, so they have no effect on another one.
      useFipsEndpoint: endpoint === undefined && this.settings.useFipsEndpoint,
      useDualstackEndpoint: endpoint === undefined && this.settings.useDualstackEndpoint,
      ...(service === 's3' && { forcePathStyle: this.settings.s3UsePathStyle }),
      profile,
      requestHandler: this.requestHandler,
      maxAttempts,
      retryStrategy: new CallRetryStrategy({ ...retries, maxAttempts }),
    };
  }

  /**
   * Adds the user agent, the log, and errors for unreadable answers to a client.
   *
   * @param service the name of the service, for people: `STS`
   */
  instrument<Input extends object, Output extends MetadataBearer>(
    stack: MiddlewareStack<Input, Output>,
    service: string,
    region: string,
  ): void {
    addUserAgent(stack, this.settings.userAgent);
    addCallLog(stack, this.log, service, region);
    refuseUnreadableAnswers(stack);
  }
}
