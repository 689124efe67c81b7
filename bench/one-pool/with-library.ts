import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { LivenessSessionPool } from 'cdktf-face-liveness';

const app = new App();
const stack = new TerraformStack(app, 'liveness');
new AwsProvider(stack, 'aws', { region: 'us-east-1' });
new LivenessSessionPool(stack, 'kiosk', { size: 3 });
app.synth();
