import type { MetadataBearer, MiddlewareStack } from '@smithy/types';
import type { Logger } from '../../plugin';
import { requestHandler } from '../network/request-handler';
import type { ConnectionSettings } from '../settings/settings';
import { refuseUnreadableAnswers } from './answers';
import { addCallLog, addUserAgent } from './middleware';
import { CallRetryStrategy } from './retry-strategy';

/** Attempts of one call that gets credentials: all other calls wait for these. */
const MAX_CREDENTIALS_ATTEMPTS = 5;

/** Services that give credentials. */
const CREDENTIALS_SERVICES = ['sts', 'sso', 'sso_oidc'];

/** Options that all clients of the SDK have in common, and their middleware. */
export class ClientOptions {
  /**
   * @param endpointOf the endpoint of a service; undefined for that of the region
   * @param handler one for all clients, so that they share their connections
   */
  constructor(
    private readonly settings: ConnectionSettings,
    private readonly log: Logger,
    private readonly endpointOf: ConnectionSettings['chainEndpoint'] = (service) => settings.endpoints[service],
    private readonly handler = requestHandler(settings.network),
  ) {}

  /** The same for the calls of the credentials chain, which can have other endpoints. */
  forChain(): ClientOptions {
    return new ClientOptions(this.settings, this.log, this.settings.chainEndpoint, this.handler);
  }

  /**
   * The options of a client, without credentials. They include every option that clients of all services would otherwise read
   * from the environment or a profile.
   *
   * @param service the service in the words of the AWS CLI, with `_` for `-`: `sts`
   */
  of(service: string, region: string) {
    const { retries, profile, userAgent } = this.settings;
    const endpoint = this.endpointOf(service);
    const maxAttempts = CREDENTIALS_SERVICES.includes(service)
      ? Math.min(retries.maxAttempts, MAX_CREDENTIALS_ATTEMPTS)
      : retries.maxAttempts;
    return {
      region,
      ...(endpoint !== undefined && { endpoint }),
      ignoreConfiguredEndpointUrls: true,
      // FIPS and dual-stack select an endpoint of AWS, so they have no effect on another one.
      useFipsEndpoint: endpoint === undefined && this.settings.useFipsEndpoint,
      useDualstackEndpoint: endpoint === undefined && this.settings.useDualstackEndpoint,
      ...(service === 's3' && { forcePathStyle: this.settings.s3UsePathStyle }),
      profile,
      requestHandler: this.handler,
      // The signatures of other schemes are not included: the SDK would send requests without one.
      authSchemePreference: [],
      userAgentAppId: userAgent.application,
      retryMode: retries.mode,
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
