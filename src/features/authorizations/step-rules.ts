import { checkReleasedToPayer } from './release-checks.ts';
import type { StepRules } from '../../engine/steps/rules.ts';
import type { AuthorizationFacts } from '../../engine/record/steps/authorizations.ts';
import type { StepNotice } from '../../engine/steps/rules.ts';
import { checkAppealed, checkDecided, checkPaidNeed, checkTurn, checkWhole, inTurn } from './checks.ts';
import {
  checkExtended,
  checkExtensionAppealed,
  checkExtensionTurn,
  extensionInTurn,
} from './extension-checks.ts';
import { checkEnclosed, checkExtensionIndex, checkNames } from './request-checks.ts';
import { checkBilling, checkServiceKind, checkUse } from './service-checks.ts';

/** The payer reads of it in the morning, with when the decision is due. */
const asksPayer = (about: string) => (): StepNotice[] => [
  { kind: 'request', audience: 'payer', deliver: 'next-morning', about },
];
const decided = (): StepNotice[] => [{ kind: 'decision', audience: 'coordinator', deliver: 'next-morning' }];

/** Service authorizations and their use, extensions, the discretionary fund (AU, AC-2). */
export const authorizationStepRules = {
  requestExtension: {
    checks: [checkExtensionIndex, checkNames, checkEnclosed, checkWhole(), checkReleasedToPayer],
    afterDischarge: false,
    pointless: null,
    tells: asksPayer('extension.decision'),
    file: null,
  },
  decideExtension: {
    checks: [checkExtensionTurn, checkExtended, checkWhole()],
    afterDischarge: false,
    pointless: 'No extension request awaits a decision at that time.',
    tells: decided,
    file: null,
  },
  resubmitExtension: {
    checks: [extensionInTurn(['returned']), checkEnclosed, checkWhole(), checkReleasedToPayer],
    afterDischarge: false,
    pointless: null,
    tells: asksPayer('extension.decision'),
    file: null,
  },
  appealExtension: {
    checks: [extensionInTurn(['denied', 'partial']), checkExtensionAppealed, checkWhole()],
    afterDischarge: false,
    pointless: null,
    tells: asksPayer('extension.decision'),
    file: null,
  },
  withdrawExtension: {
    checks: [extensionInTurn(['requested', 'returned', 'denied', 'appealed'])],
    afterDischarge: false,
    pointless: null,
    tells: null,
    file: null,
  },
  requestAuthorization: {
    checks: [checkNames, checkEnclosed, checkWhole('from'), checkReleasedToPayer],
    afterDischarge: false,
    pointless: null,
    tells: asksPayer('sar.decision'),
    file: null,
  },
  decideAuthorization: {
    checks: [checkTurn, checkDecided, checkWhole('units')],
    afterDischarge: false,
    pointless: null,
    tells: decided,
    file: null,
  },
  resubmitAuthorization: {
    checks: [checkEnclosed, inTurn(['returned']), checkWhole(), checkReleasedToPayer],
    afterDischarge: false,
    pointless: null,
    tells: asksPayer('sar.decision'),
    file: null,
  },
  appealDecision: {
    checks: [inTurn(['denied', 'partial']), checkAppealed, checkWhole()],
    afterDischarge: false,
    pointless: null,
    tells: asksPayer('sar.decision'),
    file: null,
  },
  endAuthorization: {
    checks: [
      inTurn(['requested', 'returned', 'denied', 'approved', 'partial', 'appealed']),
      checkWhole('about'),
    ],
    afterDischarge: false,
    pointless: null,
    tells: null,
    file: null,
  },
  recordService: {
    checks: [checkServiceKind, checkBilling, checkUse, checkWhole('authorization')],
    afterDischarge: false,
    pointless: null,
    tells: null,
    file: null,
  },
  payFromFund: {
    checks: [checkPaidNeed, checkWhole()],
    afterDischarge: false,
    pointless: null,
    tells: null,
    file: null,
  },
} satisfies StepRules<AuthorizationFacts['type']>;
