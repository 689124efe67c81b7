import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformOutput } from 'cdktf';
import { expect, test } from 'vitest';
import { LivenessSessionPool, type LivenessSessionPoolProps } from '../../../../src/constructs';
import { errorsOf, REGION } from '../../support';

function errorsBeside(output: string, props: LivenessSessionPoolProps = {}): string[] {
  return errorsOf((stack) => {
    new AwsProvider(stack, 'aws', { region: REGION });
    new TerraformOutput(stack, 'mine', { value: 'mine' }).overrideLogicalId(output);
    new LivenessSessionPool(stack, 'kiosk', props);
  });
}

test('synthesis fails when the stack has an output with the name of one of the pool', () => {
  expect(errorsBeside('kiosk_bucket')).toEqual([
    '[demo/kiosk] two outputs of one name: demo/mine is named "kiosk_bucket", as an output of this pool, and a stack has one ' +
      'of each name. Give it another id, or leave those of the pool out with outputs: false',
  ]);
});

test('other outputs, and those beside a pool without outputs, are no error', () => {
  expect(errorsBeside('kiosk')).toEqual([]);
  expect(errorsBeside('kiosk_bucket', { outputs: false })).toEqual([]);
});
