import { spawnSync } from 'node:child_process';
import { devNull } from 'node:os';
import { type RunResult, run } from '../../scripts/local/processes';
import { CREDENTIALS } from './hcl';

/** Whether this machine has the AWS CLI. */
export const awsCliInstalled = spawnSync('aws', ['--version']).status === 0;

/** Runs the AWS CLI in us-east-1, with nothing of the user's configuration, and a single attempt for each call. */
export async function awsCli(...args: readonly string[]): Promise<RunResult> {
  const env = {
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
  return await run('aws', args, { env });
}
