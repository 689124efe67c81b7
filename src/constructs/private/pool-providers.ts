import { Annotations, type IAspect, type TerraformProvider, TerraformStack } from 'cdktf';
import type { Construct, IConstruct, IValidation } from 'constructs';
import type { DataFacelivenessSessionPool } from '../../bindings/providers/faceliveness/data-faceliveness-session-pool';
import { FacelivenessProvider } from '../../bindings/providers/faceliveness/provider';
import { FACE_LIVENESS_REGIONS, isFaceLivenessRegion } from '../../liveness/regions';
import { isKnown } from './known';
import { takenOver, takeOverDynamicBlocks } from './taken-over';

/**
 * The two providers that a pool lives on, one for its key and bucket and one for its sessions. They belong together:
 * the service writes images only to a bucket of the same region and account.
 *
 * Everything here happens at synthesis, when all providers are there, in whatever order they were declared.
 */
export class PoolProviders implements IAspect, IValidation {
  private readonly stack: TerraformStack;
  /** The faceliveness provider made here, if one was. */
  private brought?: FacelivenessProvider;

  constructor(
    private readonly pool: Construct,
    private readonly sessions: DataFacelivenessSessionPool,
    private readonly givenAwsProvider: TerraformProvider | undefined,
  ) {
    this.stack = TerraformStack.of(pool);
  }

  /** Brings a faceliveness provider along where the sessions have none. For the stack, which is visited first. */
  public visit(node: IConstruct): void {
    if (node !== this.stack) return;
    this.bringLivenessProvider();
    this.warnOfUnknownDifference();
  }

  public validate(): string[] {
    return [...this.awsProviderErrors(), ...this.identityErrors(), ...this.regionErrors()];
  }

  private get awsProvider(): TerraformProvider | undefined {
    return this.givenAwsProvider ?? this.find('aws', undefined);
  }

  private get livenessProvider(): TerraformProvider | undefined {
    return this.sessions.provider ?? this.find(FacelivenessProvider.tfResourceType, undefined);
  }

  private bringLivenessProvider(): void {
    if (this.sessions.provider !== undefined) return;
    const alias = this.awsProvider?.alias;
    const provider = this.find(FacelivenessProvider.tfResourceType, alias) ?? this.makeLivenessProvider(alias);
    if (alias !== undefined) this.sessions.provider = provider;
  }

  private makeLivenessProvider(alias: string | undefined): TerraformProvider {
    const id = alias === undefined ? 'FacelivenessProvider' : `FacelivenessProvider-${alias}`;
    const aws = configurationOf(this.awsProvider);
    this.brought = new FacelivenessProvider(this.stack, id, { ...takenOver(aws), alias });
    takeOverDynamicBlocks(aws, this.brought);
    return this.brought;
  }

  private awsProviderErrors(): string[] {
    const aliases = this.all('aws').map(({ alias }) => `"${alias}"`);
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

  private regionErrors(): string[] {
    const { awsProvider, livenessProvider } = this;
    if (livenessProvider === undefined) return [];
    const { region, skip_region_validation: anyRegion } = configurationOf(livenessProvider);
    if (!isLiteral(region)) return [];

    const errors: string[] = [];
    const awsRegion = configurationOf(awsProvider).region;
    if (awsProvider !== undefined && isLiteral(awsRegion) && awsRegion !== region) {
      errors.push(
        `regions differ: the AWS provider ${awsProvider.node.path} is in "${awsRegion}" and the faceliveness provider ` +
          `${livenessProvider.node.path} in "${region}", but the service writes images only to a bucket in the region ` +
          'of the sessions. Give both the same region, or leave the faceliveness provider out to have one brought along',
      );
    }
    if (!isFaceLivenessRegion(region) && !isGiven(anyRegion)) {
      errors.push(
        `Face Liveness is not known to be offered in the region "${region}" of the provider ` +
          `${(this.brought === undefined ? livenessProvider : (awsProvider ?? livenessProvider)).node.path}; regions ` +
          `with Face Liveness: ${FACE_LIVENESS_REGIONS.join(', ')}. Use one of these. If AWS has added this region ` +
          'since, declare a FacelivenessProvider with skipRegionValidation',
      );
    }
    return errors;
  }

  /** With only one of the regions written down, the other comes from the environment and may be another. */
  private warnOfUnknownDifference(): void {
    const { awsProvider, livenessProvider } = this;
    if (awsProvider === undefined || livenessProvider === undefined) return;
    const awsRegion = configurationOf(awsProvider).region;
    const { region } = configurationOf(livenessProvider);
    if ((awsRegion === undefined) === (region === undefined)) return;
    const [silent, other] = awsRegion === undefined ? [awsProvider, livenessProvider] : [livenessProvider, awsProvider];
    Annotations.of(this.pool).addWarning(
      `the provider ${silent.node.path} takes its region from the environment, and ${other.node.path} does not; the ` +
        'bucket must be in the region of the sessions. Give both the same region',
    );
  }

  private find(type: string, alias: string | undefined): TerraformProvider | undefined {
    return this.all(type).find((provider) => provider.alias === alias);
  }

  /** The providers of this stack, without those of a stack inside it. */
  private all(type: string): TerraformProvider[] {
    return this.stack
      .allProviders()
      .filter((provider) => provider.terraformResourceType === type && TerraformStack.of(provider) === this.stack);
  }
}

/** Arguments by their Terraform names. */
interface ProviderConfiguration {
  readonly region?: string;
  readonly [argument: string]: unknown;
}

/** A provider's arguments as they are synthesized, so with overrides, and with tokens as they are. */
function configurationOf(provider: TerraformProvider | undefined): ProviderConfiguration {
  return provider?.toTerraform().provider[provider.terraformResourceType][0] ?? {};
}

/** Whether a region is written down, and known now. */
function isLiteral(region: string | undefined): region is string {
  return typeof region === 'string' && isKnown(region);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && !(Array.isArray(value) && value.length === 0);
}
