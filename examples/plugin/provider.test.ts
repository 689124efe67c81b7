import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { acceptanceTest, echoProvider } from 'cdktf-face-liveness/plugin/testing';
import { provider } from './provider';

const directory = mkdtempSync(join(tmpdir(), 'notes-'));
after(() => rmSync(directory, { recursive: true }));

const providers = { 'example.com/acme/notes': provider };
const settings = `provider "notes" {\n  directory = ${JSON.stringify(directory)}\n}\n`;
const note = (text: string) => `${settings}
resource "notes_note" "todo" {
  name = provider::notes::slug("To do!")
  text = "${text}"
}
data "notes_note" "todo" {
  name = notes_note.todo.name
}
output "words" {
  value = data.notes_note.todo.words
}
`;

test('a note is created, updated and read', async () => {
  await acceptanceTest({
    providers,
    steps: [
      {
        config: note('buy milk'),
        actions: { 'notes_note.todo': 'create' },
        state: {
          'notes_note.todo': { name: 'to-do', id: /^[0-9a-f-]{36}$/ },
          'data.notes_note.todo': { text: 'buy milk' },
        },
        outputs: { words: 2 },
      },
      { config: note('buy oat milk'), actions: { 'notes_note.todo': 'update' }, outputs: { words: 3 } },
      { config: settings, state: { 'notes_note.todo': null } },
    ],
  });
});

test('errors say what is wrong', async () => {
  await acceptanceTest({
    providers,
    steps: [
      { config: `${settings}data "notes_note" "none" {\n  name = "none"\n}\n`, error: /There is no note "none"/ },
      { config: `${settings}output "slug" {\n  value = provider::notes::slug("!")\n}\n`, error: /has no letter/ },
    ],
  });
});

test('a lock has a token', async () => {
  const config = `${settings}
ephemeral "notes_lock" "it" {
  name = "it"
}
provider "echo" {
  data = ephemeral.notes_lock.it.token
}
resource "echo" "token" {}
`;
  await acceptanceTest({
    providers: { ...providers, 'example.com/acme/echo': echoProvider },
    steps: [{ config, state: { 'echo.token': { data: /^[0-9a-f-]{36}$/ } } }],
  });
});
