import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack } from 'cdktf';
import { LivenessSessionPool } from 'cdktf-face-liveness';
import type { Construct } from 'constructs';
import type { Environment } from './environment';

/** A pool of Face Liveness sessions with the key and the bucket that their images go to. */
export class LivenessStack extends TerraformStack {
  constructor(scope: Construct, id: string, { region, poolName, poolSize }: Environment) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region });
    new LivenessSessionPool(this, 'pool', { name: poolName, size: poolSize });
  }
}
