import { type TerraformProvider, TerraformStack } from 'cdktf';
import type { Construct, IValidation } from 'constructs';
import type { DataFacelivenessSessionPool } from '../../bindings/providers/faceliveness/data-faceliveness-session-pool';
import { FacelivenessProvider } from '../../bindings/providers/faceliveness/provider';
import { configurationOf, isGiven } from './provider-configuration';
import { providersOf } from './stack-providers';
import { takenOver, takeOverDynamicBlocks } from './taken-over';

/**
 * The two providers that a pool lives on, one for its key and bucket and one for its sessions. They belong together:
 * the service writes images only to a bucket of the same region and account.
 *
 * Everything here happens at synthesis, when all providers are there, in whatever order they were declared.
 */
export class PoolProviders implements IValidation {
  private readonly stack: TerraformStack;
  /** The faceliveness provider made here, if one was. */
  private brought?: FacelivenessProvider;

  constructor(
    pool: Construct,
    private readonly sessions: DataFacelivenessSessionPool,
    private readonly givenAwsProvider: TerraformProvider | undefined,
  ) {
    this.stack = TerraformStack.of(pool);
  }

  public validate(): string[] {
    return [...this.kindErrors(), ...this.placeErrors(), ...this.awsProviderErrors(), ...this.identityErrors()];
  }

  /** The AWS provider; undefined where the stack has none that fits. */
  public get awsProvider(): TerraformProvider | undefined {
    return this.givenAwsProvider ?? this.find('aws', undefined);
  }

  /** The faceliveness provider; undefined before it is brought along. */
  public get livenessProvider(): TerraformProvider | undefined {
    return this.sessions.provider ?? this.find(FacelivenessProvider.tfResourceType, undefined);
  }

  /** The provider whose region is its author's to change: the AWS provider's is taken over by one that is brought along. */
  public get regionProvider(): TerraformProvider | undefined {
    return this.brought === undefined ? this.livenessProvider : (this.awsProvider ?? this.livenessProvider);
  }

  /** Brings a faceliveness provider along where the sessions have none. */
  public bringLivenessProvider(): void {
    if (this.sessions.provider !== undefined) return;
    const alias = this.awsProvider?.alias;
    const provider = this.find(FacelivenessProvider.tfResourceType, alias) ?? this.makeLivenessProvider(alias);
    if (alias !== undefined) this.sessions.provider = provider;
  }

  private makeLivenessProvider(alias: string | undefined): TerraformProvider {
    const aws = configurationOf(this.awsProvider);
    this.brought = new FacelivenessProvider(this.stack, this.freeId(alias), { ...takenOver(aws), alias });
    takeOverDynamicBlocks(aws, this.brought);
    return this.brought;
  }

  /** An id for a provider; a construct for something else may have the first choice. */
  private freeId(alias: string | undefined): string {
    const wanted = alias === undefined ? 'FacelivenessProvider' : `FacelivenessProvider-${alias}`;
    let id = wanted;
    for (let n = 2; this.stack.node.tryFindChild(id) !== undefined; n += 1) id = `${wanted}-${n}`;
    return id;
  }

  private kindErrors(): string[] {
    const { givenAwsProvider: given } = this;
    return given === undefined || given.terraformResourceType === 'aws'
      ? []
      : [
          `invalid awsProvider: ${given.node.path} is a provider "${given.terraformResourceType}", and makes no keys and ` +
            'buckets. Pass an AwsProvider',
        ];
  }

  /** Terraform knows providers within a stack only. */
  private placeErrors(): string[] {
    const given = { awsProvider: this.givenAwsProvider, livenessProvider: this.sessions.provider };
    return Object.entries(given).flatMap(([prop, provider]) =>
      provider === undefined || TerraformStack.of(provider) === this.stack
        ? []
        : [
            `invalid ${prop}: ${provider.node.path} is of another stack than the pool, and a stack has providers of its ` +
              `own. Declare one in ${this.stack.node.path}`,
          ],
    );
  }

  private awsProviderErrors(): string[] {
    const aliases = providersOf(this.stack, 'aws').map(({ alias }) => `"${alias}"`);
    return this.awsProvider !== undefined || aliases.length === 0
      ? []
      : [
          `all AWS providers of the stack have an alias (${aliases.join(', ')}), so none is the default. Pass the ` +
            'one to use as awsProvider, or add one without an alias',
        ];
  }

  /** All that tells the two callers apart, where the faceliveness provider was made here. */
  private identityErrors(): string[] {
    const { awsProvider } = this;
    if (this.brought === undefined || awsProvider === undefined) return [];
    const { ec2_metadata_service_endpoint: endpoint, access_key: key } = configurationOf(awsProvider);
    return !isGiven(endpoint) || isGiven(key)
      ? []
      : [
          `the AWS provider ${awsProvider.node.path} sets ec2_metadata_service_endpoint, which the faceliveness provider ` +
            'does not have, so the sessions could be created in another account than the bucket. Set ' +
            'AWS_EC2_METADATA_SERVICE_ENDPOINT in its place, which both read, or declare a FacelivenessProvider',
        ];
  }

  private find(type: string, alias: string | undefined): TerraformProvider | undefined {
    return providersOf(this.stack, type).find((provider) => provider.alias === alias);
  }
}
