import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { describe, expect, test } from 'vitest';
import { type bindings, LivenessSessionPool } from '../../../../src/constructs';
import { errorsOf, REGION } from '../../support';

type Sessions = bindings.SessionPool | bindings.DataFacelivenessSessionPool;

function errorsWhen(managed: boolean, change: (sessions: Sessions) => void): string[] {
  return errorsOf((stack) => {
    new AwsProvider(stack, 'aws', { region: REGION });
    const { dataSource, resource } = new LivenessSessionPool(stack, 'kiosk', { managed });
    const sessions = dataSource ?? resource;
    if (sessions !== undefined) change(sessions);
  });
}

describe.for([true, false])('synthesis fails when the target of sessions is changed, managed %s:', (managed) => {
  test.for<[string, string, (sessions: Sessions) => void]>([
    ['the bucket', 'settings.output_config', (each) => each.addOverride('settings.output_config.s3_bucket', 'other')],
    ['the prefix', 'settings.output_config', (each) => each.addOverride('settings.output_config.s3_key_prefix', 'a/')],
    ['all settings', 'settings.output_config', (each) => each.putSettings({ outputConfig: { s3Bucket: 'other' } })],
    ['the key', 'kms_key_id', (each) => each.addOverride('kms_key_id', 'other')],
    ['the key by a property', 'kms_key_id', (each) => Object.assign(each, { kmsKeyId: 'other' })],
  ])('%s', ([, argument, change]) => {
    expect(errorsWhen(managed, change)).toEqual([
      `[demo/kiosk] invalid ${argument} of demo/kiosk/Sessions: it was changed, and the outputs, grants, retention and regions ` +
        'of the pool do not follow. Pass storage, bucket, encryptionKey or imagePrefix instead',
    ]);
  });

  test('other settings can be', () => {
    expect(errorsWhen(managed, (each) => each.addOverride('settings.audit_images_limit', 2))).toEqual([]);
  });
});
