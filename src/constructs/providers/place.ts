import type { TerraformProvider } from 'cdktf';
import type { IConstruct } from 'constructs';

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
