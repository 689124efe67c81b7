import { bundleProvider } from '../support/bundle';
import { PluginWorkspace } from '../support/terraform';

const probe = await bundleProvider('probe');

/** Makes a workspace in which Terraform finds the probe provider. */
export function probeWorkspace(
  configuration: string,
  env: NodeJS.ProcessEnv = {},
  executable?: string,
): PluginWorkspace {
  return new PluginWorkspace(probe, { configuration, env, ...(executable && { executable }) });
}
