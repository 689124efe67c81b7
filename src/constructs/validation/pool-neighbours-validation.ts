import { TerraformStack } from 'cdktf';
import type { Construct, IConstruct, IValidation } from 'constructs';
import { logicalName } from '../names';
import type { PoolProviders } from '../providers/pool-providers';
import { isKnown } from './known';

/** What pools can get into each other's way with. */
interface Neighbour {
  readonly pool: Construct;
  readonly name: string;
  readonly keyPrefix: string;
  readonly bucket: { readonly bucketName: string };
  readonly providers: PoolProviders;
}

/** The pools of each app, in the order in which they were declared. */
const POOLS = new WeakMap<IConstruct, Neighbour[]>();

/** Finds what a pool has in common with one that was declared before it, and should not. */
export class PoolNeighboursValidation implements IValidation {
  constructor(private readonly own: Neighbour) {
    const { root } = own.pool.node;
    POOLS.set(root, [...(POOLS.get(root) ?? []), own]);
  }

  public validate(): string[] {
    const pools = POOLS.get(this.own.pool.node.root) ?? [];
    const before = pools.slice(0, pools.indexOf(this.own));
    return before.flatMap((other) => [...this.idErrors(other), ...this.nameErrors(other), ...this.prefixErrors(other)]);
  }

  /** Terraform's names have fewer characters than ids, and the outputs of a pool are called after it. */
  private idErrors(other: Neighbour): string[] {
    const { pool } = this.own;
    const name = logicalName(pool);
    if (TerraformStack.of(pool) !== TerraformStack.of(other.pool) || name !== logicalName(other.pool)) return [];
    return [
      `two pools of one id: Terraform would call both this one and ${other.pool.node.path} ${JSON.stringify(name)}, since ` +
        'its names are of letters from A to Z, digits, hyphens and underscores. Let the ids differ in these',
    ];
  }

  /** In another stack, or with another provider, the sessions are another account's or another region's. */
  private nameErrors(other: Neighbour): string[] {
    const { own } = this;
    const sameCaller =
      TerraformStack.of(own.pool) === TerraformStack.of(other.pool) &&
      own.providers.livenessProvider === other.providers.livenessProvider;
    if (!sameCaller || own.name !== other.name || !isKnown(own.name)) return [];
    return [
      `two pools of one name: this one and ${other.pool.node.path} are both named ${JSON.stringify(own.name)}, and ` +
        'sessions are told apart by the name of their pool. Give one of them another name, or make one larger pool',
    ];
  }

  private prefixErrors(other: Neighbour): string[] {
    const { own } = this;
    const sameBucket = own.bucket === other.bucket || own.bucket.bucketName === other.bucket.bucketName;
    if (!sameBucket || !isKnown(own.keyPrefix) || !isKnown(other.keyPrefix)) return [];
    if (!own.keyPrefix.startsWith(other.keyPrefix) && !other.keyPrefix.startsWith(own.keyPrefix)) return [];
    return [
      `overlapping key prefixes: ${JSON.stringify(own.keyPrefix)} of this pool and ${JSON.stringify(other.keyPrefix)} of ` +
        `${other.pool.node.path} are in one bucket, so the images, and the permissions for them, can't be told apart. ` +
        'Give each pool a folder of its own',
    ];
  }
}
