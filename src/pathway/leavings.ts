import type { Change } from '../engine/deadlines/change.ts';
import { effectiveSteps } from '../engine/obligations/fold.ts';
import { isStepEvent, type StepEvent } from '../engine/record/events.ts';
import type { StepFacts } from '../engine/record/steps/index.ts';
import type { Told } from '../engine/record/steps/disclosures.ts';
import type { Disclosure, Ground } from '../features/disclosures/disclosure.ts';
import { groundIn } from '../features/disclosures/gate.ts';
import { type DisclosureDraft, rowOf } from '../features/disclosures/accounting.ts';
import { disclosureOf, groundOf } from '../features/disclosures/telling.ts';
import { requestDisclosure } from '../features/authorizations/disclosed.ts';
import { referralOf, referralRegister } from '../features/referrals/state.ts';
import { referralDisclosure } from '../features/referrals/transmittal.ts';
import { releasesKnown } from '../features/releases/state.ts';

type Left = { leaving: Disclosure; ground: Ground | null };

/** What the steps of a change let leave: each is one row of the accounting of disclosures, written with them. */
export function leavingsOf({ events, after }: Pick<Change, 'events' | 'after'>): DisclosureDraft[] {
  return events.filter(isStepEvent).flatMap((event) =>
    leftWith(event, after).map(({ leaving, ground }, place) => ({
      // One cause, one row, however often it is written.
      id: `${after.enrollmentId}/${event.stepId}/${place + 1}`,
      stepId: event.stepId,
      at: event.occurredAt,
      recordedAt: event.recordedAt,
      by: event.by,
      ...rowOf(leaving, ground, releasesKnown(after, event.recordedAt)),
    })),
  );
}

function leftWith(event: StepEvent, after: Change['after']): Left[] {
  const { facts } = event;
  const told = toldBy(facts);
  if (told !== null)
    return told.map((one) => ({ leaving: disclosureOf(one, wayOf(facts)), ground: groundOf(one) }));
  const register = releasesKnown(after, event.recordedAt);
  const asked = askedUnder(facts);
  if (asked !== null) {
    // A release names whom it lets be told; in releases before, nobody was asked what else was.
    const release = register.releases.find(({ id }) => id === asked);
    if (!release) return [];
    const { recipient, recipientKind } = release;
    const one: Told = { recipient, recipientKind, content: ['identity'], ground: 'release', release: asked };
    return [{ leaving: disclosureOf(one), ground: { release: asked } }];
  }
  if (facts.type === 'sendReferral') {
    const steps = effectiveSteps(after.steps, event.occurredAt, event.recordedAt);
    const made = referralOf(referralRegister(steps), facts.about)?.made;
    return made ? [{ leaving: referralDisclosure(made), ground: { release: facts.release } }] : [];
  }
  const leaving = requestDisclosure(facts, event.stepId);
  return leaving
    ? [{ leaving, ground: groundIn(register, leaving, event.occurredAt, event.recordedAt) }]
    : [];
}

function toldBy(facts: StepFacts): readonly Told[] | null {
  return 'disclosed' in facts ? (facts.disclosed ?? null) : null;
}

function wayOf({ type }: StepFacts): 'provider-told' | 'spoken' {
  return type === 'notifyTreatmentProvider' ? 'provider-told' : 'spoken';
}

/** The release under which somebody close to the client was asked or spoken with (CO-5). */
function askedUnder(facts: StepFacts): string | null {
  switch (facts.type) {
    case 'logContact':
      return facts.with === 'collateral' && facts.outcome === 'reached' ? (facts.release ?? null) : null;
    case 'recordLocateAttempt':
      return facts.kind === 'collateral' ? (facts.release ?? null) : null;
    case 'recordServiceFeedback':
      return facts.from === 'collateral' ? (facts.release ?? null) : null;
    default:
      return null;
  }
}
