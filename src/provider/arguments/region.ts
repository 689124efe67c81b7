import { string, type Validator } from '../../plugin';

/** What can be part of a host name. Which regions have Face Liveness is validated with the provider block at hand. */
const HOST_LABEL = /^[a-z][a-z0-9-]{0,62}$/;

/** The error of a text that cannot be the name of a region; undefined for one that can. */
export function regionNameError(region: string): { readonly summary: string; readonly detail: string } | undefined {
  if (HOST_LABEL.test(region)) return undefined;
  return {
    summary: 'Invalid AWS Region',
    detail:
      `${JSON.stringify(region)} is not the name of an AWS region, such as us-east-1. Change it, or remove it to use the ` +
      'region of the provider.',
  };
}

/** Validates the name of a region. */
export const regionName: Validator<string> = {
  validate(region, { path, diagnostics }) {
    const error = regionNameError(region);
    if (error) diagnostics.error(error.summary, error.detail, path);
  },
};

/** The argument, the same in every data source, resource and ephemeral resource. */
export const regionArgument = {
  region: string.optionalComputed({
    description: 'AWS region of the session. Default: the region of the provider.',
    validators: [regionName],
  }),
} as const;
