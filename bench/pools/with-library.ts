import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { LivenessSessionPool } from 'cdktf-face-liveness';

const [count = '1'] = process.argv.slice(2);

const app = new App();
const stack = new TerraformStack(app, 'liveness');
new AwsProvider(stack, 'aws', { region: 'us-east-1' });
for (let n = 1; n <= Number(count); n += 1) new LivenessSessionPool(stack, `kiosk${n}`, { size: 3 });
app.synth();
