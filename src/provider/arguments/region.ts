import { AttributePath, type Diagnostics, type PossiblyUnknown, string } from '../../plugin';

/** The argument, the same in every data source, resource and ephemeral resource. */
export const regionArgument = {
  region: string.optionalComputed({
    description: 'AWS region of the session. Default: the region of the provider.',
  }),
} as const;

/** What can be part of a host name. Which regions have Face Liveness is checked with the provider block at hand. */
const HOST_LABEL = /^[a-z][a-z0-9-]{0,62}$/;

/** Reports a text that cannot be the name of a region. */
export function validateRegion(region: PossiblyUnknown<string> | null, diagnostics: Diagnostics): void {
  if (typeof region !== 'string' || HOST_LABEL.test(region)) return;
  diagnostics.error(
    'Invalid AWS Region',
    `${JSON.stringify(region)} is not the name of an AWS region, such as us-east-1. Change it, or remove it to use the ` +
      'region of the provider.',
    AttributePath.of('region'),
  );
}
