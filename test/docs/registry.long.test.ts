import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { FACE_LIVENESS } from '../../harness/face-liveness';
import { run } from '../../harness/machine/processes';
import { terraformExecutable } from '../../harness/terraform/terraform';
import { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';
import { version } from '../../package.json';
import { platformNamed } from '../../scripts/build/platforms';
import { type PrivateAuthority, privateAuthority } from '../support/certificates';
import { LocalService } from '../support/local-service';
import { builtPackage, fakePackage, writeFullRelease } from '../support/release';
import { StaticHost } from '../support/static-host';
import { readPage } from './tables';

const page = readPage('registry.md');
const PASSPHRASE = 'correct horse';
const SOURCE = 'cdktf-face-liveness/faceliveness';
const OTHER = 'darwin_arm64';

/** The only snippet of a language with a text in it. */
function snippet(language: string, text: string): string {
  const found = page.code(language).filter((code) => code.includes(text));
  expect(found, text).toHaveLength(1);
  return String(found[0]);
}

// Go, which Terraform is written in, ignores SSL_CERT_FILE on macOS.
describe.skipIf(process.platform === 'darwin')('the page on registries', () => {
  let directory: string;
  let authority: PrivateAuthority;
  let mirror: StaticHost;

  beforeAll(async () => {
    const missing = ['gpg', 'curl', 'jq', 'sha256sum'].filter((name) => spawnSync(name, ['--version']).status !== 0);
    if (missing.length > 0) throw new Error(`the page's commands need ${missing.join(', ')}: install them`);
    directory = mkdtempSync(join(tmpdir(), 'registry-page-'));
    mkdirSync(join(directory, 'gnupg'), { mode: 0o700 });
    mkdirSync(join(directory, 'bin'));
    for (const [name, executable] of [
      ['face-liveness', FACE_LIVENESS],
      ['terraform', terraformExecutable()],
    ]) {
      writeFileSync(join(directory, 'bin', String(name)), `#!/bin/sh\nexec '${executable}' "$@"\n`, { mode: 0o755 });
    }
    await writeFullRelease(join(directory, 'release'), {
      linux_amd64: fakePackage('linux_amd64'),
      [OTHER]: fakePackage(OTHER),
      [platformNamed().terraform]: builtPackage(),
    });
    authority = privateAuthority(['DNS:localhost']);
    mirror = await StaticHost.start(join(directory, 'mirror'), authority);
    // A shorter key than the page's is made in less time.
    await shell(snippet('sh', '--quick-generate-key').replace('rsa4096', 'rsa2048'));
    await shell(snippet('sh', '--source registry.example.com'));
    await shell(snippet('sh', 'registry build mirror'));
    await shell(snippet('sh', 'provider install'));
    await shell(snippet('sh', 'cp release'));
  });

  afterAll(async () => {
    spawnSync('gpgconf', ['--kill', 'all'], { env: environment() });
    await mirror?.close();
    authority?.dispose();
    rmSync(directory, { recursive: true, force: true });
  });

  function environment(): NodeJS.ProcessEnv {
    return {
      PATH: [join(directory, 'bin'), process.env.PATH].join(delimiter),
      GNUPGHOME: join(directory, 'gnupg'),
      FACELIVENESS_KEY_PASSPHRASE: PASSPHRASE,
    };
  }

  /** The page's names of hosts and directories, here. */
  const here = (text: string) =>
    text.replaceAll('/srv/', `${directory}/`).replaceAll('mirror.example.com', mirror.host);

  async function shell(script: string, env: NodeJS.ProcessEnv = {}, cwd = directory): Promise<string> {
    const result = await run('sh', ['-eu', '-c', here(script)], { cwd, env: { ...environment(), ...env } });
    expect(result.code, result.stderr).toBe(0);
    return result.stdout;
  }

  function workspaceWith(configuration: string): TerraformWorkspace {
    const env = { SSL_CERT_FILE: authority.bundle, TF_CLI_CONFIG_FILE: 'cli.tfrc' };
    const workspace = new TerraformWorkspace({ env });
    onTestFinished(() => workspace.dispose());
    workspace.write({
      'cli.tfrc': here(configuration),
      'main.tf': `terraform {\n  required_providers {\n    faceliveness = { source = "${SOURCE}" }\n  }\n}\n`,
    });
    return workspace;
  }

  /** The number of platforms in the lock file. */
  async function locked(workspace: TerraformWorkspace, script: string): Promise<number | undefined> {
    await shell(script, { ...workspace.env, PATH: String(environment().PATH) }, workspace.directory);
    return readFileSync(join(workspace.directory, '.terraform.lock.hcl'), 'utf8').match(/"h1:/g)?.length;
  }

  test('makes a signed registry with the module, and a mirror', () => {
    const download = 'site/v1/providers/acme/faceliveness';
    expect(readdirSync(join(directory, download)).sort()).toEqual([version, 'versions']);
    const module = readFileSync(join(directory, 'site/modules/liveness-session-pool/versions.tf'), 'utf8');
    expect(snippet('hcl', 'required_providers')).toContain('"registry.example.com/acme/faceliveness"');
    expect(module).toContain('"registry.example.com/acme/faceliveness"');
    const sums = join(directory, `site/releases/${version}/terraform-provider-faceliveness_${version}_SHA256SUMS`);
    const { status, stderr } = spawnSync('gpg', ['--verify', `${sums}.sig`, sums], {
      env: environment(),
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
  });

  test('installs and locks from the network mirror', async () => {
    const workspace = workspaceWith(snippet('hcl', 'network_mirror'));
    expect(await locked(workspace, snippet('sh', '-net-mirror'))).toBe(2);
    expect(await workspace.init('-lockfile=readonly')).toMatchObject({ code: 0, stderr: '' });
  });

  test.each(['providers', 'packed'])('installs and locks from the filesystem mirror %s', async (name) => {
    const workspace = workspaceWith(snippet('hcl', 'filesystem_mirror').replace('/srv/providers', `/srv/${name}`));
    const lock = snippet('sh', '-fs-mirror').replace('/srv/providers', `/srv/${name}`);
    expect(await locked(workspace, lock)).toBe(2);
    expect(await workspace.init('-lockfile=readonly')).toMatchObject({ code: 0, stderr: '' });
  });

  test('fills the plugin cache', async () => {
    mkdirSync(join(directory, 'cache'));
    const workspace = workspaceWith(`${snippet('hcl', 'plugin_cache_dir')}${snippet('hcl', 'filesystem_mirror')}`);
    expect(await workspace.init()).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(directory, 'cache/registry.terraform.io', SOURCE, version))).toBe(true);
  });

  test('uploads to a stand-in for HCP Terraform', async () => {
    const keyId = '0123456789ABCDEF';
    const service = await LocalService.start(({ method, path }) => {
      const upload = (name: string) => `${service.url}/upload/${name}`;
      const links = {
        'shasums-upload': upload('sums'),
        'shasums-sig-upload': upload('signature'),
        'provider-binary-upload': upload('zip'),
      };
      const data = path.endsWith('/gpg-keys') ? { attributes: { 'key-id': keyId } } : { links };
      return method === 'PUT' ? { status: 200 } : { status: 201, body: JSON.stringify({ data }) };
    });
    onTestFinished(() => service.close());
    const script = snippet('sh', 'ADDRESS=').replace('https://app.terraform.io', service.url);
    await shell(script, { TOKEN: 'token', ORG: 'acme', VERSION: version });

    const sent = service.requests.map(({ method, path }) => `${method} ${path}`);
    const base = '/api/v2/organizations/acme/registry-providers';
    const platforms = [...new Set(['linux_amd64', OTHER, platformNamed().terraform])].sort();
    expect(sent).toEqual([
      'POST /api/registry/private/v2/gpg-keys',
      `POST ${base}`,
      `POST ${base}/private/acme/faceliveness/versions`,
      'PUT /upload/sums',
      'PUT /upload/signature',
      ...platforms.flatMap(() => [
        `POST ${base}/private/acme/faceliveness/versions/${version}/platforms`,
        'PUT /upload/zip',
      ]),
    ]);
    const bodies = service.requests
      .filter(({ method }) => method === 'POST')
      .map(({ body }) => (JSON.parse(body) as { data: { attributes: Record<string, unknown> } }).data.attributes);
    expect(bodies[0]).toMatchObject({ namespace: 'acme', 'ascii-armor': expect.stringContaining('PUBLIC KEY') });
    expect(bodies[2]).toEqual({ version, 'key-id': keyId, protocols: ['6.0'] });
    expect(bodies.slice(3).map(({ os, arch }) => `${os}_${arch}`)).toEqual(platforms);
    for (const { method, headers } of service.requests) {
      if (method === 'POST') expect(headers.authorization).toBe('Bearer token');
      else expect(headers.authorization).toBeUndefined();
    }
  });
});
