import { TerraformStack } from 'cdktf';
import type { Construct, IConstruct, IValidation } from 'constructs';
import { type AppIndex, appIndex } from '../app-wide/app-index';
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
const POOLS = new WeakMap<IConstruct, DeclaredPool[]>();

/** Reports conflicts of a pool with the pools that were declared before it. */
export class PoolConflictsValidation implements IValidation {
  private readonly index: AppIndex;

  constructor(private readonly own: DeclaredPool) {
    const { root } = own.pool.node;
    const pools = POOLS.get(root) ?? [];
    POOLS.set(root, pools);
    pools.push(own);
    this.index = appIndex(own.pool);
  }

  public validate(): string[] {
    return this.index.derive(errorsOfPools).get(this.own) ?? [];
  }
}

type Errors = Map<DeclaredPool, string[]>;

/** The errors of all pools of an app, by the pool that was declared last. */
function errorsOfPools(index: AppIndex): Errors {
  const errors: Errors = new Map();
  const pools = POOLS.get(index.root) ?? [];
  const report = (own: DeclaredPool, error: string) => errors.set(own, [...(errors.get(own) ?? []), error]);
  for (const [first, ...others] of groupsOf(pools, ({ pool, logicalName }) => `${stackOf(pool)} ${logicalName}`)) {
    for (const own of others) report(own, idError(own, first));
  }
  for (const group of groupsOf(
    pools.filter(({ name }) => isLiteral(name)),
    ({ name }) => name,
  )) {
    for (const [own, other] of sameSessions(group)) report(own, nameError(own, other));
  }
  const literal = pools.filter(({ imagePrefix }) => isLiteral(imagePrefix));
  for (const group of groupsOf(literal, ({ bucket }) => bucket.bucketName)) {
    for (const [own, other] of overlaps(group)) report(own, prefixError(own, other));
  }
  return errors;
}

type Group = readonly [DeclaredPool, ...DeclaredPool[]];

function groupsOf(pools: readonly DeclaredPool[], key: (pool: DeclaredPool) => string): Iterable<Group> {
  const groups = new Map<string, [DeclaredPool, ...DeclaredPool[]]>();
  for (const pool of pools) {
    const group = groups.get(key(pool));
    if (group === undefined) groups.set(key(pool), [pool]);
    else group.push(pool);
  }
  return groups.values();
}

function stackOf(pool: Construct): string {
  return TerraformStack.of(pool).node.path;
}

/** Different ids can have the same name in Terraform, and names of outputs start with it. */
function idError({ logicalName }: DeclaredPool, other: DeclaredPool): string {
  return (
    `two pools of one id: Terraform would call both this one and ${other.pool.node.path} ${JSON.stringify(logicalName)}, ` +
    'since its names are of letters from A to Z, digits, hyphens and underscores. Let the ids differ in these'
  );
}

/**
 * The pools of one name that can have the same sessions, each with the first of these: equal inputs are the same sessions, in
 * any stack and workspace. Different regions that are known give different sessions.
 */
function sameSessions(group: Group): [DeclaredPool, DeclaredPool][] {
  const first = new Map<string | undefined, DeclaredPool>();
  return group.flatMap((own): [DeclaredPool, DeclaredPool][] => {
    const { region } = own.regions;
    const other = region === undefined ? first.values().next().value : (first.get(region) ?? first.get(undefined));
    if (!first.has(region)) first.set(region, own);
    return other === undefined ? [] : [[own, other]];
  });
}

function nameError(own: DeclaredPool, other: DeclaredPool): string {
  return (
    `two pools of one name: this one and ${other.pool.node.path} are both named ${JSON.stringify(own.name)}. Sessions are ` +
    'derived from the name of their pool, so both would have the same ones, and each session serves one check. Give one of ' +
    'them another name, such as one with the stack or the workspace in it, or make one larger pool'
  );
}

/** Pairs of pools whose prefixes overlap, the one declared later first. */
function overlaps(group: Group): [DeclaredPool, DeclaredPool][] {
  const order = new Map(group.map((pool, index) => [pool, index]));
  const sorted = [...group].sort((a, b) =>
    a.imagePrefix < b.imagePrefix ? -1 : Number(a.imagePrefix > b.imagePrefix),
  );
  // In this order, a prefix is followed by all that start with it.
  const around: DeclaredPool[] = [];
  return sorted
    .flatMap((own) => {
      while (around.length > 0 && !own.imagePrefix.startsWith(around.at(-1)?.imagePrefix ?? '')) around.pop();
      const pairs = around.map((other) => [own, other] as const);
      around.push(own);
      return pairs;
    })
    .map(([a, b]): [DeclaredPool, DeclaredPool] => ((order.get(a) ?? 0) > (order.get(b) ?? 0) ? [a, b] : [b, a]));
}

function prefixError(own: DeclaredPool, other: DeclaredPool): string {
  return (
    `overlapping image prefixes: ${JSON.stringify(own.imagePrefix)} of this pool and ${JSON.stringify(other.imagePrefix)} of ` +
    `${other.pool.node.path} are in one bucket, so the images, and the permissions for them, cannot be told apart. ` +
    'Give each pool a folder of its own'
  );
}
