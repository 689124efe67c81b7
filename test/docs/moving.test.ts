import { expect, test } from 'vitest';
import { byAddress, type RecipeStack, recipeOf, recipes, synthesizeSnippet } from './recipes';

// What Terraform would do between the stacks before and after a recipe. Roles are part of each snippet's stack, and stay.

interface Change {
  /** How many resources move. */
  readonly moved: number;
  /** The types of the resources that are added. */
  readonly added: readonly string[];
  /** The types of the resources whose arguments change. */
  readonly changed: readonly string[];
  /** Whether a pool has the sessions of the only pool before. */
  readonly sameSessions: boolean;
}

const LIFECYCLE = 'aws_s3_bucket_lifecycle_configuration';

const CHANGES: Readonly<Record<string, Change>> = {
  'Rename a pool': { moved: 0, added: [], changed: [], sameSessions: false },
  'Grow or shrink a pool': { moved: 0, added: [], changed: [], sameSessions: true },
  'Make a pool managed': { moved: 0, added: ['faceliveness_session_pool'], changed: [], sameSessions: true },
  'Change the id or the parent of a pool': { moved: 10, added: [], changed: [], sameSessions: true },
  "From a pool's own storage to a shared one": { moved: 9, added: [], changed: [LIFECYCLE], sameSessions: true },
  'Change the key prefix of a shared storage': { moved: 0, added: [], changed: [LIFECYCLE], sameSessions: false },
};

test.for(Object.entries(CHANGES))(
  '%s: every address that exists stays or moves, and only what the page says changes',
  ([section, change]) => {
    const { before, after } = synthesized(section);
    const move = movesOf(after);
    const old = byAddress(before.resource);
    const now = byAddress(after.resource);

    for (const [from, to] of move) {
      expect(old.has(from), `${from} exists before`).toBe(true);
      expect(now.has(from), `${from} exists after`).toBe(false);
      expect(now.has(to), `${to} exists after`).toBe(true);
    }
    expect(move.size).toBe(change.moved);

    const destination = (address: string) => move.get(address) ?? address;
    expect([...old.keys()].map(destination).filter((address) => !now.has(address))).toEqual([]);
    const known = new Set([...old.keys()].map(destination));
    expect([...now.keys()].filter((address) => !known.has(address)).map(typeOf)).toEqual(change.added);
    const changed = [...old].filter(
      ([address, body]) => comparable(body, move) !== comparable(now.get(destination(address))),
    );
    expect(changed.map(([address]) => typeOf(address))).toEqual(change.changed);

    const [sessions] = sessionsOf(before, move);
    expect(sessionsOf(after).includes(sessions ?? '')).toBe(change.sameSessions);
  },
);

test.for(Object.keys(CHANGES))('%s: images that were written before still expire', (section) => {
  const { before, after } = synthesized(section);
  const [prefix = ''] = poolsOf(before).map(({ settings }) => settings.output_config.s3_key_prefix);
  expect(prefix).toMatch(/^liveness\/.+\/$/);
  expect(expiringPrefixes(after).some((each) => prefix.startsWith(each))).toBe(true);
});

test('every recipe is tested', () => {
  expect(recipes.map(({ section }) => section)).toEqual([...Object.keys(CHANGES), ADOPT, OTHER_STACK, REMOVE]);
});

const ADOPT = 'Adopt a bucket and a key';

test(`${ADOPT}: the bucket has the name that is imported, and only images expire`, () => {
  const { after } = synthesized(ADOPT);
  const imports = importsOf(after);
  const [bucket] = addressesOf(after, 'aws_s3_bucket');
  expect(byAddress(after.resource).get(bucket ?? '')).toMatchObject({ bucket: imports.get(bucket ?? '') });
  expect([...imports.keys()].sort()).toEqual(
    ['aws_kms_alias', 'aws_kms_key', 'aws_s3_bucket'].flatMap((type) => addressesOf(after, type)),
  );
  const [alias = ''] = addressesOf(after, 'aws_kms_alias');
  expect(byAddress(after.resource).get(alias)).toMatchObject({ name: imports.get(alias) });
  expect(expiringPrefixes(after)).toEqual(['checks/']);
});

const OTHER_STACK = 'Move a pool to another stack';

