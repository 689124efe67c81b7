import { resolve } from 'node:path';
import type { Row } from '../comparison';
import { compareProcesses } from '../node-process';

const root = resolve(import.meta.dirname, '../..');

/** The emulator from the start of a process until it listens, and its end, compared to a server of Node's that does nothing. */
export const emulator: Row = async () =>
  compareProcesses('start of the emulator', 'an empty server of Node', {
    ours: {
      cwd: root,
      args: ['--eval', "require('./dist/emulator').startEmulator().then((emulator) => emulator.close())"],
    },
    other: {
      cwd: root,
      args: ['--eval', "const server = require('node:http').createServer().listen(0, () => server.close())"],
    },
    pairs: 7,
    atMost: 2,
  });
