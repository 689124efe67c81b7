import { createHash } from 'node:crypto';

/** The ARN of a role. The server refuses one that is named `denied`. */
export function roleArn(name: string, account = '111111111111'): string {
  return `arn:aws:iam::${account}:role/${name}`;
}

/** Two lines of a shared file: an access key, whose secret does not matter. */
export function keys(id: string): string {
  return `aws_access_key_id = ${id}\naws_secret_access_key = s\n`;
}

/** The same in the environment. */
export function keyVariables(id: string): Readonly<Record<string, string>> {
  return { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: 's' };
}

/** A line that prints credentials of a process. */
export function credentialProcess(id: string): string {
  const credentials = { Version: 1, AccessKeyId: id, SecretAccessKey: 's', SessionToken: `token of ${id}` };
  return `credential_process = printf '${JSON.stringify(credentials)}'\n`;
}

/** The file that `aws sso login` leaves, for a session or the URL of a portal. */
export function signedIn(
  session: string,
  token: string,
  others: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const name = createHash('sha1').update(session).digest('hex');
  const file = { accessToken: token, expiresAt: '2099-01-01T00:00:00Z', region: 'us-east-1', ...others };
  return { [`.aws/sso/cache/${name}.json`]: JSON.stringify(file) };
}

/** A section of a single sign-on session. */
export function ssoSession(name: string): string {
  return (
    `[sso-session ${name}]\nsso_region = us-east-1\nsso_start_url = https://${name.replaceAll(' ', '-')}.awsapps.com/start\n` +
    'sso_registration_scopes = sso:account:access\n'
  );
}

/** The lines of a profile with a single sign-on session. */
export function ssoProfile(session: string, role = 'Reader'): string {
  return `sso_session = ${session}\nsso_account_id = 111122223333\nsso_role_name = ${role}\n`;
}
