import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  AttributePath,
  DiagnosticError,
  defineStateMover,
  defineStateUpgrader,
  dynamic,
  isUnknown,
  number,
  set,
  string,
  Unknown,
} from '../../../../src/plugin';
import { show } from '../../fixtures/show';
import { resource } from './client';
import { type ThingState, thingAt, thingFrom, thingSchema } from './thing-schema';

/** A thing is a file with the given content. A log beside it has every operation on it. */
export const thing = resource({
  schema: thingSchema,

  validate({ path }, { diagnostics }) {
    if (path === '') diagnostics.error('Invalid path', 'A path has at least one character.', AttributePath.of('path'));
  },

  modifyPlan({ config, priorState, plannedState }, { diagnostics, client, requireReplace, privateState }) {
    privateState.set('planned by', client.text);
    if (plannedState.content === 'warn') diagnostics.warning('Planned', 'As told.', AttributePath.of('content'));
    if (plannedState.fail === 'plan') throw new DiagnosticError('Not planned', 'As told.', AttributePath.of('fail'));
    if (plannedState.content === 'replace') requireReplace(AttributePath.of('content'));
    return {
      kind: config.kind ?? priorState?.kind ?? 'square',
      ...(isUnknown(plannedState.address) && { address: new Unknown({ notNull: true, prefix: 'thing://' }) }),
    };
  },

  async create(config, { client, setState, plannedState, privateState }) {
    const { path, content, fail, secret, options } = config;
    writeFileSync(path, content ?? '');
    note(path, `create ${content}, secret ${secret}, password ${options?.password}`);
    privateState.set('made by', client.text);
    const state = thingFrom(config, 1, show({ kind: config.kind, planned: plannedState.kind }));
    if (fail === 'create') {
      setState(state);
      throw new DiagnosticError('Not created', 'As told.', AttributePath.of('fail'));
    }
    return fail === 'invalid' ? invalid(state) : state;
  },

  async read(state) {
    if (!existsSync(state.path)) return null;
    return { ...state, content: state.content === null ? null : readFileSync(state.path, 'utf8') };
  },

  async update(config, { priorState }) {
    const { path, content, fail, secret } = config;
    if (fail === 'update') throw new DiagnosticError('Not updated', 'As told.', AttributePath.of('fail'));
    writeFileSync(path, content ?? '');
    note(path, `update ${priorState.content} to ${content}, secret ${secret}`);
    const state = thingFrom(config, Number(priorState.revision) + 1, show({ kind: config.kind }));
    return fail === 'invalid' ? invalid(state) : state;
  },

  async delete({ path, content, fail }, { privateState }) {
    if (fail === 'delete') throw new DiagnosticError('Not deleted', 'As told.', AttributePath.of('fail'));
    note(
      path,
      `delete ${content}, made by ${privateState.get('made by')}, planned by ${privateState.get('planned by')}`,
    );
    rmSync(path, { force: true });
  },

  async import(id, { privateState }) {
    if (!existsSync(id)) return null;
    privateState.set('made by', 'an import');
    return { ...thingAt(id), content: readFileSync(id, 'utf8') };
  },

  stateUpgraders: [
    defineStateUpgrader(
      { version: 0, attributes: { file: string.required(), size: number.optional(), any: dynamic.optional() } },
      ({ file, size, any }) => ({ ...thingAt(file), value: any, seen: show({ size, any }) }),
    ),
    defineStateUpgrader(
      {
        version: 1,
        attributes: { path: string.required(), texts: set(string).optional() },
        blocks: { side: { nesting: 'map', attributes: { name: string.optional() } } },
      },
      ({ path, texts, side }, { diagnostics }) => {
        diagnostics.warning('Upgraded', 'From version 1.');
        return { ...thingAt(path), seen: show({ texts, side }) };
      },
    ),
  ],

  stateMovers: [
    defineStateMover({
      type: 'terraform_data',
      provider: 'terraform.io/builtin/terraform',
      schema: { attributes: { input: dynamic.optional(), id: string.computed() } },
      move: ({ input, id }) => ({ ...thingAt(String(input?.value)), seen: show({ id }) }),
    }),
  ],
});

/** A state with members that are unknown, not of their type, not as planned, and not in the schema. */
function invalid(state: ThingState): ThingState {
  const members = { seen: new Unknown(), revision: 'third', content: 'other', extra: true };
  return { ...state, ...members } as unknown as ThingState;
}

function note(path: string, line: string): void {
  appendFileSync(join(dirname(path), 'log'), `${line}\n`);
}

/** A resource without read and update. */
export const stamp = resource({
  schema: { version: 1, attributes: { text: string.optional(), result: string.computed() } },
  create: async ({ text }) => ({ text, result: `stamped ${text}` }),
  delete: async () => undefined,
});
