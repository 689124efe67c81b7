import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { EXECUTABLE_DIRECTORY } from '../../harness/face-liveness';
import { platform } from '../../harness/terraform/aws-provider';
import { version } from '../../package.json';
import { executableName, platformNamed } from '../../scripts/build/platforms';
import { type Row, takePairs } from '../comparison';
import { hclWithProvider, plan, planSeconds, withLocalParts } from '../local-parts';
import { figure } from '../table';

const PAIRS = 31;

/** What a plan may take more with them. */
const ALLOWED_SECONDS = 0.005;

/**
 * A plan with the package of Linux as it is, compared to one whose provider is the executable alone: what the script that
 * chooses how to start it and Terraform's checksum of the glibc beside it take.
 */
export const chooser: Row = async () =>
  await withLocalParts(async (parts) => {
    const hcl = hclWithProvider('preview = true', 'data "faceliveness_session" "one" {\n  name = "one"\n}');
    const home = parts.makeDirectory('home');
    const source = 'registry.terraform.io/cdktf-face-liveness/faceliveness';
    const bare = join(home, '.terraform.d/plugins', source, version, platform());
    mkdirSync(bare, { recursive: true });
    copyFileSync(
      join(EXECUTABLE_DIRECTORY, executableName(platformNamed())),
      join(bare, `terraform-provider-faceliveness_v${version}`),
    );
    const withScript = await parts.workspace(hcl);
    const without = await parts.workspace(hcl, {}, home);
    await plan(withScript);
    await plan(without);
    return [
      {
        what: '`terraform plan`, one session: with the start script and glibc in the package',
        to: `with the executable alone, and ${figure(ALLOWED_SECONDS, 's')}`,
        unit: 's',
        pairs: await takePairs(
          PAIRS,
          async () => await planSeconds(withScript),
          async () => (await planSeconds(without)) + ALLOWED_SECONDS,
        ),
        atMost: 1,
      },
    ];
  });
