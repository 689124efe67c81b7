import { type TerraformProvider, TerraformStack } from 'cdktf';
import type { Construct, IValidation } from 'constructs';
import type { DataFacelivenessSessionPool } from '../../bindings/providers/faceliveness/data-faceliveness-session-pool';
import { FacelivenessProvider } from '../../bindings/providers/faceliveness/provider';
import { inheritDynamicBlocks, inheritedConfiguration } from './inherited-configuration';
import { configurationOf, isGiven, providersOf } from './stack-providers';

/**
 * The two providers of a pool: the AWS provider of its key and bucket, and the faceliveness provider of its sessions. Both
 * must be in one region and account, because the service writes images only to a bucket there.
 *
 * All members work at synthesis, when all providers are declared, so the order of declaration does not matter.
 */
export class PoolProviders implements IValidation {
  private readonly stack: TerraformStack;
  /** The faceliveness provider that this pool added to the stack, if it did. */
  private added?: FacelivenessProvider;

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

  /** The AWS provider; undefined when the stack has none without an alias. */
  public get awsProvider(): TerraformProvider | undefined {
    return this.givenAwsProvider ?? this.find('aws', undefined);
  }

  /** The faceliveness provider; undefined until one is declared or added. */
  public get livenessProvider(): TerraformProvider | undefined {
    return this.sessions.provider ?? this.find(FacelivenessProvider.tfResourceType, undefined);
  }

  /** The provider whose region the user can change: an added faceliveness provider inherits that of the AWS provider. */
  public get regionProvider(): TerraformProvider | undefined {
    return this.added === undefined ? this.livenessProvider : (this.awsProvider ?? this.livenessProvider);
  }

  /** Adds a faceliveness provider to the stack when the sessions have none. */
  public addLivenessProvider(): void {
    if (this.sessions.provider !== undefined) return;
    const alias = this.awsProvider?.alias;
    const provider = this.find(FacelivenessProvider.tfResourceType, alias) ?? this.newLivenessProvider(alias);
    if (alias !== undefined) this.sessions.provider = provider;
  }

  private newLivenessProvider(alias: string | undefined): TerraformProvider {
    const aws = configurationOf(this.awsProvider);
    this.added = new FacelivenessProvider(this.stack, this.freeId(alias), { ...inheritedConfiguration(aws), alias });
    inheritDynamicBlocks(aws, this.added);
    return this.added;
  }

  /** An unused id: a construct of the user may have the preferred one. */
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

  /** A stack can use its own providers only. */
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

  /** The one argument that an added faceliveness provider cannot inherit although it can change the caller. */
  private identityErrors(): string[] {
    const { awsProvider } = this;
    if (this.added === undefined || awsProvider === undefined) return [];
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
