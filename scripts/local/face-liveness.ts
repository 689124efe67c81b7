import { join } from 'node:path';
import { version } from '../../package.json';
import { directoryOf, platformNamed } from '../build/platforms';

/** The directory of this platform's executable, as the build leaves it. */
export const EXECUTABLE_DIRECTORY = directoryOf(platformNamed());

/** What Terraform starts as the provider, and a person as the command `face-liveness`. */
export const FACE_LIVENESS = join(
  EXECUTABLE_DIRECTORY,
  `terraform-provider-faceliveness_v${version}${platformNamed().extension}`,
);
