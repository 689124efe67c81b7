import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ClientOptions, Config, ProviderClient } from '../../../harness/plugin/provider-client';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { initialized } from '../../support/hcl';
import { type LocalAnswer, LocalService, type ReceivedRequest } from '../../support/local-service';
import { configuredProvider } from '../support';

// The name of a bucket says what the local S3 answers about it.

const TYPE = 'faceliveness_bucket_guard';
const HOST = 's3.example.test';
const QUERY = '/?max-keys=1&versions=';
const KEY = 'liveness/jane-doe.jpg';

let service: LocalService;
let workspace: TerraformWorkspace;
let answerAtLast: () => void;

beforeAll(async () => {
  const end = new Promise<void>((resolve) => {
    answerAtLast = resolve;
  });
  service = await LocalService.start((request) => answer(request, end));
});
beforeEach(async () => {
  service.clear();
  workspace = await initialized('', { AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL_S3: service.url });
});
afterEach(() => workspace.dispose());
afterAll(async () => {
  answerAtLast();
  await service.close();
});

function bucketOf({ path }: ReceivedRequest): string {
  const [, bucket = ''] = /^(?:http:\/\/s3\.example\.test)?(?:http:\/)?\/([\w-]+)/.exec(path) ?? [];
  return bucket;
}

function versions(...entries: readonly string[]): LocalAnswer {
  return xml(
    200,
    `<ListVersionsResult><Name>b</Name><Prefix></Prefix><KeyMarker></KeyMarker><VersionIdMarker></VersionIdMarker>
    <MaxKeys>1</MaxKeys><IsTruncated>false</IsTruncated>${entries.join('')}</ListVersionsResult>`,
  );
}

function xml(status: number, body: string, headers: Readonly<Record<string, string>> = {}): LocalAnswer {
  return { status, headers: { ...headers, 'content-type': 'application/xml' }, body };
}

function failure(status: number, code: string, headers?: Readonly<Record<string, string>>): LocalAnswer {
  return xml(status, `<Error><Code>${code}</Code><Message>Of ${code}</Message></Error>`, headers);
}

function entry(element: string, isLatest: boolean): string {
  return `<${element}><Key>${KEY}</Key><VersionId>v</VersionId><IsLatest>${isLatest}</IsLatest></${element}>`;
}

async function answer(request: ReceivedRequest, end: Promise<void>): Promise<LocalAnswer> {
  const isFirst = service.requests.filter((other) => bucketOf(other) === bucketOf(request)).length === 1;
  switch (bucketOf(request)) {
    case 'object':
    case 'far':
    case 'unsigned':
    case 'virtual':
    case 'path':
      return versions(entry('Version', true));
    case 'old-version':
      return versions(entry('Version', false));
    case 'delete-marker':
      return versions(entry('DeleteMarker', true));
    case 'gone':
      return failure(404, 'NoSuchBucket');
    case 'denied':
      return failure(403, 'AccessDenied');
    case 'bad-key':
      return failure(403, 'InvalidAccessKeyId');
    case 'not-found':
      return failure(404, 'NotFound');
    case 'objects':
      return xml(
        200,
        `<ListBucketResult><IsTruncated>false</IsTruncated>${entry('Contents', true)}</ListBucketResult>`,
      );
    case 'truncated':
      return xml(
        200,
        '<ListVersionsResult><KeyMarker></KeyMarker><IsTruncated>true</IsTruncated></ListVersionsResult>',
      );
    case 'portal':
      return { headers: { 'content-type': 'text/html' }, body: '<html><body>Sign in</body></html>' };
    case 'silence':
      return {};
    case 'garbage':
      return xml(200, `<ListVersionsResult><Key>${KEY}</Key><`);
    case 'elsewhere-full':
    case 'elsewhere-empty':
      if (isFirst) return failure(301, 'PermanentRedirect', { 'x-amz-bucket-region': 'eu-north-1' });
      return bucketOf(request) === 'elsewhere-full' ? versions(entry('Version', true)) : versions();
    case 'elsewhere':
      return failure(301, 'PermanentRedirect');
    case 'malformed':
      return failure(400, 'AuthorizationHeaderMalformed', { 'x-amz-bucket-region': 'eu-north-1' });
    case 'flaky':
      return isFirst ? failure(503, 'SlowDown') : versions();
    case 'busy':
      return failure(503, 'SlowDown');
    case 'stalled':
      await end;
      return {};
    default:
      return versions();
  }
}

/** A guard for each bucket, of which each has the name of its bucket. */
function guards(buckets: readonly string[], args: Readonly<Record<string, string>> = {}): string {
  return buckets
    .map(
      (bucket) =>
        `resource "faceliveness_bucket_guard" "${bucket}" {\nbucket = "${bucket}"\n${args[bucket] ?? ''}\n}\n`,
    )
    .join('');
}

async function apply(hcl: string, ...args: string[]): Promise<void> {
  workspace.write({ 'main.tf': hcl });
  const { code, stdout, stderr } = await workspace.apply(...args);
  expect(code, stdout + stderr).toBe(0);
  expect(service.requests).toEqual([]);
}

