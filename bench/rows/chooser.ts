import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { EXECUTABLE_DIRECTORY } from '../../harness/face-liveness';
import { version } from '../../package.json';
import { executableName, platformNamed, startedName } from '../../scripts/build/platforms';
import { figure, type Row, takePairs } from '../comparison';
import { hclWithProvider, plan, planSeconds, withLocalParts } from '../local-parts';

const PAIRS = 31;

/** The additional time that the script and glibc may take in a plan. */
const ALLOWED_SECONDS = 0.005;

/**
 * A plan with the whole package of Linux, compared to a plan with the executable alone: the time of the start script and of
 * Terraform's checksum of the glibc in the package.
 */
export const chooser: Row = async () =>
  await withLocalParts(async (parts) => {
    const hcl = hclWithProvider('preview = true', 'data "faceliveness_session" "one" {\n  name = "one"\n}');
    const home = parts.makeDirectory('home');
    const source = 'registry.terraform.io/cdktf-face-liveness/faceliveness';
    const bare = join(home, '.terraform.d/plugins', source, version, platformNamed().terraform);
    mkdirSync(bare, { recursive: true });
    copyFileSync(join(EXECUTABLE_DIRECTORY, executableName(platformNamed())), join(bare, startedName(platformNamed())));
    const withScript = await parts.workspace(hcl);
    const without = await parts.workspace(hcl, {}, home);
    await plan(withScript);
    await plan(without);
    return [
      {
        name: '`terraform plan`, one session: with the start script and glibc in the package',
        baseline: `with the executable alone, and ${figure(ALLOWED_SECONDS, 's')}`,
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
