/** `face-liveness provider debug` under the real Terraform. */
import { expect, onTestFinished, test } from 'vitest';
import { FACE_LIVENESS } from '../../harness/face-liveness';
import { LocalProcess } from '../../harness/machine/processes';
import { initialized } from '../support/hcl';

test('a provider that runs for debugging serves Terraform, and the installed one is not started', async () => {
  // Only in this process, so that its answers are recognized.
  const env = { PATH: process.env.PATH, FACELIVENESS_PREVIEW: '1', AWS_REGION: 'eu-west-1' };
  const debugged = await LocalProcess.start(FACE_LIVENESS, ['provider', 'debug'], { env });
  onTestFinished(async () => await debugged.stop());
  const [, variable] = await debugged.waitForLine(/^TF_REATTACH_PROVIDERS='(.*)'$/, 60_000);
  const workspace = await initialized(
    'data "faceliveness_session" "it" {\n  name = "a"\n}\noutput "status" {\n  value = data.faceliveness_session.it.status\n}\n',
    { TF_REATTACH_PROVIDERS: variable },
  );
  onTestFinished(() => workspace.dispose());
  const { code, stderr } = await workspace.apply();
  expect(code, stderr).toBe(0);
  expect((await workspace.outputs()).status?.value).toBe('PREVIEW');
  process.kill(debugged.pid, 'SIGINT');
  expect(await debugged.exited()).toBe(0);
});
