import { accountOfCaller } from '../../providers/account';
import { accountOfPlace } from '../../providers/place';
import type { PoolProviders } from '../../providers/pool-providers';
import type { ILivenessImageBucket } from '../../storage/interfaces';
import { appIndex } from '../app-wide/app-index';

/** The error for a bucket in another account than the sessions, as far as the configurations of their providers tell. */
export function accountErrors(bucket: ILivenessImageBucket, { livenessProvider }: PoolProviders): string[] {
  if (livenessProvider === undefined) return [];
  const ofBucket = accountOfPlace(bucket);
  const ofSessions = accountOfCaller(appIndex(livenessProvider).configurationOf(livenessProvider));
  if (ofBucket === undefined || ofSessions === undefined || ofBucket === ofSessions) return [];
  return [
    `accounts differ: the bucket ${bucket.node.path} is in ${ofBucket} and the sessions are in ${ofSessions}, but the service ` +
      'writes images only to a bucket in the account of the sessions. Use one there',
  ];
}
