import type { TerraformProvider } from 'cdktf';
import type { IConstruct } from 'constructs';
import { appIndex } from '../validation/app-wide/app-index';
import { isLiteral } from '../validation/values';
import { awsProviderOf } from './stack-providers';

/** What the region of a bucket or key follows from: the element that makes it or looks it up, or the region itself. */
export interface Place {
  readonly element?: IConstruct & { readonly provider?: TerraformProvider };
  readonly region?: string;
}

const PLACES = new WeakMap<IConstruct, Place>();

/** Remembers the place of a bucket or key. */
export function setPlace(construct: IConstruct, place: Place): void {
  PLACES.set(construct, place);
}

/** The region of a bucket or key whose place is remembered; undefined when it is not a literal. */
export function regionOfPlace(construct: IConstruct): string | undefined {
  const { element, region } = PLACES.get(construct) ?? {};
  if (isLiteral(region)) return region;
  if (element === undefined) return undefined;
  // With AWS provider 6, each element can have a region of its own.
  const { regionInput } = element as { readonly regionInput?: string };
  if (regionInput !== undefined) return isLiteral(regionInput) ? regionInput : undefined;
  const { region: ofProvider } = appIndex(element).configurationOf(awsProviderOf(element));
  return isLiteral(ofProvider) ? ofProvider : undefined;
}
