import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { LivenessImageBucket, LivenessImageKey, LivenessImageStorage, LivenessSessionPool } from '../../src/constructs';
import { drawTree, treeOf } from './tree-picture';

/** The construct of each picture, by file name: the simplest use, as on the page of the construct. */
const PICTURES: Readonly<Record<string, (stack: TerraformStack) => IConstruct>> = {
  'liveness-session-pool.svg': (stack) => new LivenessSessionPool(stack, 'kiosk', { size: 3 }),
  'liveness-session-pool-grants.svg': (stack) => {
    const { grants } = new LivenessSessionPool(stack, 'kiosk');
    const role = new IamRole(stack, 'web', { assumeRolePolicy: '{}' });
    grants.createSessions(role);
    grants.readResults(role);
    return role;
  },
  'liveness-image-storage.svg': (stack) => new LivenessImageStorage(stack, 'images'),
  'liveness-image-key.svg': (stack) =>
    new LivenessImageKey(stack, 'key', {
      alias: 'faces',
      encryptionKeyAdministrators: ['arn:aws:iam::111122223333:role/security'],
    }),
  'liveness-image-bucket.svg': (stack) =>
    new LivenessImageBucket(stack, 'bucket', {
      encryptionKey: new LivenessImageKey(stack, 'key'),
      versioning: true,
      serverAccessLogsBucketName: 'logs-of-all',
    }),
};

/** Draws all pictures of the documentation, as SVG by file name. */
export function drawPictures(): Record<string, string> {
  return Object.fromEntries(Object.entries(PICTURES).map(([file, build]) => [file, draw(build)]));
}

function draw(build: (stack: TerraformStack) => IConstruct): string {
  const stack = new TerraformStack(new App(), 'demo');
  new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  const tree = treeOf(build(stack));
  if (tree === undefined) throw new Error('nothing to draw');
  return drawTree(tree);
}
