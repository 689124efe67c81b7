/** Runs the provider from the modules in the directory that it is given, and writes their code caches at its end. */
import { CachedModules } from '../../src/plugin/process/cached-modules';

const modules = new CachedModules(process.argv[2] ?? '');
process.once('exit', () => modules.writeCodeCaches());
modules.load('main.js');
