import type { KeyMetadata, KMSClient } from '@aws-sdk/client-kms';
import { ImageStoreError, type Writer } from './image-store';
import {
  type AwsClients,
  answerOf,
  awsClients,
  configuration,
  DEFAULT_TIMEOUT_SECONDS,
  quietly,
} from './service-calls';
import type { AskedService } from './store-failure';

export interface KmsKeysOptions {
  /** URL of KMS, such as moto's. */
  readonly kmsEndpoint: string;
  /** Time for KMS to connect, and to answer. Default: 10. */
  readonly timeoutSeconds?: number;
}

/** The KMS keys of sessions, which encrypt their images. */
export class KmsKeys {
  private readonly kms: AskedService;

  constructor({ kmsEndpoint, timeoutSeconds = DEFAULT_TIMEOUT_SECONDS }: KmsKeysOptions) {
    this.kms = { name: 'KMS', endpoint: kmsEndpoint, option: 'kmsEndpoint (--kms-endpoint)', timeoutSeconds };
  }

  /**
   * Requires that images can be encrypted with a key: requests a data key, as the service does, with the permissions of the
   * session's creator.
   *
   * @param keyId the id, ARN or alias of a key
   * @throws ImageStoreError with KMS's error when the key cannot encrypt
   */
  async requireUsable(keyId: string, writer: Writer): Promise<void> {
    const subject = `the key ${keyId}`;
    requireRegion(keyId, writer.region);
    const aws = await awsClients();
    const client = quietly(() => new aws.KMSClient(configuration(this.kms, writer)));
    try {
      const command = new aws.GenerateDataKeyCommand({ KeyId: keyId, KeySpec: 'AES_256' });
      await answerOf(subject, this.kms, client.send(command));
      // moto creates data keys with any key.
      requireEncrypting(subject, await this.describe(aws, client, subject, keyId));
    } finally {
      client.destroy();
    }
  }

  /** @returns undefined for a writer who can use the key but not describe it, which the service accepts */
  private async describe(
    aws: AwsClients,
    client: KMSClient,
    subject: string,
    KeyId: string,
  ): Promise<KeyMetadata | undefined> {
    try {
      return (await answerOf(subject, this.kms, client.send(new aws.DescribeKeyCommand({ KeyId })))).KeyMetadata;
    } catch (error) {
      if (error instanceof ImageStoreError && error.code.startsWith('AccessDenied')) return undefined;
      throw error;
    }
  }
}

/** KMS finds a key only in its region. A server on one address finds the replica of a multi-Region key by the ARN of another. */
function requireRegion(keyId: string, region: string): void {
  const [arn, , , keyRegion] = keyId.split(':');
  if (arn !== 'arn' || !keyRegion || keyRegion === region) return;
  throw new ImageStoreError(
    'NotFoundException',
    `the key ${keyId} is in ${keyRegion} and the session in ${region}; images are encrypted only with a key in the region of ` +
      'the session. Use a key in that region',
  );
}

/** Throws the errors that KMS has for a key that is not enabled, or not for symmetric encryption. */
function requireEncrypting(subject: string, { KeyState, KeyUsage, KeySpec }: Partial<KeyMetadata> = {}): void {
  if (KeyState !== undefined && KeyState !== 'Enabled') {
    throw new ImageStoreError(
      KeyState === 'Disabled' ? 'DisabledException' : 'KMSInvalidStateException',
      `${subject} is in the state ${KeyState}; images are encrypted only with a key in the state Enabled. Enable it, or use another`,
    );
  }
  const isSymmetric = (KeySpec ?? 'SYMMETRIC_DEFAULT') === 'SYMMETRIC_DEFAULT';
  if ((KeyUsage ?? 'ENCRYPT_DECRYPT') === 'ENCRYPT_DECRYPT' && isSymmetric) return;
  throw new ImageStoreError(
    'InvalidKeyUsageException',
    `${subject} has the usage ${KeyUsage} and the spec ${KeySpec}; images are encrypted only with a key of the usage ` +
      'ENCRYPT_DECRYPT and the spec SYMMETRIC_DEFAULT. Use another key',
  );
}
