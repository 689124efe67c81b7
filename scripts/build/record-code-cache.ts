/** In place of the provider's start: runs it from the modules beside this script, and writes their code caches at its end. */
import { join } from 'node:path';
import { CachedModules } from '../../src/plugin/process/cached-modules';

const modules = new CachedModules(join(__dirname, 'modules'));
process.once('exit', () => modules.writeCodeCaches());
modules.load('main.js');