test(`${OTHER_STACK}: the old stack forgets all resources, and the new one has the same bucket, key and sessions`, () => {
  const { before, after, others } = synthesized(OTHER_STACK);
  const { hall } = others;
  const kept = new Set(byAddress(after.resource).keys());
  const gone = [...byAddress(before.resource).keys()].filter((address) => !kept.has(address));
  expect(after.removed).toEqual(gone.map((from) => ({ from, lifecycle: { destroy: false } })));
  expect(after.provider.faceliveness).toEqual(before.provider.faceliveness);

  if (hall === undefined) throw new Error('no other stack');
  const imports = importsOf(hall);
  const [bucket = ''] = addressesOf(hall, 'aws_s3_bucket');
  expect([...imports.keys()]).toEqual([...addressesOf(hall, 'aws_kms_key'), bucket]);
  expect(byAddress(hall.resource).get(bucket)).toEqual({ bucket: imports.get(bucket) });
  // The same but for the addresses, which are those of the old stack because the ids are.
  expect(sessionsOf(hall)).toEqual(sessionsOf(before));
  for (const [address, body] of byAddress(before.resource)) {
    if (bucket === address || !gone.includes(address)) continue;
    expect(byAddress(hall.resource).get(address), address).toEqual(body);
  }
});

const REMOVE = 'Remove a pool';

test(`${REMOVE}: Terraform still has the provider of the guard`, () => {
  const { before, after } = synthesized(REMOVE);
  expect(addressesOf(before, 'faceliveness_bucket_guard')).toHaveLength(1);
  expect(byAddress(before.resource).get(addressesOf(before, 'faceliveness_bucket_guard')[0] ?? '')).toMatchObject({
    force_destroy: true,
  });
  expect(addressesOf(after, 'faceliveness_bucket_guard')).toEqual([]);
  expect(after.provider.faceliveness).toEqual(before.provider.faceliveness);
});

interface Synthesized {
  readonly before: RecipeStack;
  readonly after: RecipeStack;
  readonly others: Readonly<Record<string, RecipeStack>>;
}

const SYNTHESIZED = new Map<string, Synthesized>();

/** The stacks of a recipe, which are synthesized once. */
function synthesized(section: string): Synthesized {
  const known = SYNTHESIZED.get(section) ?? synthesize(section);
  SYNTHESIZED.set(section, known);
  return known;
}

function synthesize(section: string): Synthesized {
  const { before, after } = recipeOf(section);
  const { demo, ...others } = synthesizeSnippet(after);
  const old = before === undefined ? { provider: {} } : synthesizeSnippet(before).demo;
  if (old === undefined || demo === undefined) throw new Error(`${section} has no stack demo`);
  return { before: old, after: demo, others };
}

function movesOf({ moved = [] }: RecipeStack): ReadonlyMap<string, string> {
  return new Map(moved.map(({ from, to }) => [from, to]));
}

function importsOf({ import: imports = [] }: RecipeStack): ReadonlyMap<string, string> {
  return new Map(imports.map(({ id, to }) => [to, id]));
}

function typeOf(address: string): string {
  return address.slice(0, address.indexOf('.'));
}

function addressesOf({ resource }: RecipeStack, type: string): string[] {
  return [...byAddress(resource).keys()].filter((address) => typeOf(address) === type);
}

/** A body as text, with moved addresses. The names of data sources are left out: they have no state to lose. */
function comparable(body: unknown, move: ReadonlyMap<string, string> = new Map()): string {
  return JSON.stringify(body ?? null)
    .replace(/data\.(\w+)\.\w+/g, 'data.$1')
    .replace(/\b[a-z]\w*\.\w+/g, (address) => move.get(address) ?? address);
}

interface Pool {
  readonly name: string;
  readonly keepers?: object;
  readonly kms_key_id: string;
  readonly settings: { readonly output_config: { readonly s3_bucket: string; readonly s3_key_prefix: string } };
}

/** The pools of a stack, managed or not, with the values of locals. */
function poolsOf({ resource, data, locals = {} }: RecipeStack): Pool[] {
  const pools = [resource, data].flatMap((blocks) => Object.values(blocks?.faceliveness_session_pool ?? {}));
  return JSON.parse(JSON.stringify(pools), (_, value) => {
    const [, local = '', index = ''] = /^\$\{element\(local\.(\w+), (\d+)\)\}$/.exec(value) ?? [];
    const [, list = ''] = /\[(.*)\]/.exec(locals[local] ?? '') ?? [];
    return local === '' ? value : `\${${list.split(', ')[Number(index)]}}`;
  });
}

/** The inputs of the tokens of each pool, as texts. */
function sessionsOf(stack: RecipeStack, move?: ReadonlyMap<string, string>): string[] {
  return poolsOf(stack).map(({ name, keepers, kms_key_id, settings }) =>
    comparable({ name, keepers, kms_key_id, settings }, move),
  );
}

interface LifecycleRule {
  readonly status: string;
  readonly filter: readonly [{ readonly prefix: string }];
  readonly expiration?: unknown;
}

/** The prefixes under which objects expire in the only bucket of a stack. */
function expiringPrefixes({ resource }: RecipeStack): string[] {
  return Object.values(resource?.[LIFECYCLE] ?? {})
    .flatMap(({ rule }) => rule as LifecycleRule[])
    .filter(({ status, expiration }) => status === 'Enabled' && expiration !== undefined)
    .map(({ filter: [{ prefix }] }) => prefix);
}
