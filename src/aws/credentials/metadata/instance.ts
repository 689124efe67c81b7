import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsCredentialIdentity } from '@smithy/types';
import { DiagnosticError } from '../../../plugin';
import { ENDPOINT, quoted, withoutPassword } from '../../arguments/text-rules';
import type { InstanceMetadataSettings } from '../../settings/settings';
import { CredentialsError, credentialsIn, jsonFields } from '../credentials-error';
import { requestMetadata } from './request';

/** Seconds for which a session token of the metadata service is asked. */
const TOKEN_SECONDS = 300;

const CREDENTIALS = '/latest/meta-data/iam/security-credentials/';

/** The metadata service of an EC2 instance. */
export class InstanceMetadata {
  constructor(
    private readonly settings: InstanceMetadataSettings,
    private readonly handler: NodeHttpHandler,
    private readonly signal: AbortSignal,
    /** What to do if there are no credentials. */
    private readonly remedy: string,
  ) {}

  /**
   * The credentials of the instance's role.
   *
   * @throws CredentialsError if there is no metadata service, or no role
   */
  async credentials(): Promise<AwsCredentialIdentity> {
    if (this.settings.disabled) {
      throw new CredentialsError('AWS_EC2_METADATA_DISABLED turns instance metadata off.', this.remedy);
    }
    try {
      return await this.roleCredentials();
    } catch (error) {
      if (this.signal.aborted || error instanceof DiagnosticError || error instanceof CredentialsError) throw error;
      throw new CredentialsError(
        `Instance metadata at ${withoutPassword(this.settings.endpoint)} cannot be reached: ${(error as Error).message}`,
        this.remedy,
      );
    }
  }

  private async roleCredentials(): Promise<AwsCredentialIdentity> {
    const headers = await this.session();
    const [role = ''] = (await this.get(CREDENTIALS, headers, 'The instance has no role')).trim().split(/\r?\n/);
    const text = await this.get(`${CREDENTIALS}${role}`, headers, `The role ${role} gave no credentials`);
    const fields = jsonFields(text, this.remedy);
    const code = fields.get('code');
    if (code !== undefined && String(code).toLowerCase() !== 'success') {
      throw new CredentialsError(
        `Instance metadata answered for the role ${role}: ${code}: ${fields.get('message') ?? ''}`,
        this.remedy,
      );
    }
    return credentialsIn(text, 'Token', this.remedy);
  }

  /** The region of the instance; undefined without a metadata service. */
  async region(): Promise<string | undefined> {
    try {
      const text = await this.get('/latest/dynamic/instance-identity/document', await this.session(), '');
      const region = jsonFields(text, this.remedy).get('region');
      return typeof region === 'string' && region !== '' ? region : undefined;
    } catch {
      return undefined;
    }
  }

  /** The header of a session with the service. Version 1 of the service has no sessions. */
  private async session(): Promise<Record<string, string>> {
    const ttl = { 'x-aws-ec2-metadata-token-ttl-seconds': String(TOKEN_SECONDS) };
    let status: number | undefined;
    try {
      const answer = await this.request('/latest/api/token', ttl, 'PUT');
      if (answer.status === 200) return { 'x-aws-ec2-metadata-token': answer.text };
      status = answer.status;
    } catch (error) {
      // A service that is more than one hop away accepts connections, and does not answer this request.
      if (!isUnanswered(error)) throw error;
    }
    if (!this.settings.version1Disabled && (status === undefined || [403, 404, 405].includes(status))) return {};
    throw new CredentialsError(
      `Instance metadata gave no session token: ${status === undefined ? 'it did not answer' : `HTTP status ${status}`}.`,
      this.remedy,
    );
  }

  private async get(path: string, headers: Record<string, string>, failure: string): Promise<string> {
    const { status, text } = await this.request(path, headers);
    if (status === 200) return text;
    throw new CredentialsError(`${failure}: instance metadata answered with the HTTP status ${status}.`, this.remedy);
  }

  private async request(path: string, headers: Record<string, string>, method = 'GET') {
    const { endpoint } = this.settings;
    if (!ENDPOINT.accepts(endpoint)) {
      throw new CredentialsError(`${quoted(withoutPassword(endpoint))} is not an http or https URL.`, this.remedy);
    }
    // The path of the endpoint does not count in hashicorp/aws either.
    return await requestMetadata(this.handler, new URL(path, new URL(endpoint).origin), this.signal, headers, method);
  }
}

/** Whether a connection was made, and no answer came. */
function isUnanswered(error: unknown): boolean {
  const { name, message } = error as Error;
  return name === 'TimeoutError' && !message.includes('did not establish a connection');
}
