/** Generates src/plugin/wire/generated from the .proto files in src/plugin/wire. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const output = process.argv[2] ?? 'src/plugin/wire/generated';

rmSync(resolve(root, output), { recursive: true, force: true });
execFileSync(
  resolve(root, 'node_modules/.bin/buf'),
  [
    'generate',
    'src/plugin/wire',
    '--template',
    JSON.stringify({
      version: 'v2',
      plugins: [
        {
          local: resolve(root, 'node_modules/.bin/protoc-gen-ts_proto'),
          out: output,
          opt: [
            'esModuleInterop=true',
            'forceLong=bigint',
            'oneof=unions-value',
            'outputJsonMethods=false',
            'outputPartialMethods=false',
            'outputServices=generic-definitions',
            'useDate=false',
            'useOptionals=messages',
            'enumsAsLiterals=true',
            'outputTypeRegistry=false',
          ],
        },
      ],
    }),
  ],
  { cwd: root, stdio: 'inherit' },
);
