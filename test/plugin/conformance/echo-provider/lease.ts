import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { AttributePath, DiagnosticError, isUnknown, number, singleNested, string } from '../../../../src/plugin';
import { dataSource, ephemeralResource } from './client';

const RENEWAL_MS = 20;
const POLL_MS = 10;

/** Writes to a file what Terraform does with it, and asks for a given number of renewals. */
export const lease = ephemeralResource({
  schema: {
    description: 'A **lease**.',
    attributes: {
      file: string.required({ description: 'The file to write to.' }),
      name: string.required(),
      renewals: number.optional(),
      fail: string.optional(),
      owner: string.optionalComputed(),
      secret: string.computed({ sensitive: true }),
      seen: singleNested({ text: string.computed() }).computed(),
    },
    blocks: { label: { nesting: 'map', attributes: { text: string.required() } } },
  },

  validate({ name, fail }, { diagnostics }) {
    if (name === '') diagnostics.error('Invalid name', 'A name has at least one character.', AttributePath.of('name'));
    if (isUnknown(fail)) diagnostics.warning('Unknown', 'It is not known how this fails.', AttributePath.of('fail'));
  },

  async open({ file, name, renewals, fail, label }, { client, privateState, renewAt }) {
    if (fail === 'open') throw new DiagnosticError('Not opened', 'As told.', AttributePath.of('fail'));
    write(file, `open ${name}`);
    privateState.set('file', file);
    privateState.set('name', name);
    if (fail !== null) privateState.set('fail', fail);
    if (renewals !== null) {
      privateState.set('renewals', String(renewals));
      renewAt(new Date(Date.now() + RENEWAL_MS));
    }
    const labels = Object.entries(label).map(([key, { text }]) => `${key}: ${text}`);
    return { owner: 'nobody', secret: `secret of ${name}`, seen: { text: `${client.text} ${labels.join()}` } };
  },

  async renew({ privateState, renewAt }) {
    const left = Number(privateState.get('renewals')) - 1;
    privateState.set('renewals', String(left));
    write(privateState.get('file'), `renew ${privateState.get('name')}, ${left} left`);
    if (privateState.get('fail') === 'renew') throw new DiagnosticError('Not renewed', 'As told.');
    if (left > 0) renewAt(new Date(Date.now() + RENEWAL_MS));
  },

  async close({ privateState, diagnostics }) {
    write(privateState.get('file'), `close ${privateState.get('name')}`);
    if (privateState.get('fail') === 'close') diagnostics.error('Not closed', 'As told.');
  },
});

function write(file: string | undefined, line: string): void {
  appendFileSync(file ?? '', `${line}\n`);
}

/** Waits until a file contains a text. */
export const wait = dataSource({
  schema: { attributes: { file: string.required(), text: string.required(), client: string.computed() } },
  async read({ file, text }, { client, signal }) {
    while (!(existsSync(file) && readFileSync(file, 'utf8').includes(text)))
      await delay(POLL_MS, undefined, { signal });
    return { client: client.text };
  },
});
