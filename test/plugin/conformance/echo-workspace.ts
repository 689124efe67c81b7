import { bundleProvider } from '../support/bundle';
import { PluginWorkspace } from '../support/terraform';

const echo = await bundleProvider('echo', { entry: 'conformance/echo-provider/main.ts' });

/** Makes a workspace in which Terraform finds the echo provider. */
export function echoWorkspace(configuration: string, executable?: string): PluginWorkspace {
  return new PluginWorkspace(echo, { configuration, ...(executable && { executable }) });
}
