export { InvalidInputError } from '../invalid-input';
export type { Scenario } from '../sessions/scenario';
export type { PageCredentials } from './identity-pool';
export { type EmulatorAddress, type RouteOptions, routeFaceLiveness } from './route-face-liveness';
