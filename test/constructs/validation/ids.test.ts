import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { type TerraformStack, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { LivenessImageBucket, LivenessImageKey, LivenessImageStorage } from '../../../src/constructs';
import { errorsOf, REGION, synthesizeInRegion } from '../support';

function errorsWith(build: (stack: TerraformStack) => void): string[] {
  return errorsOf((stack) => {
    new AwsProvider(stack, 'aws', { region: REGION });
    build(stack);
  });
}

const KINDS: Readonly<Record<string, (scope: Construct, id: string) => void>> = {
  key: (scope, id) => new LivenessImageKey(scope, id),
  bucket: (scope, id) =>
    new LivenessImageBucket(scope, id, { encryptionKey: new LivenessImageKey(new Construct(scope, 'keys'), 'key') }),
  storage: (scope, id) => new LivenessImageStorage(scope, id),
};

test.for(Object.keys(KINDS))('synthesis fails when the id of a %s is a token, once', (kind) => {
  const errors = errorsWith((stack) => KINDS[kind]?.(stack, new TerraformVariable(stack, 'v', {}).stringValue));
  expect(errors.filter((error) => error.includes('invalid id'))).toEqual([
    expect.stringContaining('] invalid id: that of demo/… is a value that only Terraform knows'),
  ]);
});

test('synthesis fails when a scope of a storage has a token in its id, once', () => {
  const errors = errorsWith((stack) => {
    const hall = new Construct(stack, `hall-${new TerraformVariable(stack, 'v', {}).numberValue}`);
    new LivenessImageStorage(hall, 'images');
  });
  expect(errors.filter((error) => error.includes('invalid id'))).toHaveLength(1);
});

test.for(Object.keys(KINDS).flatMap((kind) => [[kind, 'backend'] as const, [kind, 'Default'] as const]))(
  'a %s fails when its id is %s',
  ([kind, id]) => {
    expect(() => synthesizeInRegion((stack) => KINDS[kind]?.(stack, id))).toThrow(
      `invalid id: "${id}" of demo/${id} is `,
    );
  },
);

test('a storage fails when it is in a construct of the id backend', () => {
  const build = (stack: TerraformStack) => new LivenessImageStorage(new Construct(stack, 'backend'), 'images');
  expect(() => synthesizeInRegion(build)).toThrow('invalid id: "backend" of demo/backend is the id of the backend');
});

test.for(['Default', 'backend'])('a storage inside another construct can have the id %s', (id) => {
  expect(errorsWith((stack) => new LivenessImageStorage(new Construct(stack, 'hall'), id))).toEqual([]);
});
