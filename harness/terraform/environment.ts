import { delimiter, dirname } from 'node:path';
import { terraformExecutable } from './terraform';

/** What is passed on of this process's environment; the certificates are for Terraform's registry. */
const INHERITED = ['LANG', 'LC_ALL', 'TMPDIR', 'SSL_CERT_FILE', 'SSL_CERT_DIR'];

/**
 * An environment for Terraform, and for what runs it, in which no setting of the machine's user counts: no credentials,
 * no TF_ variables, no CLI configuration, no proxy, no options for Node. What `home` holds counts, and so does
 * TERRAFORM_BINARY_NAME, which cdktf reads as well.
 */
export function hermeticEnvironment(home: string): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(INHERITED.map((name) => [name, process.env[name]])),
    // This very Node first, for providers that start with `env node`.
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
    HOME: home,
    TERRAFORM_BINARY_NAME: terraformExecutable(),
    AWS_EC2_METADATA_DISABLED: 'true',
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
  };
}
