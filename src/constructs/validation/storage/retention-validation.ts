import type { IConstruct, IValidation } from 'constructs';
import { isGiven } from '../../providers/stack-providers';
import type { ILivenessImageBucket } from '../../storage/interfaces';
import { isKnown } from '../values';
import { startsWithPrefix } from './prefixes';

/** A rule by its Terraform names, as far as it is about retention. */
interface Rule {
  readonly status?: unknown;
  readonly prefix?: unknown;
  readonly filter?: ReadonlyArray<Readonly<Record<string, unknown>>>;
  readonly expiration?: ReadonlyArray<{ readonly days?: unknown }>;
  readonly noncurrent_version_expiration?: ReadonlyArray<{ readonly noncurrent_days?: unknown }>;
}

/** Reports lifecycle rules, changed by overrides or Aspects, with which images are kept without a limit. */
export class RetentionValidation implements IValidation {
  constructor(private readonly bucket: ILivenessImageBucket) {}

  public validate(): string[] {
    const { lifecycle, keyPrefix = '', versioning } = this.bucket;
    if (lifecycle === undefined) return [];
    const [attributes] = Object.values(lifecycle.toTerraform().resource[lifecycle.terraformResourceType]) as [
      { readonly rule?: unknown },
    ];
    const { rule: rules = [] } = attributes;
    // Dynamic blocks.
    if (!Array.isArray(rules) || !isKnown(rules) || !rules.every(isKnown)) return [];
    const covering = (rules as readonly Rule[]).filter(
      ({ status, ...rule }) => (status === 'Enabled' || !isKnown(status)) && covers(rule, keyPrefix, lifecycle),
    );
    const expire = covering.some(({ expiration }) => expiration?.some(({ days }) => isGiven(days)));
    const expireVersions = covering.some((rule) =>
      rule.noncurrent_version_expiration?.some(({ noncurrent_days: days }) => isGiven(days)),
    );
    if (expire && (versioning === undefined || expireVersions)) return [];
    return [
      `invalid rules of ${lifecycle.node.path}: no enabled rule deletes ${expire ? 'old versions of ' : ''}images under ` +
        `${JSON.stringify(keyPrefix)} after some days, so they would be kept without a limit. Change the days with ` +
        'imageRetentionDays, and add rules with lifecycleRules',
    ];
  }
}

/** Whether a rule is about all objects under a prefix. */
function covers({ prefix, filter }: Rule, keyPrefix: string, scope: IConstruct): boolean {
  const filters = filter === undefined ? [{ prefix }] : filter;
  return filters.every(({ prefix: of, ...others }) => {
    const isAboutPrefix = startsWithPrefix(scope, keyPrefix, String(of ?? ''));
    return isAboutPrefix && Object.values(others).every((value) => value === undefined || value === null);
  });
}
