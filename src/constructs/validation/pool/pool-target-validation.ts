import type { DataFacelivenessSessionPool } from '../../../bindings/providers/faceliveness/data-faceliveness-session-pool';
import type { SessionPool } from '../../../bindings/providers/faceliveness/session-pool';
import { argumentOf } from '../app-wide/targets';
import { isPlainObject } from '../values';

/** Where the sessions of a pool send images. */
interface Target {
  readonly s3Bucket: string;
  readonly s3KeyPrefix: string;
  readonly kmsKeyId: string;
}

/** The errors for sessions that overrides or Aspects send to another bucket, prefix or key than the pool's. */
export function targetErrors(sessions: DataFacelivenessSessionPool | SessionPool, target: Target): string[] {
  const { s3BucketInput, s3KeyPrefixInput } = sessions.settings.outputConfig;
  const settings = argumentOf(sessions, 'settings');
  const isOverridden = isPlainObject(settings) && 'output_config' in settings;
  const changes: ReadonlyArray<readonly [argument: string, isChanged: boolean]> = [
    [
      'settings.output_config',
      isOverridden || s3BucketInput !== target.s3Bucket || s3KeyPrefixInput !== target.s3KeyPrefix,
    ],
    ['kms_key_id', argumentOf(sessions, 'kms_key_id') !== target.kmsKeyId],
  ];
  return changes
    .filter(([, isChanged]) => isChanged)
    .map(
      ([argument]) =>
        `invalid ${argument} of ${sessions.node.path}: it was changed, and the outputs, grants, retention and regions of the pool ` +
        'do not follow. Pass storage, bucket, encryptionKey or imagePrefix instead',
    );
}
