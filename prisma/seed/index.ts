export {
  agencyIdOf,
  type AgencyOptions,
  type Login,
  seedAgency,
  type SeededAgency,
  type Tokens,
} from './agency.ts';
export { type DemoOptions, seedDemo } from './demo.ts';
export { type Ask, enclosuresFor } from './enclosures.ts';
export { samplePlan } from './plans.ts';
export { payerConsent, signedFacts, signedOnPaper, signedWords } from './releases.ts';
export { sampleMeeting, sampleRoster } from './rosters.ts';
export { seedStaffFiles } from './staff-files.ts';
export { seedPolicies, type SeededPolicies } from './policies.ts';
