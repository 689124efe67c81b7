import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../../harness/machine/ports';
import type { Config } from '../../../harness/plugin/provider-client';
import { LocalService } from '../../support/local-service';
import { credentialProcess, roleArn, signedIn, ssoProfile, ssoSession } from '../differential/situations/texts';
import { type Files, ProviderInProcess } from '../in-process';

// Errors in the order: what happened, where, what to do, and the facts.

let tested: ProviderInProcess;
let port: number;
beforeAll(async () => {
  tested = await ProviderInProcess.create();
  port = await freePort();
});
afterAll(() => tested.dispose());

const USED = { AWS_PROFILE: 'used', AWS_EC2_METADATA_DISABLED: 'true' };
const profile = (settings: string, name = 'used') => ({ '.aws/config': `[profile ${name}]\n${settings}\n` });
const many = Array.from({ length: 25 }, (_, index) => `[p${index}]\n`).join('');

test.each<[string, Readonly<Record<string, string>>, Files, RegExp, Config?]>([
  [
    'a credential_source of an instance that is none',
    USED,
    profile(`role_arn = ${roleArn('x')}\ncredential_source = Ec2InstanceMetadata`),
    /^No valid credentials in the profile: The profile "used" \(from AWS_PROFILE\) gave no credentials\. Its credential_source is Ec2InstanceMetadata: run .* AWS_EC2_METADATA_DISABLED turns instance metadata off\.$/,
  ],
  [
    'an endpoint mode that is none',
    { AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: 'IPv5' },
    {},
    /^Invalid AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: "IPv5" is not an endpoint mode.*Write IPv4 or IPv6\.$/,
  ],
  [
    'an endpoint that is none, without its password',
    { AWS_ENDPOINT_URL_REKOGNITION: 'me:very-secret@localhost' },
    {},
    /^Invalid AWS_ENDPOINT_URL_REKOGNITION: "\*{3}@localhost" is not an http or https URL/,
  ],
  [
    'an endpoint of the provider block that is none, without its password',
    {},
    {},
    /^Invalid endpoint: "\*{3}@localhost" is not an http or https URL/,
    { endpoints: [{ sts: 'me:very-secret@localhost' }] },
  ],
  [
    'a URL of a container that is none, without its password',
    { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'me:very-secret@localhost' },
    {},
    /Container metadata gave no credentials\..* "\*{3}@localhost" is not an http or https URL\.$/,
  ],
  [
    'an endpoint of metadata that is none, without its password',
    { AWS_EC2_METADATA_SERVICE_ENDPOINT: 'me:very-secret@localhost' },
    {},
    /Instance metadata, .* "\*{3}@localhost" is not an http or https URL\.$/,
  ],
  [
    'a profile of a name with a blank',
    { AWS_PROFILE: 'my profile' },
    profile(''),
    /aws configure --profile "my profile"\.$/,
  ],
  [
    'a profile that is not among many',
    { AWS_PROFILE: 'gone' },
    { '.aws/credentials': many },
    /Existing profiles: p0, .*, p19 and 5 more\. /,
  ],
  [
    'a sign-in without a time',
    { AWS_PROFILE: 'my co' },
    {
      '.aws/config': `${ssoSession('my co')}[profile my co]\n${ssoProfile('my co')}`,
      ...signedIn('my co', 'very-secret', { expiresAt: 'soon' }),
    },
    /Sign in with aws sso login --profile "my co", and run again\. The file of the sign-in, .* has no accessToken, or no time in expiresAt\.$/,
  ],
  [
    'a process that prints a token of another type',
    USED,
    profile(credentialProcess('KEY').replace('"token of KEY"', '["very-secret"]')),
    /must print credentials as JSON.*The SessionToken in its answer is not a string\.$/,
  ],
  [
    'keys that no header can have',
    { AWS_ACCESS_KEY_ID: 'KEY', AWS_SECRET_ACCESS_KEY: 's', AWS_SESSION_TOKEN: 'very-secret\n' },
    {},
    /^A request cannot be sent with these settings: .*access key and the session token.*newline.*x-amz-security-token/,
    { allowed_account_ids: ['123456789012'] },
  ],
])('%s is explained', async (_, environment, files, message, block = {}) => {
  tested.prepare(environment, files);
  const error = await tested.error(block);
  expect(error).toMatch(message);
  expect(error).not.toContain('very-secret');
});

test('a container that does not answer is explained, also for a profile that names it', async () => {
  const url = `http://127.0.0.1:${port}/x`;
  tested.prepare({ AWS_CONTAINER_CREDENTIALS_FULL_URI: url });
  expect(await tested.error()).toMatch(
    /^No valid credential sources found: Container metadata gave no credentials\. Check AWS_CONTAINER_.*proxies of the environment.* cannot be reached: connect ECONNREFUSED/,
  );
  const settings = `role_arn = ${roleArn('x')}\ncredential_source = EcsContainer`;
  tested.prepare({ ...USED, AWS_CONTAINER_CREDENTIALS_FULL_URI: url }, profile(settings));
  expect(await tested.error()).toMatch(/^No valid credentials in the profile: The profile "used" .*cannot be reached/);
});

test('a sign-in that is renewed and cannot be kept is explained', async () => {
  const answer = { accessToken: 'very-secret', expiresIn: 3600, tokenType: 'Bearer', refreshToken: 'very-secret' };
  const service = await LocalService.start(() => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(answer),
  }));
  const client = { refreshToken: 'r', clientId: 'c', clientSecret: 's' };
  const login = signedIn('company', 'old', { expiresAt: '2020-01-01T00:00:00Z', ...client });
  const config = `${ssoSession('company')}[profile used]\n${ssoProfile('company')}`;
  tested.prepare({ ...USED, AWS_ENDPOINT_URL_SSO_OIDC: service.url }, { '.aws/config': config, ...login });
  // In the place of the new file, because root can write to any directory.
  for (const file of Object.keys(login)) mkdirSync(join(tested.home, `${file}.${process.pid}`));
  const error = await tested.error();
  await service.close();
  expect(error).toMatch(
    /Make the file and its directory writable, sign in with aws sso login, and run again\. The sign-in was renewed, and its file .* cannot be written: /,
  );
  expect(error).not.toContain('very-secret');
});
