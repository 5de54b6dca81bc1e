import { refuse } from '../../engine/steps/check.ts';
import type { LeavingFact } from '../../engine/policy/terms.ts';
import type { RecordedStep } from '../../engine/record/steps/index.ts';
import type { Instant } from '../../engine/calendar/index.ts';
import type { Command } from '../../engine/record/commands.ts';
import type { EnrollmentState } from '../../engine/deadlines/state.ts';
import { effectiveSteps } from '../../engine/obligations/fold.ts';
import type { Disclosure } from '../disclosures/disclosure.ts';
import { whyNot } from '../disclosures/gate.ts';
import { releasesKnown } from '../releases/state.ts';
import type { ReleasableContent } from '../../engine/record/steps/releases.ts';
import type { TransferableDocument } from './transfer.ts';

/** What a transfer tells the other agency, as a release names it: it has to cover all of that (RF-3). */
function transferred(documents: readonly TransferableDocument[]): ReleasableContent[] {
  const always: ReleasableContent[] = ['identity', 'assessment', 'progress'];
  const also = documents.map((one) => (one === 'household' ? 'plan' : one));
  return [...new Set([...always, ...also])];
}

/** What goes to the other agency. */
export function transferDisclosure(
  asked: { toAgency: string; carries: readonly TransferableDocument[] },
  items: Disclosure['items'] = [],
): Disclosure {
  return {
    ...{ way: 'transfer', to: { kind: 'agency', id: asked.toAgency }, purposes: ['care-coordination'] },
    ...{ content: transferred(asked.carries), items },
  };
}

/** RF-3: why nothing may leave for that agency at that instant; null while the release named lets it. */
export function withoutTransferRelease(
  state: EnrollmentState,
  asked: { toAgency: string; release: string; carries: readonly TransferableDocument[] },
  at: Instant,
) {
  const register = releasesKnown(state, at);
  const leaving = transferDisclosure(asked);
  const named = register.releases.find(({ id }) => id === asked.release);
  const isToAgency = named?.recipientKind === 'agency';
  if (isToAgency && !whyNot(register, leaving, { release: named.id }, at)) return null;
  const detail =
    'A transfer stands on a release in force that names the other agency, care coordination, and all that goes over.';
  return refuse('release-missing', detail, 'release');
}

/** The newest index in effect; undefined where there is none. */
export function newestIndex(state: EnrollmentState, at: Instant): RecordedStep | undefined {
  return effectiveSteps(state.steps, at).findLast(({ facts }) => facts.type === 'scoreAcuity');
}

/** The discharge with which the old enrollment ends (OU-4); what is stated of it was stated with the offer. */
export function leavingCommand(leaving: Partial<Record<LeavingFact, boolean>>, sealed?: string): Command {
  return {
    facts: { type: 'discharge', reason: 'transferred', ...leaving, receivingAgencyNamed: true },
    ...(sealed === undefined ? {} : { sealed }),
  };
}
