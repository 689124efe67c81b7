import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';

/** Credentials for the browser, as the application's page takes them. */
export interface BrowserCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** The shortest lifetime that STS allows, in seconds. A check takes three minutes at most. */
const LIFETIME_SECONDS = 900;

/** The only permission of the browser, even if the role allows more. */
const START_ONLY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'rekognition:StartFaceLivenessSession', Resource: '*' }],
});

/**
 * Credentials of a role, restricted to StartFaceLivenessSession.
 *
 * @param roleArn the role, which trusts the caller of `sts`
 */
export async function assumeBrowserRole(sts: STSClient, roleArn: string): Promise<BrowserCredentials> {
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: 'face-liveness-check',
      DurationSeconds: LIFETIME_SECONDS,
      Policy: START_ONLY,
    }),
  );
  if (Credentials?.AccessKeyId === undefined || Credentials.SecretAccessKey === undefined) {
    throw new Error(`STS returned no credentials for ${roleArn}`);
  }
  return {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
    expiration: Credentials.Expiration,
  };
}
