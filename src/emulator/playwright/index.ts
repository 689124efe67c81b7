export { type EmulatorAddress, type RouteOptions, routeFaceLiveness } from './route-face-liveness';
