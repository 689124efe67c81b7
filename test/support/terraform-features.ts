import { compareVersions } from '../../harness/machine/executables';
import { findTerraform } from '../../harness/terraform/terraform';

/** The first versions of Terraform with what the oldest supported one does not have. */
const FIRST_VERSIONS = {
  'ephemeral resources': '1.10.0',
  'write-only arguments': '1.11.0',
  'diagnostics with whole paths': '1.15.0',
} as const;

/**
 * Whether a Terraform has a feature. Tests of one that is too new for the Terraform that they run are skipped.
 *
 * @param version Default: that of the Terraform that the tests run
 */
export async function terraformHas(feature: keyof typeof FIRST_VERSIONS, version?: string): Promise<boolean> {
  return compareVersions(version ?? (await findTerraform()).version, FIRST_VERSIONS[feature]) >= 0;
}
