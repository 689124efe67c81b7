/**
 * The caller of AWS, for any Terraform provider: hashicorp/aws's configuration arguments, and a connection that has the
 * region and the credentials that hashicorp/aws would have.
 */
export {
  type AwsConfig,
  awsArguments,
  endpointsBlock,
  roleBlocks,
  type UnknownAwsConfig,
  withoutEmptyArguments,
} from './arguments/schema';
export { validateAwsArguments } from './arguments/validate-arguments';
export { checkAnswers } from './clients/answers';
export { configuredRegion, connect } from './connect';
export type { AssertRegion, Connection } from './connection';
export { describeSdkError, type Explanation, explainSdkError, type SdkError } from './errors';
export type { CallingProvider, ConnectionSettings } from './settings/settings';
export { environmentEndpoint } from './settings/sources';
