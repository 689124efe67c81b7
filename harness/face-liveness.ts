import { join } from 'node:path';
import { directoryOf, platformNamed, startedName } from '../scripts/build/platforms';

/** The directory of this platform's executable, as the build leaves it. */
export const EXECUTABLE_DIRECTORY = directoryOf(platformNamed());

/** What Terraform starts as the provider, and a person as the command `face-liveness`. */
export const FACE_LIVENESS = join(EXECUTABLE_DIRECTORY, startedName(platformNamed()));