interface Refusal {
  readonly summary: string;
  readonly detail: string;
}

/** Destroys everything, and returns the errors by the bucket that they name: Terraform names no resource here. */
async function destroy(): Promise<Readonly<Record<string, Refusal>>> {
  const { stdout } = await workspace.destroy('-json');
  const refusals = stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { readonly diagnostic?: Refusal & { readonly severity: string } }).diagnostic)
    .filter((diagnostic) => diagnostic?.severity === 'error');
  return Object.fromEntries(
    refusals.map((refusal) => [/bucket "(.*?)" stays/.exec(refusal?.detail ?? '')?.[1], refusal as Refusal]),
  );
}

/** The names of the guards in the state. */
function left(): readonly string[] {
  return workspace.resources().map(({ address }) => address.split('.')[1] ?? '');
}

function actionsIn({ resource_changes: changes = [] }: Awaited<ReturnType<TerraformWorkspace['show']>>) {
  return Object.fromEntries(changes.map(({ address, change }) => [address.split('.')[1], change.actions.join('-')]));
}

/** A provider that calls the local S3. */
async function clientWith(config: Config = {}, options?: ClientOptions): Promise<ProviderClient> {
  const endpoints = [{ s3: service.url }];
  return await configuredProvider(service.url, { max_retries: 1, read_timeout: 1, endpoints, ...config }, options);
}

test('a guard goes with an empty bucket or one that is gone, and stays whenever it cannot know that', async () => {
  const plain = await clientWith();
  const proxied = { http_proxy: service.url, https_proxy: '', endpoints: [{ s3: `http://${HOST}` }] };
  const preview = { preview: true };
  const clients: Readonly<Record<string, ProviderClient>> = {
    'forced-preview': await clientWith(preview, { ignoreWarnings: true }),
    preview: await clientWith(preview, { ignoreWarnings: true }),
    unreachable: await clientWith({ max_retries: 0, endpoints: [{ s3: 'http://127.0.0.1:1' }] }),
    unknown_host: await clientWith({ max_retries: 0, endpoints: [{ s3: 'http://s3.invalid' }] }),
    unsigned: await clientWith({ access_key: null, secret_key: null, skip_request_signing: true }),
    virtual: await clientWith(proxied),
    path: await clientWith({ ...proxied, s3_use_path_style: true }),
  };
  const go = ['empty', 'gone', 'elsewhere-empty', 'flaky', 'forced', 'forced-preview'];
  const stay: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    object: holds('an object'),
    'old-version': holds('an old version of an object'),
    'delete-marker': holds('a delete marker'),
    'elsewhere-full': holds('an object'),
    virtual: holds('an object'),
    path: holds('an object'),
    far: holds('an object'),
    unsigned: holds('an object'),
    denied: { summary: expect.stringContaining('denied'), detail: expect.stringContaining('s3:ListBucketVersions') },
    'bad-key': { summary: 'AWS does not accept the credentials' },
    'not-found': { summary: FOREIGN.summary },
    objects: FOREIGN,
    truncated: FOREIGN,
    portal: FOREIGN,
    silence: FOREIGN,
    garbage: { summary: FOREIGN.summary },
    elsewhere: {
      summary: 'The bucket is in another region',
      detail: expect.stringContaining('looked for in us-east-1'),
    },
    malformed: { summary: 'The bucket is in another region', detail: expect.stringContaining('bucket, eu-north-1.') },
    busy: { summary: expect.stringContaining('retries did not help') },
    stalled: { summary: 'The S3 endpoint did not answer in time', detail: expect.stringContaining('Attempts: 2') },
    unreachable: {
      summary: 'The S3 endpoint cannot be reached',
      detail: expect.stringContaining('AWS_ENDPOINT_URL_S3'),
    },
    unknown_host: {
      summary: 'The S3 endpoint cannot be reached',
      detail: expect.stringContaining('s3_use_path_style'),
    },
    preview: { summary: 'Not available in a preview' },
  };
  const args: Readonly<Record<string, Config>> = {
    forced: { force_destroy: true },
    // S3 is everywhere, also where there is no Face Liveness.
    far: { region: 'sa-east-1' },
    'forced-preview': { force_destroy: true },
  };
  const names = Object.keys(stay);

  const refusals: Record<string, Refusal> = {};
  await Promise.all(
    [...go, ...names].map(async (bucket) => {
      const client = clients[bucket] ?? plain;
      const { value } = await client.create(TYPE, { bucket, ...args[bucket] });
      await client.delete(TYPE, value as Config).catch(({ message }: Error) => {
        const [summary = '', detail = ''] = message.split(/: (.*)/s);
        refusals[bucket] = { summary, detail };
      });
    }),
  );
  expect(refusals).toMatchObject(stay);
  expect(Object.keys(refusals).sort()).toEqual([...names].sort());

  for (const [bucket, { detail }] of Object.entries(refusals)) {
    expect(detail).toContain(`--bucket ${bucket} --region ${bucket === 'far' ? 'sa' : 'us'}-east-1`);
    expect(detail).toContain('force_destroy = true');
    expect(detail).toContain('removed {');
    expect(detail).not.toMatch(/jane-doe|\n\s+at /);
  }
  const paths = service.requests.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining(['/object', `http://virtual.${HOST}`, `http://${HOST}/path`].map((path) => path + QUERY)),
  );
  expect(paths.filter((path) => /forced|preview/.test(path))).toEqual([]);
  const regionsOf = (bucket: string) =>
    service.requests
      .filter((request) => bucketOf(request) === bucket)
      .map(({ headers }) => /\/([\w-]+)\/s3\//.exec(String(headers.authorization))?.[1]);
  expect(regionsOf('elsewhere-full')).toEqual(['us-east-1', 'eu-north-1']);
  expect(regionsOf('far')).toEqual(['sa-east-1']);
  expect(regionsOf('unsigned')).toEqual([undefined]);
});

