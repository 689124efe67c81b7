import { bundleProvider } from '../support/bundle';
import { PluginWorkspace } from '../support/terraform';

const echo = await bundleProvider('echo', { entry: 'conformance/echo-provider/main.ts' });

/** A workspace in which Terraform finds the echo provider. */
export function echoWorkspace(configuration: string, env: NodeJS.ProcessEnv = {}): PluginWorkspace {
  const workspace = new PluginWorkspace(echo, { env });
  workspace.write({ 'main.tf': configuration });
  return workspace;
}
