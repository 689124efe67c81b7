/**
 * The rooms of `src`, and what the code of each may import besides its own and Node's: other rooms, npm packages.
 * Everything else is forbidden to it, type-only imports included. test/project/architecture.test.ts applies this.
 */
const ROOMS = {
  'main.ts': [room('cli'), room('provider')],
  constructs: [room('liveness'), room('bindings'), ownManifest(), npm('cdktf'), npm('constructs'), deepAwsBinding()],
  provider: [
    ...[room('plugin'), room('aws'), room('liveness'), ownManifest()],
    ...[npm('@aws-sdk/client-(?:rekognition|s3)'), npm('@smithy/[^/]+')],
  ],
  aws: [room('plugin'), npm('@aws-sdk/client-(?:sts|sso|sso-oidc)'), npm('@smithy/[^/]+'), npm('socks')],
  emulator: [
    ...[room('liveness'), npm('@aws-sdk/client-(?:kms|s3)'), npm('@smithy/[^/]+'), npm('jpeg-js')],
    ...[npm('ws'), npm('@types/ws'), npm('@peculiar/asn1-(?:schema|x509)'), npm('playwright-core')],
  ],
  cli: [room('[^/]+'), ownManifest(), npm('commander'), npm('openpgp'), npm('yauzl')],
  bindings: [npm('cdktf'), npm('constructs')],
  plugin: [npm('@grpc/grpc-js'), npm('@msgpack/msgpack'), npm('@bufbuild/protobuf')],
  liveness: [npm('canonicalize')],
};

/**
 * The folders beside `src`, and which folders of this project their code may import besides their own. Npm packages are
 * free to them. What stands here never reaches the tests, and `scripts/build` is below the harness that uses its output.
 */
const FOLDERS = {
  'scripts/build': ['package.json', 'src'],
  harness: ['package.json', 'src', 'scripts/build'],
  scripts: ['package.json', 'src', 'harness'],
  bench: ['package.json', 'src', 'harness', 'scripts/build'],
  stacks: [],
};

/** A folder, or the file where the executable starts. */
function room(name) {
  return `^src/${name}${name.endsWith('.ts') ? '$' : '/'}`;
}

function npm(name) {
  return `(^|/)node_modules/${name}/`;
}

/** The package's root loads the classes of every AWS service, which takes seconds: one service at a time. */
function deepAwsBinding() {
  return npm('@cdktf/provider-aws/lib/[^/]+');
}

/** Folders with rules of their own. */
function foldersInside(name) {
  return Object.keys(FOLDERS)
    .filter((folder) => folder.startsWith(`${name}/`))
    .map((folder) => `^${folder}/`);
}

/** Where the version stands. */
function ownManifest() {
  return '^package[.]json$';
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...Object.entries(ROOMS).map(([name, allowed]) => ({
      name: `imports-of-${name}`,
      comment: `src/${name} may import only itself, Node's modules and ${allowed.join(' ')}`,
      severity: 'error',
      from: { path: room(name) },
      to: { pathNot: [room(name), ...allowed], dependencyTypesNot: ['core'] },
    })),
    ...Object.entries(FOLDERS).map(([name, allowed]) => ({
      name: `imports-of-${name.replace('/', '-')}`,
      comment: `${name} may import only itself, npm packages and ${allowed.join(', ')}`,
      severity: 'error',
      from: { path: `^${name}/`, pathNot: foldersInside(name) },
      to: {
        path: '^(src|scripts|harness|bench|stacks|test)/|^package[.]json$',
        pathNot: [name, ...allowed].map((folder) => `^${folder.replace('.', '[.]')}(/|$)`),
      },
    })),
    {
      name: 'no-cycles',
      comment: 'modules that need each other are one module, or lack a third',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'doors-of-constructs',
      comment: 'src/constructs has two doors: its index, and the limits for the generator of the Terraform module',
      severity: 'error',
      from: { pathNot: ['^src/constructs/', '^test/constructs/'] },
      to: { path: '^src/constructs/', pathNot: ['^src/constructs/index[.]ts$', '^src/constructs/limits[.]ts$'] },
    },
    {
      name: 'limits-of-constructs',
      comment: 'the limits of the constructs are for the generator of the Terraform module only',
      severity: 'error',
      from: { pathNot: ['^src/constructs/', '^test/constructs/', '^scripts/module/'] },
      to: { path: '^src/constructs/limits[.]ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Type-only imports count.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'require', 'node', 'default'],
    },
  },
};
