import { devNull } from 'node:os';
import { type RunResult, run } from '../../harness/machine/processes';
import { CREDENTIALS } from './hcl';

/** An environment for the AWS CLI: us-east-1, nothing of the user's configuration, a single attempt for each call. */
export function awsCliEnvironment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    ...CREDENTIALS,
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
    AWS_PAGER: '',
  };
}

/** Runs the AWS CLI to its end. */
export async function awsCli(...args: readonly string[]): Promise<RunResult> {
  return await run('aws', args, { env: awsCliEnvironment() });
}
