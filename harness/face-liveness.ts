import { join } from 'node:path';
import { directoryOf, platformNamed, startedName } from '../scripts/build/platforms';

/** The directory of this platform's package, as the build writes it. */
export const EXECUTABLE_DIRECTORY = directoryOf(platformNamed());

/** The file that Terraform starts as the provider, and users as the command `face-liveness`. */
export const FACE_LIVENESS = join(EXECUTABLE_DIRECTORY, startedName(platformNamed()));
