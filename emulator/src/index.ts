/** The face of the emulator: what scripts and tests may use. */
export { startLocalOrg, type LocalOrg } from './localOrg.ts';
export type { LocalOrgOptions, OrgFaults } from './localOrgOptions.ts';
export { VirtualClock, systemClock, type OrgClock } from './platform/clock.ts';
export type { PlatformRules } from './platform/platformRules.ts';
export type { SentMessage } from './orgServices.ts';
