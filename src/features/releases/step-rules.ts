import type { StepRules } from '../../engine/steps/rules.ts';
import type { ReleaseFacts } from '../../engine/record/steps/releases.ts';
import { checkEnds, checkExpires, checkRevocable } from './checks.ts';

/** Consent is the client's own, at any time (RF-3). */
export const releaseStepRules = {
  grantRelease: {
    checks: [checkExpires],
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
} satisfies StepRules<ReleaseFacts['type']>;
