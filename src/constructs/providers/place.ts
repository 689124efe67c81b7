import type { TerraformElement, TerraformProvider } from 'cdktf';
import type { IConstruct } from 'constructs';
import { appIndex } from '../validation/app-wide/app-index';
import { argumentOf } from '../validation/app-wide/targets';
import { isLiteral } from '../validation/values';
import { accountOfCaller } from './account';
import { awsProviderOf } from './stack-providers';

/** An element of the AWS provider. */
type ProvidedElement = TerraformElement & { readonly provider?: TerraformProvider };

/** What the region of a bucket or key follows from: the element that makes it or looks it up, or the region itself. */
export interface Place {
  readonly element?: ProvidedElement;
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
  return regionOfElement(element);
}

/** The account of a bucket or key whose place is remembered; undefined when literals do not tell it. */
export function accountOfPlace(construct: IConstruct): string | undefined {
  const { element } = PLACES.get(construct) ?? {};
  return element && accountOfCaller(appIndex(element).configurationOf(awsProviderOf(element)));
}

/** The region of an element of the AWS provider; undefined when it is not a literal. */
export function regionOfElement(element: ProvidedElement): string | undefined {
  const region = ownRegionOf(element) ?? appIndex(element).configurationOf(awsProviderOf(element)).region;
  return isLiteral(region) ? region : undefined;
}

/** The region that an element has besides that of its provider: with AWS provider 6, each can have one. */
export function ownRegionOf(element: ProvidedElement): unknown {
  return argumentOf(element, 'region');
}
