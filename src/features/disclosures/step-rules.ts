import type { StepNotice, StepRules } from '../../engine/steps/rules.ts';
import type { DisclosureFacts, TellingFacts } from '../../engine/record/steps/disclosures.ts';
import { checkToldOf } from './checks.ts';
import { unauthorizedKind } from './rules.ts';

/** What follows a disclosure that was not allowed, or that an emergency allowed (RF-3). */
export const disclosureStepRules = {
  noteDisclosure: {
    checks: [checkToldOf],
    afterDischarge: true,
    pointless: null,
    tells: null,
    file: 'releases',
  },
  resolveDisclosure: {
    checks: [checkToldOf],
    afterDischarge: true,
    pointless: null,
    tells: null,
    file: 'releases',
  },
} satisfies StepRules<DisclosureFacts['type']>;

/** Who is told at once that something was told which nothing allowed. */
export function toldOfTelling({ unauthorized }: TellingFacts): readonly StepNotice[] {
  if (unauthorized !== true) return [];
  return [{ kind: 'disclosure', audience: 'privacy-officer', deliver: 'at-once', about: unauthorizedKind }];
}
