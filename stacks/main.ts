import { App } from 'cdktf';
import { readEnvironment } from './environment';
import { LivenessStack } from './liveness-stack';

try {
  const app = new App();
  new LivenessStack(app, 'liveness', readEnvironment());
  app.synth();
} catch (error) {
  // A wrong setting is its author's business, and the message says all there is to say.
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
