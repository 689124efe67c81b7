import { createHash, randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DiagnosticError,
  defineFunction,
  defineProvider,
  FunctionError,
  integer,
  isUnknown,
  pattern,
  providerOf,
  string,
} from 'cdktf-face-liveness/plugin';

/** What `configure` returns, and all code below gets: here a directory, in other providers the client of an API. */
export interface Client {
  readonly directory: string;
}

const { dataSource, ephemeralResource, resource } = providerOf<Client>();

const name = string.required({
  description: 'Name of the note: lowercase letters, digits and hyphens.',
  requiresReplace: true,
  validators: [pattern(/^[a-z0-9-]+$/, 'is not a name. Use a-z, 0-9 and hyphens.')],
});

const path = (client: Client, note: string) => join(client.directory, `${note}.txt`);

/** The text of a note; null if there is none. */
async function textOf(client: Client, note: string, signal: AbortSignal): Promise<string | null> {
  try {
    return await readFile(path(client, note), { encoding: 'utf8', signal });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const noteData = dataSource({
  schema: {
    description: 'A note that exists.',
    attributes: { name: string.required(), text: string.computed(), words: integer.computed() },
  },
  async read({ name }, { client, signal }) {
    const text = await textOf(client, name, signal);
    if (text === null) {
      throw new DiagnosticError('No such note', `There is no note "${name}" in ${client.directory}. Create it first.`);
    }
    return { text, words: text.split(/\s+/).filter((word) => word !== '').length };
  },
});

const note = resource({
  schema: {
    description: 'A text file.',
    attributes: {
      name,
      text: string.required(),
      id: string.computed({ useStateForUnknown: true }),
      sha256: string.computed(),
    },
  },
  // The hash follows from the text, so that a plan can show it.
  modifyPlan: ({ config: { text } }) => (isUnknown(text) ? {} : { sha256: sha256(text) }),
  async create(config, { client, log }) {
    await writeFile(path(client, config.name), config.text, { flag: 'wx' });
    log.info('created a note', { name: config.name });
    return { ...config, id: randomUUID(), sha256: sha256(config.text) };
  },
  async read(state, { client, signal }) {
    const text = await textOf(client, state.name, signal);
    return text === null ? null : { ...state, text, sha256: sha256(text) };
  },
  async update(config, { client, priorState }) {
    await writeFile(path(client, config.name), config.text);
    return { ...config, id: priorState.id, sha256: sha256(config.text) };
  },
  delete: async ({ name }, { client }) => await rm(path(client, name), { force: true }),
  async import(id, { client, signal }) {
    const text = await textOf(client, id, signal);
    return text === null ? null : { name: id, text, id: randomUUID(), sha256: sha256(text) };
  },
});

const lock = ephemeralResource({
  schema: { description: 'A lock during a run.', attributes: { name, token: string.computed({ sensitive: true }) } },
  async open({ name }, { client, privateState }) {
    const token = randomUUID();
    await writeFile(path(client, `${name}.lock`), token, { flag: 'wx' });
    privateState.set('name', name);
    return { token };
  },
  close: async ({ client, privateState }) =>
    await rm(path(client, `${privateState.get('name')}.lock`), { force: true }),
});

const slug = defineFunction({
  summary: 'Makes a name of a title',
  parameters: { title: { type: string } },
  returns: string,
  call({ title }) {
    const words = title.toLowerCase().match(/[a-z0-9]+/g);
    if (words === null) throw new FunctionError(`"${title}" has no letter and no digit.`, 'title');
    return words.join('-');
  },
});

export const provider = defineProvider({
  name: 'notes',
  version: '1.0.0',
  schema: { attributes: { directory: string.required({ description: 'Directory of the notes.' }) } },
  configure({ directory }): Client {
    if (isUnknown(directory)) throw new DiagnosticError('Unknown directory', 'Write the directory as it is.');
    return { directory };
  },
  dataSources: { notes_note: noteData },
  ephemeralResources: { notes_lock: lock },
  functions: { slug },
  resources: { notes_note: note },
});
