import {
  type Config,
  dynamic,
  listNested,
  map,
  mapNested,
  number,
  type Schema,
  type State,
  set,
  setNested,
  singleNested,
  string,
} from '../../../../src/plugin';

/** Every mode, option and nesting that a managed resource can have. */
export const thingSchema = {
  version: 2,
  description: 'A **thing**.',
  attributes: {
    path: string.required({ requiresReplace: true, description: 'The file.' }),
    content: string.optional(),
    kind: string.optionalComputed({ requiresReplace: true }),
    value: dynamic.optional(),
    tags: map(string).optional(),
    labels: set(string).optional({ deprecated: 'Use tags.' }),
    options: singleNested({
      size: number.optional(),
      shape: string.optional({ requiresReplace: true }),
      area: number.computed(),
      password: string.writeOnly(),
    }).optional(),
    parts: listNested({ name: string.required(), id: string.computed() }).optional(),
    members: setNested({ name: string.required(), id: string.computed() }).optional(),
    named: mapNested({ size: number.optionalComputed({ useStateForUnknown: true }) }).optional(),
    secret: string.writeOnly({ sensitive: true }),
    secret_version: number.optional(),
    fail: string.optional(),
    id: string.computed({ useStateForUnknown: true }),
    revision: number.computed(),
    address: string.computed(),
    seen: string.computed({ description: 'Values that the code of the provider got.' }),
  },
  blocks: {
    limits: { nesting: 'group', attributes: { most: number.optional(), cost: number.computed() } },
    side: {
      nesting: 'list',
      maxItems: 3,
      description: 'A side.',
      deprecated: 'Use parts.',
      attributes: { name: string.required(), id: string.computed() },
      blocks: { hole: { nesting: 'single', attributes: { size: number.required(), id: string.computed() } } },
    },
  },
} as const satisfies Schema;

export type ThingConfig = Config<typeof thingSchema.attributes, typeof thingSchema.blocks>;
export type ThingState = State<typeof thingSchema.attributes, typeof thingSchema.blocks>;

/** The state of a thing of which only the path is known. */
export function thingAt(path: string): ThingState {
  return {
    path,
    content: null,
    kind: 'square',
    value: null,
    tags: null,
    labels: null,
    options: null,
    parts: null,
    members: null,
    named: null,
    secret_version: null,
    fail: null,
    id: `id of ${path}`,
    revision: 0,
    address: `thing://${path}`,
    seen: null,
    limits: { most: null, cost: null },
    side: [],
  };
}

/** The state of a thing after it was created or updated. */
export function thingFrom(config: ThingConfig, revision: number, seen: string): ThingState {
  const identified = <T extends { readonly name: string }>({ name }: T) => ({ name, id: `id of ${name}` });
  const { path, kind, options, parts, members, named, limits, side } = config;
  return {
    ...config,
    kind: kind ?? 'square',
    options: options && { ...options, area: Number(options.size ?? 0) ** 2 },
    parts: parts?.map(identified) ?? null,
    members: members?.map(identified) ?? null,
    named:
      named &&
      Object.fromEntries(Object.entries(named).map(([name, { size }]) => [name, { size: size ?? name.length }])),
    id: `id of ${path}`,
    revision,
    address: `thing://${path}`,
    seen,
    limits: { ...limits, cost: Number(limits.most ?? 0) * 2 },
    side: side.map(({ name, hole }) => ({ ...identified({ name }), hole: hole && { ...hole, id: `hole in ${name}` } })),
  };
}
