import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';
import { type Emulator, startEmulator } from '../../src/emulator';
import { type PrivateAuthority, privateAuthority } from '../support/certificates';
import { CHOOSER, ForeignRoot } from '../support/foreign-root';
import { ForwardProxy } from '../support/forward-proxy';
import { CREDENTIALS } from '../support/hcl';
import { forwardTo, LocalService } from '../support/local-service';
import { planSessions } from '../support/provider-blocks';

// Terraform inside a root directory without glibc, with the provider that was installed there, and the services outside.

const REQUIRED = `terraform {
  required_providers {
    faceliveness = { source = "cdktf-face-liveness/faceliveness" }
  }
}
`;

let root: ForeignRoot;
let home: string;
let emulator: Emulator;

beforeAll(async () => {
  [root, emulator] = await Promise.all([ForeignRoot.make('alpine'), startEmulator()]);
  home = mkdtempSync(join(realpathSync(tmpdir()), 'without-glibc-home-'));
  const { code, stderr } = await root.run(CHOOSER, ['provider', 'install'], { env: { HOME: home } });
  expect(code, stderr).toBe(0);
});
afterAll(async () => {
  await emulator.close();
  root.dispose();
  rmSync(home, { recursive: true, force: true });
});

test('init, plan, apply, an empty plan and destroy, with nothing in the environment but PATH and HOME', async () => {
  const workspace = new TerraformWorkspace({ executable: root.terraform, home });
  try {
    workspace.write({
      'main.tf': `${REQUIRED}
provider "faceliveness" {
  region     = "us-east-1"
  access_key = "${CREDENTIALS.AWS_ACCESS_KEY_ID}"
  secret_key = "${CREDENTIALS.AWS_SECRET_ACCESS_KEY}"
  endpoints {
    rekognition = "${emulator.url}"
  }
}
data "faceliveness_session_pool" "kiosk" {
  name = "kiosk"
  size = 3
}
output "session_ids" {
  value     = data.faceliveness_session_pool.kiosk.session_ids
  sensitive = true
}
`,
    });
    for (const [step, code, ...args] of [
      ['init', 0],
      ['plan', 2, '-detailed-exitcode'],
      ['apply', 0, '-auto-approve'],
      ['plan', 0, '-detailed-exitcode'],
    ] as const) {
      const result = await workspace.run(step, ...args);
      expect(result.code, `${step}: ${result.stdout}${result.stderr}`).toBe(code);
    }
    const { session_ids: ids } = await workspace.outputs();
    expect(ids?.value).toEqual(emulator.sessions().map(({ sessionId }) => sessionId));
    expect(ids?.value).toHaveLength(3);
    expect((await workspace.destroy()).code).toBe(0);
  } finally {
    workspace.dispose();
  }
});

describe('the provider without glibc', () => {
  let authority: PrivateAuthority;
  let secure: LocalService;
  let proxy: ForwardProxy;
  let workspace: TerraformWorkspace;
  let directory: string;

  beforeAll(async () => {
    const names = ['DNS:rekognition.example.com', 'DNS:rekognition.us-east-1.amazonaws.com', 'IP:127.0.0.1'];
    authority = privateAuthority(names);
    secure = await LocalService.start(forwardTo(emulator.url), authority);
    proxy = await ForwardProxy.start({ http: emulator.port, https: secure.port });
    directory = mkdtempSync(join(realpathSync(tmpdir()), 'without-glibc-network-'));
    // Terraform alone, as its tests outside run it: with an environment of their own.
    const terraform = join(directory, 'terraform');
    writeFileSync(terraform, `#!/bin/sh\nexec '${root.enter}' /opt/terraform/terraform "$@"\n`, { mode: 0o755 });
    workspace = new TerraformWorkspace({
      executable: terraform,
      home,
      env: { ...CREDENTIALS, AWS_REGION: 'us-east-1', PATH: '/bin', TMPDIR: realpathSync(tmpdir()) },
    });
    workspace.write({ 'versions.tf': REQUIRED });
    expect(await workspace.init()).toMatchObject({ code: 0 });
  });
  afterAll(async () => {
    workspace.dispose();
    authority.dispose();
    rmSync(directory, { recursive: true, force: true });
    await Promise.all([secure.close(), proxy.close()]);
  });

  const endpoint = (url: string) => `endpoints {\nrekognition = "${url}"\n}`;
  const isMade = (token: string) => emulator.sessions().some(({ request }) => request.ClientRequestToken === token);

  test('resolves hosts by the hosts file, trusts custom_ca_bundle, uses proxies, and names hosts that it cannot resolve', async () => {
    const bundle = `custom_ca_bundle = "${authority.bundle}"`;
    const said = await planSessions(workspace, {
      hosts: `${endpoint(`https://rekognition.example.com:${secure.port}`)}\n${bundle}`,
      untrusted: endpoint(secure.url),
      proxy: `${bundle}\nhttps_proxy = "http://localhost:${proxy.port}"`,
      unknown: endpoint('https://no-such-host.example.com'),
    });
    expect(said).toMatchObject({
      hosts: [],
      untrusted: [{ summary: 'The certificate of the Rekognition endpoint is not trusted' }],
      proxy: [],
      unknown: [
        { severity: 'error', detail: expect.stringContaining('getaddrinfo EAI_AGAIN no-such-host.example.com') },
      ],
    });
    expect(['hosts', 'untrusted', 'proxy'].map(isMade)).toEqual([true, false, true]);
    expect(proxy.requests).toEqual([
      { method: 'CONNECT', target: 'rekognition.us-east-1.amazonaws.com:443', authorization: undefined },
    ]);
  });

  test('trusts NODE_EXTRA_CA_CERTS, and starts credential_process with the environment unchanged', async () => {
    const seen = join(directory, 'environment');
    const answer = JSON.stringify({ Version: 1, AccessKeyId: 'AKIAPROCESS', SecretAccessKey: 'secret' });
    const program = join(directory, 'credentials');
    writeFileSync(program, `#!/bin/sh\ncat /proc/self/environ >'${seen}'\necho '${answer}'\n`, { mode: 0o755 });
    const config = join(directory, 'config');
    writeFileSync(config, `[profile process]\ncredential_process = ${program}\n`);
    const environment = {
      NODE_EXTRA_CA_CERTS: authority.bundle,
      AWS_CONFIG_FILE: config,
      AWS_ACCESS_KEY_ID: undefined,
      AWS_SECRET_ACCESS_KEY: undefined,
    };
    const before = { ...workspace.env };
    Object.assign(workspace.env, environment);
    try {
      const said = await planSessions(workspace, { process: `${endpoint(secure.url)}\nprofile = "process"` });
      expect(said).toEqual({ process: [] });
      expect(isMade('process')).toBe(true);
      const entries = readFileSync(seen, 'utf8').split('\0').slice(0, -1);
      const given = Object.entries(workspace.env).filter(([, value]) => value !== undefined);
      expect(entries).toEqual(expect.arrayContaining(given.map(([name, value]) => `${name}=${value}`)));
      const names = new Set(given.map(([name]) => name));
      const others = entries.map((entry) => entry.replace(/=[\s\S]*/, '')).filter((name) => !names.has(name));
      // What Terraform tells providers, and what each shell sets.
      expect(others.filter((name) => !/^(PLUGIN_|TF_PLUGIN_MAGIC_COOKIE$|PWD$|SHLVL$)/.test(name))).toEqual([]);
    } finally {
      for (const name of Object.keys(environment)) workspace.env[name] = before[name];
    }
  });
});
