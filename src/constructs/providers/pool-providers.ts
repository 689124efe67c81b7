import { type TerraformProvider, TerraformStack } from 'cdktf';
import type { Construct, IValidation } from 'constructs';
import { FacelivenessProvider } from '../../bindings/providers/faceliveness/provider';
import { type AppIndex, appIndex } from '../validation/app-wide/app-index';
import { argumentOf } from '../validation/app-wide/targets';
import { awsProviderErrors, otherStackErrors } from './followed-provider-validation';
import { FollowingProvider, type ProvidedElement } from './following-provider';
import { livenessProviderOf, livenessStackOf, provideLiveness } from './provide-liveness';

/** The providers in the props of a pool. */
interface GivenProviders {
  readonly awsProvider?: TerraformProvider | undefined;
  readonly livenessProvider?: TerraformProvider | undefined;
}

/**
 * The two providers of a pool: the AWS provider of its key and bucket, and the faceliveness provider of its sessions. Both
 * must be in one region and account, because the service writes images only to a bucket there.
 *
 * All members work at synthesis, when all providers are declared, so the order of declaration does not matter.
 */
export class PoolProviders implements IValidation {
  private readonly stack: TerraformStack;
  private readonly index: AppIndex;

  /** @param sessions the element of the sessions, which has the given faceliveness provider */
  constructor(
    pool: Construct,
    private readonly sessions: ProvidedElement,
    private readonly given: GivenProviders,
  ) {
    this.stack = TerraformStack.of(pool);
    this.index = appIndex(pool);
    livenessStackOf(pool);
    if (given.livenessProvider === undefined) provideLiveness(sessions, given.awsProvider);
  }

  public validate(): string[] {
    const { awsProvider, livenessProvider } = this.given;
    if (livenessProvider === undefined) return [];
    return [
      ...awsProviderErrors(this.stack, awsProvider),
      ...livenessKindErrors(livenessProvider),
      ...otherStackErrors('livenessProvider', this.stack, livenessProvider),
    ];
  }

  /** The AWS provider; undefined when the stack has none without an alias. */
  public get awsProvider(): TerraformProvider | undefined {
    return this.given.awsProvider ?? this.index.providersOf(this.stack, 'aws').find(({ alias }) => alias === undefined);
  }

  /** The faceliveness provider; undefined when the stack has none. */
  public get livenessProvider(): TerraformProvider | undefined {
    return livenessProviderOf(this.sessions);
  }

  /** The region of the sessions, where it is not that of their provider. */
  public get sessionsRegion(): unknown {
    return argumentOf(this.sessions, 'region');
  }

  /** The provider whose region the user can change: one that is brought along has that of the AWS provider. */
  public get regionProvider(): TerraformProvider | undefined {
    const { livenessProvider: provider } = this;
    return provider instanceof FollowingProvider ? (provider.aws ?? provider) : provider;
  }
}

function livenessKindErrors(provider: TerraformProvider): string[] {
  return provider.terraformResourceType === FacelivenessProvider.tfResourceType
    ? []
    : [
        `invalid livenessProvider: ${provider.node.path} is a provider "${provider.terraformResourceType}", and makes no ` +
          'sessions. Pass a bindings.FacelivenessProvider',
      ];
}
