import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack, TerraformVariable } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { LivenessImageBucket, LivenessImageStorage, LivenessSessionPool } from '../../../../src/constructs';
import { errorsOf, REGION } from '../../support';

function errorsIn(build: (stack: TerraformStack) => void): string[] {
  return errorsOf((stack) => {
    new AwsProvider(stack, 'aws', { region: REGION });
    build(stack);
  });
}

describe('synthesis fails when two pools', () => {
  test('have ids with the same name in Terraform', () => {
    const errors = errorsIn((stack) => {
      for (const id of ['door.1', 'door1']) new LivenessSessionPool(stack, id);
    });
    expect(errors).toEqual([
      '[demo/door1] two pools of one id: Terraform would call both this one and demo/door.1 "door1", since its names are ' +
        'of letters from A to Z, digits, hyphens and underscores. Let the ids differ in these',
    ]);
  });

  test('have the same name', () => {
    const errors = errorsIn((stack) => {
      new LivenessSessionPool(stack, 'front', { name: 'door' });
      new LivenessSessionPool(stack, 'back', { name: 'door' });
    });
    expect(errors).toEqual([
      '[demo/back] two pools of one name: this one and demo/front are both named "door". Sessions are derived from the ' +
        'name of their pool, so both would have the same ones, and each session serves one check. Give one of them another ' +
        'name, such as one with the stack or the workspace in it, or make one larger pool',
    ]);
  });

  test('have the same name in two stacks', () => {
    const app = new App();
    for (const id of ['one', 'two']) {
      const stack = new TerraformStack(app, id);
      new AwsProvider(stack, 'aws', { region: REGION });
      new LivenessSessionPool(stack, 'kiosk', { name: 'door' });
    }
    expect(() => app.synth()).toThrow(
      '[two/kiosk] two pools of one name: this one and one/kiosk are both named "door"',
    );
  });

  test('have the same name, and the region of one is not known', () => {
    const errors = errorsIn((stack) => {
      const region = new TerraformVariable(stack, 'region', { type: 'string' }).stringValue;
      const late = new AwsProvider(stack, 'late', { region, alias: 'late' });
      new LivenessSessionPool(stack, 'front', { name: 'door' });
      new LivenessSessionPool(stack, 'back', { name: 'door', awsProvider: late });
    });
    expect(errors).toEqual([expect.stringContaining('[demo/back] two pools of one name: this one and demo/front are')]);
  });

  test('have the same name, and only the second of three is elsewhere', () => {
    const errors = errorsIn((stack) => {
      const usa = new AwsProvider(stack, 'usa', { region: 'us-east-1', alias: 'usa' });
      new LivenessSessionPool(stack, 'front', { name: 'door' });
      new LivenessSessionPool(stack, 'far', { name: 'door', awsProvider: usa });
      new LivenessSessionPool(stack, 'back', { name: 'door' });
    });
    expect(errors).toEqual([expect.stringContaining('[demo/back] two pools of one name: this one and demo/front are')]);
  });

  test.for([
    ['faces/', 'faces/'],
    ['faces/', 'faces/back/'],
    ['faces/back/', 'faces/'],
    ['fa', 'faces/'],
    ['', 'faces/'],
  ] as const)('have the prefixes %j and %j in one storage', ([first, second]) => {
    const errors = errorsIn((stack) => {
      const storage = new LivenessImageStorage(stack, 'images', { keyPrefix: '' });
      new LivenessSessionPool(stack, 'front', { storage, imagePrefix: first });
      new LivenessSessionPool(stack, 'back', { storage, imagePrefix: second });
    });
    expect(errors).toEqual([
      `[demo/back] overlapping image prefixes: "${second}" of this pool and "${first}" of demo/front are in one bucket, so ` +
        'the images, and the permissions for them, cannot be told apart. Give each pool a folder of its own',
    ]);
  });

  test('have overlapping prefixes in an existing bucket that two stacks import', () => {
    const app = new App();
    for (const id of ['one', 'two']) {
      const stack = new TerraformStack(app, id);
      new AwsProvider(stack, 'aws', { region: REGION });
      const bucket = LivenessImageBucket.fromBucketName(stack, 'bucket', 'faces');
      new LivenessSessionPool(stack, 'kiosk', { bucket, keyPrefix: 'all/', imagePrefix: 'all/' });
    }
    expect(() => app.synth()).toThrow('[two/kiosk] overlapping image prefixes');
  });
});

