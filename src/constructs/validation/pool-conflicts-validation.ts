import { TerraformStack } from 'cdktf';
import type { Construct, IConstruct, IValidation } from 'constructs';
import type { PoolProviders } from '../providers/pool-providers';
import { isKnown } from './values';

/** The properties of a pool that can conflict with those of another one. */
interface DeclaredPool {
  readonly pool: Construct;
  /** The pool's name in Terraform, derived from its id. */
  readonly logicalName: string;
  readonly name: string;
  readonly imagePrefix: string;
  readonly bucket: { readonly bucketName: string };
  readonly providers: PoolProviders;
}

/** The pools of each app, in the order of their declaration. */
const POOLS = new WeakMap<IConstruct, DeclaredPool[]>();

/** Reports conflicts of a pool with the pools that were declared before it. */
export class PoolConflictsValidation implements IValidation {
  constructor(private readonly own: DeclaredPool) {
    const { root } = own.pool.node;
    POOLS.set(root, [...(POOLS.get(root) ?? []), own]);
  }

  public validate(): string[] {
    const pools = POOLS.get(this.own.pool.node.root) ?? [];
    const before = pools.slice(0, pools.indexOf(this.own));
    return before.flatMap((other) => [...this.idErrors(other), ...this.nameErrors(other), ...this.prefixErrors(other)]);
  }

  /** Different ids can have the same name in Terraform, and names of outputs start with it. */
  private idErrors(other: DeclaredPool): string[] {
    const { pool, logicalName: name } = this.own;
    if (TerraformStack.of(pool) !== TerraformStack.of(other.pool) || name !== other.logicalName) return [];
    return [
      `two pools of one id: Terraform would call both this one and ${other.pool.node.path} ${JSON.stringify(name)}, since ` +
        'its names are of letters from A to Z, digits, hyphens and underscores. Let the ids differ in these',
    ];
  }

  /** Sessions of another stack or of another provider are in another account or region. */
  private nameErrors(other: DeclaredPool): string[] {
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

  private prefixErrors(other: DeclaredPool): string[] {
    const { own } = this;
    const sameBucket = own.bucket === other.bucket || own.bucket.bucketName === other.bucket.bucketName;
    if (!sameBucket || !isKnown(own.imagePrefix) || !isKnown(other.imagePrefix)) return [];
    if (!own.imagePrefix.startsWith(other.imagePrefix) && !other.imagePrefix.startsWith(own.imagePrefix)) return [];
    return [
      `overlapping image prefixes: ${JSON.stringify(own.imagePrefix)} of this pool and ${JSON.stringify(other.imagePrefix)} of ` +
        `${other.pool.node.path} are in one bucket, so the images, and the permissions for them, cannot be told apart. ` +
        'Give each pool a folder of its own',
    ];
  }
}
