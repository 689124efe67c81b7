/** Tests of Terraform providers with the real Terraform, in any test framework. */
export {
  type AcceptanceStep,
  type AcceptanceTest,
  AcceptanceTestError,
  acceptanceTest,
  type PlannedAction,
} from './acceptance-test';
export { echoProvider } from './echo';
export type { Expected, Matcher } from './expectation';
