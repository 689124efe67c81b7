import { TerraformStack } from 'cdktf';
import type { Construct, IConstruct, IValidation } from 'constructs';
import { isInTree } from '../tree';
import { isLiteral } from '../values';
import type { PoolRegionValidation } from './pool-region-validation';

/** The properties of a pool that can conflict with those of another one. */
interface DeclaredPool {
  readonly pool: Construct;
  /** The pool's name in Terraform, derived from its id. */
  readonly logicalName: string;
  readonly name: string;
  readonly imagePrefix: string;
  readonly bucket: { readonly bucketName: string };
  readonly regions: PoolRegionValidation;
}

/** The pools of each app, in the order of their declaration. */
const POOLS = new WeakMap<IConstruct, DeclaredPools>();

/** Reports conflicts of a pool with the pools that were declared before it. */
export class PoolConflictsValidation implements IValidation {
  private readonly pools: DeclaredPools;

  constructor(private readonly own: DeclaredPool) {
    const { root } = own.pool.node;
    this.pools = POOLS.get(root) ?? new DeclaredPools();
    POOLS.set(root, this.pools);
    this.pools.add(own);
  }

  public validate(): string[] {
    const { own, pools } = this;
    const { imagePrefix } = own;
    const sameId = pools.withId.before(own)[0];
    const sameName = pools.withName.before(own);
    const sameSessions = sameName.length === 0 ? undefined : withSameSessions(own, sameName);
    return [
      ...(sameId === undefined ? [] : [idError(own, sameId)]),
      ...(sameSessions === undefined ? [] : [nameError(own, sameSessions)]),
      ...(isLiteral(imagePrefix) ? pools.overlapping(own).map((other) => prefixError(own, other)) : []),
    ];
  }
}

/** Pools by a property, in the order of their declaration. */
class PoolsBy {
  private readonly groups = new Map<string, DeclaredPool[]>();

  constructor(private readonly keyOf: (pool: DeclaredPool) => string | undefined) {}

  add(pool: DeclaredPool): void {
    const key = this.keyOf(pool);
    if (key === undefined) return;
    const group = this.groups.get(key) ?? [];
    this.groups.set(key, group);
    group.push(pool);
  }

  of(pool: DeclaredPool): readonly DeclaredPool[] {
    const key = this.keyOf(pool);
    return (key !== undefined && this.groups.get(key)) || [];
  }

  /** The pools with the same property that were declared before, and are still there. */
  before(own: DeclaredPool): readonly DeclaredPool[] {
    const group = this.of(own);
    return group[0] === own ? [] : group.slice(0, group.indexOf(own)).filter(({ pool }) => isInTree(pool));
  }
}

class DeclaredPools {
  /** Pools with one name in Terraform. */
  readonly withId = new PoolsBy(({ pool, logicalName }) => `${TerraformStack.of(pool).node.path} ${logicalName}`);
  /** Pools with one literal name. */
  readonly withName = new PoolsBy(({ name }) => (isLiteral(name) ? name : undefined));
  private readonly inBucket = new PoolsBy(({ bucket, imagePrefix }) =>
    isLiteral(imagePrefix) ? bucket.bucketName : undefined,
  );
  /** The overlaps in each bucket, which stay while no pool is added. */
  private readonly overlaps = new WeakMap<readonly DeclaredPool[], Overlaps>();

  add(pool: DeclaredPool): void {
    for (const pools of [this.withId, this.withName, this.inBucket]) pools.add(pool);
  }

  /** The pools before in the same bucket whose prefixes overlap with that of a pool. */
  overlapping(own: DeclaredPool): readonly DeclaredPool[] {
    const group = this.inBucket.of(own);
    if (group.length < 2) return [];
    const known = this.overlaps.get(group);
    const current = known?.count === group.length ? known : { count: group.length, others: overlapsIn(group) };
    this.overlaps.set(group, current);
    return (current.others.get(own) ?? []).filter(({ pool }) => isInTree(pool));
  }
}

interface Overlaps {
  readonly count: number;
  /** By the pool that was declared later. */
  readonly others: ReadonlyMap<DeclaredPool, readonly DeclaredPool[]>;
}

/**
 * The first of the pools of the same name that can have the same sessions: equal inputs are the same sessions, in any stack
 * and workspace. Different regions that are known give different sessions.
 */
function withSameSessions(own: DeclaredPool, before: readonly DeclaredPool[]): DeclaredPool | undefined {
  const { region } = own.regions;
  if (region === undefined) return before[0];
  const regions = before.map((other) => other.regions.region);
  return before[regions.indexOf(region)] ?? before[regions.indexOf(undefined)];
}

/** Different ids can have the same name in Terraform, and names of outputs start with it. */
function idError({ logicalName }: DeclaredPool, other: DeclaredPool): string {
  return (
    `two pools of one id: Terraform would call both this one and ${other.pool.node.path} ${JSON.stringify(logicalName)}, ` +
    'since its names are of letters from A to Z, digits, hyphens and underscores. Let the ids differ in these'
  );
}

function nameError(own: DeclaredPool, other: DeclaredPool): string {
  return (
    `two pools of one name: this one and ${other.pool.node.path} are both named ${JSON.stringify(own.name)}. Sessions are ` +
    'derived from the name of their pool, so both would have the same ones, and each session serves one check. Give one of ' +
    'them another name, such as one with the stack or the workspace in it, or make one larger pool'
  );
}

/** The pools before each pool whose prefixes overlap with its own. */
function overlapsIn(group: readonly DeclaredPool[]): Overlaps['others'] {
  const order = new Map(group.map((pool, index) => [pool, index]));
  const sorted = [...group].sort((a, b) =>
    a.imagePrefix < b.imagePrefix ? -1 : Number(a.imagePrefix > b.imagePrefix),
  );
  const overlaps = new Map<DeclaredPool, DeclaredPool[]>();
  // In this order, a prefix is followed by all that start with it.
  const around: DeclaredPool[] = [];
  for (const own of sorted) {
    while (around.length > 0 && !own.imagePrefix.startsWith(around.at(-1)?.imagePrefix ?? '')) around.pop();
    for (const other of around) {
      const [earlier, later] = (order.get(own) ?? 0) > (order.get(other) ?? 0) ? [other, own] : [own, other];
      overlaps.set(later, [...(overlaps.get(later) ?? []), earlier]);
    }
    around.push(own);
  }
  return overlaps;
}

function prefixError(own: DeclaredPool, other: DeclaredPool): string {
  return (
    `overlapping image prefixes: ${JSON.stringify(own.imagePrefix)} of this pool and ${JSON.stringify(other.imagePrefix)} of ` +
    `${other.pool.node.path} are in one bucket, so the images, and the permissions for them, cannot be told apart. ` +
    'Give each pool a folder of its own'
  );
}
