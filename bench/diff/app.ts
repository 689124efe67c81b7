/** A stack with a pool; with the argument `without-sessions`, the same key and bucket without provider and data source. */
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { LivenessImageStorage, LivenessSessionPool } from 'cdktf-face-liveness';

const app = new App();
const stack = new TerraformStack(app, 'liveness');
new AwsProvider(stack, 'aws', { region: 'us-east-1' });
if (process.argv[2] === 'without-sessions') new LivenessImageStorage(stack, 'storage');
else new LivenessSessionPool(stack, 'kiosk', { size: 3 });
app.synth();
