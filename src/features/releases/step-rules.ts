import type { StepRules } from '../../engine/steps/rules.ts';
import type { ReleaseFacts } from '../../engine/record/steps/releases.ts';
import {
  checkEnds,
  checkEnters,
  checkExpires,
  checkGap,
  checkRenews,
  checkRevocable,
  checkRevoked,
} from './checks.ts';

/** Consent is the client's own, at any time (RF-3). */
export const releaseStepRules = {
  grantRelease: {
    checks: [checkExpires, checkRenews, checkEnters],
    afterDischarge: true,
    pointless: null,
    tells: null,
    file: 'releases',
  },
  revokeRelease: {
    checks: [checkRevocable],
    afterDischarge: true,
    pointless: null,
    tells: null,
    file: 'releases',
  },
  endRelease: {
    checks: [checkEnds],
    afterDischarge: true,
    pointless: null,
    tells: null,
    file: 'releases',
  },
  recordNoConsents: {
    checks: [checkGap],
    afterDischarge: false,
    pointless: 'Consents are entered already, or the client was asked for them.',
    tells: null,
    file: 'releases',
  },
  tellRevocation: {
    checks: [checkRevoked],
    afterDischarge: true,
    pointless: null,
    tells: null,
    file: 'releases',
  },
} satisfies StepRules<ReleaseFacts['type']>;
