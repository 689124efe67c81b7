import { Annotations } from 'cdktf';
import type { Construct, IValidation } from 'constructs';
import {
  defaultTransactionsPerSecond,
  FACE_LIVENESS_REGIONS,
  isFaceLivenessRegion,
  isRegionWithoutFaceLiveness,
} from '../../../liveness/regions';
import { SESSION_LIFETIME_SECONDS } from '../../../liveness/session';
import { regionOfKmsKeyArn } from '../../policies/arns';
import { ownRegionOf, regionOfPlace } from '../../providers/place';
import type { PoolProviders } from '../../providers/pool-providers';
import { awsProviderOf, isGiven } from '../../providers/stack-providers';
import type { ILivenessImageBucket, ILivenessImageKey } from '../../storage/interfaces';
import { type AppIndex, appIndex } from '../app-wide/app-index';
import { isKnown, isLiteral } from '../values';

/** The properties of a pool that depend on the region. */
interface RegionalPool {
  readonly size: number;
  readonly bucket: ILivenessImageBucket;
  readonly encryptionKey: ILivenessImageKey;
}

/**
 * Reports conflicts with the region of a pool, and warns when the region cannot be checked.
 *
 * All members work at synthesis, when the providers are declared.
 */
export class PoolRegionValidation implements IValidation {
  private readonly index: AppIndex;
  private warned = false;

  constructor(
    private readonly pool: Construct,
    private readonly providers: PoolProviders,
    private readonly props: RegionalPool,
  ) {
    this.index = appIndex(pool);
  }

  public validate(): string[] {
    this.warn();
    return [...this.differenceErrors(), ...this.regionErrors(), ...this.sizeErrors()];
  }

  /** Adds the warnings, which are collected after the validations; a second call has no effect. */
  private warn(): void {
    if (this.warned) return;
    this.warned = true;
    for (const warning of [...this.differenceWarnings(), ...this.regionWarnings()]) {
      Annotations.of(this.pool).addWarning(warning);
    }
  }

  /** The region of the sessions, when it is a literal. */
  public get region(): string | undefined {
    const { livenessProvider, sessionsRegion } = this.providers;
    const region = sessionsRegion ?? this.index.configurationOf(livenessProvider).region;
    return isLiteral(region) ? region : undefined;
  }

  private differenceErrors(): string[] {
    const { region } = this;
    const { awsProvider, livenessProvider } = this.providers;
    if (region === undefined || livenessProvider === undefined) return [];

    const errors: string[] = [];
    const { region: awsRegion } = this.index.configurationOf(awsProvider);
    if (awsProvider !== undefined && isLiteral(awsRegion) && awsRegion !== region) {
      errors.push(
        `regions differ: the AWS provider ${awsProvider.node.path} is in "${awsRegion}" and the faceliveness provider ` +
          `${livenessProvider.node.path} in "${region}", but the service writes images only to a bucket in the region ` +
          'of the sessions. Give both the same region, or leave the faceliveness provider out to have one brought along',
      );
    }
    const { bucket, encryptionKey: key } = this.props;
    const bucketRegion = this.regionElsewhere(bucket);
    if (bucketRegion !== undefined && bucketRegion !== region) {
      errors.push(
        `regions differ: the bucket ${bucket.node.path} is in "${bucketRegion}" and the sessions are in "${region}", but ` +
          'the service writes images only to a bucket in the region of the sessions. Use one there',
      );
    }
    const keyRegion = regionOfKmsKeyArn(key.keyArn) ?? this.regionElsewhere(key);
    if (keyRegion !== undefined && keyRegion !== region) {
      errors.push(
        `regions differ: the key ${isKnown(key.keyArn) ? key.keyArn : key.node.path} is in "${keyRegion}" and the ` +
          `sessions are in "${region}", but KMS encrypts only in the region of a key. Use a key in the region of the ` +
          'sessions',
      );
    }
    return errors;
  }

  /** The region of a bucket or key that is imported, or has another AWS provider or region than the pool, when it is a literal. */
  private regionElsewhere(part: ILivenessImageBucket | ILivenessImageKey): string | undefined {
    const { resource } = part;
    const isOfPool =
      resource !== undefined &&
      ownRegionOf(resource) === undefined &&
      awsProviderOf(resource) === this.providers.awsProvider;
    return isOfPool ? undefined : regionOfPlace(part);
  }

  private regionErrors(): string[] {
    const { region } = this;
    if (region === undefined || this.anyRegion || !isRegionWithoutFaceLiveness(region)) return [];
    return [
      `Face Liveness is not offered in the region "${region}"${this.ofProvider}; regions with Face Liveness: ` +
        `${FACE_LIVENESS_REGIONS.join(', ')}. Use one of these. If AWS has added this region since, declare a ` +
        'FacelivenessProvider with skipRegionValidation',
    ];
  }

  private regionWarnings(): string[] {
    const { region } = this;
    if (region === undefined || this.anyRegion) return [];
    if (isFaceLivenessRegion(region) || isRegionWithoutFaceLiveness(region)) return [];
    return [
      `it is not known whether Face Liveness is offered in the region "${region}"${this.ofProvider}; regions with Face ` +
        `Liveness: ${FACE_LIVENESS_REGIONS.join(', ')}. If it is, declare a FacelivenessProvider with ` +
        'skipRegionValidation; otherwise its plan will fail',
    ];
  }

  /** The first session of a pool must not expire before the last one is created. */
  private sizeErrors(): string[] {
    const { region } = this;
    const { size } = this.props;
    const { max_requests_per_second: limit } = this.index.configurationOf(this.providers.livenessProvider);
    const rate = isGiven(limit) ? limit : region && defaultTransactionsPerSecond(region);
    if (typeof rate !== 'number' || !isKnown(rate) || !isKnown(size) || !Number.isFinite(size)) return [];
    const most = Math.floor(rate * SESSION_LIFETIME_SECONDS);
    if (size <= most) return [];
    const source = isGiven(limit) ? 'maxRequestsPerSecond' : `the default quota of ${region}`;
    return [
      `invalid size: ${size} sessions at ${rate} per second, ${source}, take ${Math.ceil(size / rate)} seconds, and a ` +
        `session lives for ${SESSION_LIFETIME_SECONDS}: the first would have expired before the last is there. Make the ` +
        `pool no larger than ${most}, or have the quota of the account raised and declare a FacelivenessProvider with ` +
        'maxRequestsPerSecond',
    ];
  }

  /** When only one provider has a region, that of the other comes from the environment and can differ. */
  private differenceWarnings(): string[] {
    const { awsProvider, livenessProvider } = this.providers;
    if (awsProvider === undefined || livenessProvider === undefined) return [];
    const awsRegion = this.index.configurationOf(awsProvider).region;
    const { region } = this.index.configurationOf(livenessProvider);
    if ((awsRegion === undefined) === (region === undefined)) return [];
    const [silent, other] = awsRegion === undefined ? [awsProvider, livenessProvider] : [livenessProvider, awsProvider];
    return [
      `the provider ${silent.node.path} takes its region from the environment, and ${other.node.path} does not; the ` +
        'bucket must be in the region of the sessions. Give both the same region',
    ];
  }

  private get anyRegion(): boolean {
    return isGiven(this.index.configurationOf(this.providers.livenessProvider).skip_region_validation);
  }

  private get ofProvider(): string {
    const { regionProvider } = this.providers;
    return regionProvider === undefined ? '' : ` of the provider ${regionProvider.node.path}`;
  }
}