test('the key prefix of a pool must start with that of its storage', () => {
  const errors = errorsIn((stack) => {
    const storage = new LivenessImageStorage(stack, 'images');
    const withoutEffect = { keyPrefix: 'faces/', bucketName: 'faces', tags: {} };
    new LivenessSessionPool(stack, 'kiosk', { storage, imagePrefix: 'faces/', ...withoutEffect });
  });
  expect(errors).toEqual([
    '[demo/kiosk] invalid keyPrefix, bucketName, tags: they have no effect on a storage that is shared. Leave them out, ' +
      'or leave out storage',
    '[demo/kiosk] invalid imagePrefix: "faces/" does not start with "liveness/", the key prefix of the storage, which ' +
      'its retention and permissions are about. Start with that, leave it out, or change keyPrefix of the storage',
  ]);
});

describe('pools do not conflict', () => {
  test('with different folders', () => {
    const errors = errorsIn((stack) => {
      const storage = new LivenessImageStorage(stack, 'images');
      for (const id of ['front', 'back', 'front-2']) new LivenessSessionPool(stack, id, { storage });
    });
    expect(errors).toEqual([]);
  });

  test('with the same prefix in two buckets', () => {
    const errors = errorsIn((stack) => {
      for (const id of ['front', 'back'])
        new LivenessSessionPool(stack, id, { keyPrefix: 'faces/', imagePrefix: 'faces/' });
    });
    expect(errors).toEqual([]);
  });

  test('with names that only Terraform knows', () => {
    const errors = errorsIn((stack) => {
      const name = new TerraformVariable(stack, 'name', { type: 'string' }).stringValue;
      const storage = new LivenessImageStorage(stack, 'images');
      new LivenessSessionPool(stack, 'front', { storage, name });
      new LivenessSessionPool(stack, 'back', { storage, name: `${name}` });
    });
    expect(errors).toEqual([]);
  });

  test('with the same name in two regions', () => {
    const errors = errorsIn((stack) => {
      const usa = new AwsProvider(stack, 'usa', { region: 'us-east-1', alias: 'usa' });
      new LivenessSessionPool(stack, 'kiosk', { name: 'door' });
      new LivenessSessionPool(stack, 'far', { name: 'door', awsProvider: usa });
    });
    expect(errors).toEqual([]);
  });
});

describe('an image prefix that only Terraform knows', () => {
  test.for<[string, (prefix: string) => { readonly keyPrefix: string; readonly imagePrefix: string }, string?]>([
    ['with the key prefix before it', (text) => ({ keyPrefix: 'faces/', imagePrefix: `faces/${text}/` })],
    ['with a key prefix that is the same', (text) => ({ keyPrefix: `${text}/`, imagePrefix: `${text}/door/` })],
    ['alone', (text) => ({ keyPrefix: 'faces/', imagePrefix: `${text}/` }), 'faces/'],
    [
      'with an escaped expression before it',
      (text) => ({ keyPrefix: 'faces/', imagePrefix: `a$\${}${text}/` }),
      'faces/',
    ],
  ])('%s', ([, prefixes, outside]) => {
    const errors = errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: REGION });
      const { stringValue } = new TerraformVariable(stack, 'text', {});
      const { keyPrefix, imagePrefix } = prefixes(stringValue);
      const storage = new LivenessImageStorage(stack, 'images', { keyPrefix });
      new LivenessSessionPool(stack, 'kiosk', { storage, imagePrefix });
    });
    expect(errors).toEqual(
      outside === undefined
        ? []
        : [
            expect.stringMatching(
              /^\[demo\/kiosk\] invalid imagePrefix: ".*\$\{var\.text\}\/" does not start with "faces\/", the key prefix of the storage/,
            ),
          ],
    );
  });
});
