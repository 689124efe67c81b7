import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { expect, test } from 'vitest';
import { type bindings, LivenessImageStorage, LivenessSessionPool } from '../../../../src/constructs';
import { errorsOf, REGION } from '../../support';

type Sessions = bindings.SessionPool | bindings.DataFacelivenessSessionPool;

/** Changes of the sessions of a pool, by its id, each with the argument in the error. */
const CHANGES: Readonly<Record<string, readonly [change: (sessions: Sessions) => void, argument: string | undefined]>> =
  {
    bucket: [(each) => each.addOverride('settings.output_config.s3_bucket', 'other'), 'settings.output_config'],
    prefix: [(each) => each.addOverride('settings.output_config.s3_key_prefix', 'other/'), 'settings.output_config'],
    settings: [(each) => each.putSettings({ outputConfig: { s3Bucket: 'other' } }), 'settings.output_config'],
    key: [(each) => each.addOverride('kms_key_id', 'other'), 'kms_key_id'],
    'key-property': [(each) => Object.assign(each, { kmsKeyId: 'other' }), 'kms_key_id'],
    others: [(each) => each.addOverride('settings.audit_images_limit', 2), undefined],
  };

test.for([true, false])('synthesis fails when the target of sessions is changed, managed %s', (managed) => {
  const errors = errorsOf((stack) => {
    new AwsProvider(stack, 'aws', { region: REGION });
    const keyArn = `arn:aws:kms:${REGION}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
    const storage = LivenessImageStorage.fromAttributes(stack, 'images', { bucketName: 'faces', keyArn });
    for (const [id, [change]] of Object.entries(CHANGES)) {
      const { dataSource, resource } = new LivenessSessionPool(stack, id, { managed, storage });
      change((dataSource ?? resource) as Sessions);
    }
  });
  expect(errors).toEqual(
    Object.entries(CHANGES)
      .filter(([, [, argument]]) => argument !== undefined)
      .map(
        ([id, [, argument]]) =>
          `[demo/${id}] invalid ${argument} of demo/${id}/Sessions: it was changed, and the outputs, grants, retention and ` +
          'regions of the pool do not follow. Pass storage, bucket, encryptionKey or imagePrefix instead',
      ),
  );
});