const FOREIGN = {
  summary: 'The S3 endpoint gave an invalid answer',
  detail: expect.stringContaining('the endpoint answered with something else than a list of versions'),
};

function holds(content: string) {
  return { summary: 'The bucket is not empty', detail: expect.stringContaining(`holds ${content}.`) };
}

test('force_destroy counts once it is applied, and not before; no change but that of bucket and region replaces', async () => {
  await apply(guards(['object', 'old-version', 'delete-marker'], { 'delete-marker': 'region = "eu-west-1"' }));

  workspace.write({ 'main.tf': guards(['object'], { object: 'force_destroy = true' }) });
  expect(Object.keys(await destroy())).toHaveLength(3);

  service.clear();
  const changed = `${guards(['object', 'delete-marker'], { object: 'force_destroy = true' })}
resource "faceliveness_bucket_guard" "old-version" {
  bucket = "another"
}
`;
  workspace.write({ 'main.tf': changed });
  expect((await workspace.plan('-out=changes')).code).toBe(0);
  expect(actionsIn(await workspace.show('changes'))).toEqual({
    object: 'update',
    'old-version': 'delete-create',
    // The region of the provider, not the one in the state.
    'delete-marker': 'delete-create',
  });
  await apply(changed, '-target=faceliveness_bucket_guard.object');
  expect(Object.keys(await destroy()).sort()).toEqual(['delete-marker', 'old-version']);
  expect(service.requests.map(bucketOf).sort()).toEqual(['delete-marker', 'old-version']);
});

test('a bucket is kept without its guard by a removed block, which calls nothing', async () => {
  await apply(guards(['object']));
  await apply(`removed {
  from = faceliveness_bucket_guard.object
  lifecycle {
    destroy = false
  }
}
`);
  expect(left()).toEqual([]);
});

test('a guard is planned while the region of its provider is unknown, and has that region once it is known', async () => {
  const hcl = (region: string) => `resource "terraform_data" "region" {
  input = "${region}"
}
provider "faceliveness" {
  region = terraform_data.region.output
}
${guards(['empty'])}`;
  await apply(hcl('eu-west-1'));
  expect(workspace.resources()).toContainEqual(
    expect.objectContaining({ values: expect.objectContaining({ region: 'eu-west-1' }) }),
  );
  // The input of terraform_data changes, and with it the output is unknown, although the region turns out the same.
  await apply(hcl('eu-west-1'), '-replace=terraform_data.region');
  expect(left()).toContain('empty');
});

test('a guard is imported by the name of its bucket, with a region behind an @ if it is not that of the provider', async () => {
  workspace.write({ 'main.tf': guards(['here', 'there'], { there: 'region = "eu-west-1"' }) });
  const imports = async (...args: string[]) => await workspace.run('import', ...args);
  expect(await imports('faceliveness_bucket_guard.here', 'here')).toMatchObject({ code: 0 });
  expect(await imports('faceliveness_bucket_guard.there', 'there@eu-west-1')).toMatchObject({ code: 0 });
  expect(await workspace.plan('-detailed-exitcode')).toMatchObject({ code: 0 });
  workspace.write({ 'main.tf': guards(['other']) });
  for (const id of ['other@us-east-1@x', 'other@']) {
    const { code, stderr } = await imports('faceliveness_bucket_guard.other', id);
    expect(code).toBe(1);
    expect(stderr.replace(/[\s│]+/g, ' ')).toContain(`"${id}" is not the id of a guard`);
  }
  expect(service.requests).toEqual([]);
});

test('a bucket and a region that cannot exist are refused at validate', async () => {
  workspace.write({
    'main.tf': guards(['this'], { this: 'region = "US"' }).replace('bucket = "this"', 'bucket = "a b"'),
  });
  const { diagnostics } = await workspace.validate();
  expect(diagnostics).toMatchObject([
    { summary: 'Invalid bucket', detail: expect.stringContaining('an S3 bucket name is 3 to 255') },
    { summary: 'Invalid AWS Region', snippet: { code: expect.stringContaining('US') } },
  ]);
});
