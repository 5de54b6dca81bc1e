import {
  addBusinessDays,
  type Instant,
  instantAtLocal,
  type LocalDate,
  localDateOf,
} from '../../engine/calendar/index.ts';
import type { Policy } from '../../engine/policy/profile.ts';
import { effectiveSteps, statusAt } from '../../engine/obligations/fold.ts';
import { refuse, type StepCheck } from '../../engine/steps/check.ts';
import { beyondAsked } from './beyond-asked.ts';
import { type AuthorizationState, isCorrectable, isGrant } from './decision-state.ts';
import { awaitsDecision, type Extension } from './extensions.ts';
import { authorizationRegister, decidedAt } from './state.ts';

type About = 'decideExtension' | 'resubmitExtension' | 'appealExtension' | 'withdrawExtension';

function extensionsThen({ state, event, now }: StepCheck<About>): Extension[] {
  return authorizationRegister(effectiveSteps(state.steps, event.occurredAt, now)).extensions;
}

/** The step is about an extension request that is in one of these states at its time. */
export function extensionInTurn(from: readonly AuthorizationState[]) {
  return (check: StepCheck<About>) => {
    const { about } = check.facts;
    // A decision from before requests were named is about the one that waits longest.
    if (about === undefined) return null;
    const one = extensionsThen(check).find(({ id }) => id === about);
    if (!one)
      return refuse('unknown-extension', 'No such extension had been asked for by that time.', 'about');
    if (!one.withdrawn && from.includes(one.state)) return null;
    const detail = `The request is ${one.withdrawn ? 'taken back' : one.state} at that time.`;
    return refuse('extension-out-of-turn', detail, 'about');
  };
}

export const onlyNewest =
  'The newest decision is corrected, with another that approves or denies, as long as nothing came of it.';

/** What waits is decided; what is decided, corrected by a new decision, not asked back (AU-3). */
export function checkExtensionTurn(check: StepCheck<'decideExtension'>) {
  const { about, corrects, decision } = check.facts;
  if (corrects === undefined) return extensionInTurn(['requested', 'appealed'])(check);
  const one = extensionsThen(check).find(({ id }) => id === about);
  if (one && decision !== 'returned' && !one.withdrawn && isCorrectable(one, corrects)) return null;
  return refuse('extension-out-of-turn', onlyNewest, 'corrects');
}

/** AU-3: what is approved says how much and until when, and is no more than was asked for. */
export function checkExtended(check: StepCheck<'decideExtension'>) {
  const { about, decision, units, through } = check.facts;
  if (about === undefined) return checkUnnamed(check);
  const one = extensionsThen(check).find(({ id }) => id === about);
  if (!one || !isGrant(decision)) return null;
  const [field] = Object.entries({ units, through }).find(([, value]) => value == null) ?? [];
  if (field !== undefined)
    return refuse('decision-incomplete', 'What is approved says how many units, and through when.', field);
  return beyondAsked(one.asked, { units, through });
}

/** Where an authorization is extended, its decision says which and to when: its next renewal counts from there. */
function checkUnnamed(check: StepCheck<'decideExtension'>) {
  const { decision, authorization, through } = check.facts;
  if (!isGrant(decision)) return null;
  const waiting = extensionsThen(check).find(
    (one) => awaitsDecision(one) && (authorization === undefined || one.authorization === authorization),
  );
  if (authorization !== undefined && !waiting)
    return refuse(
      'unknown-authorization',
      'No such authorization had been asked for by that time.',
      'authorization',
    );
  if (waiting?.authorization == null || (authorization !== undefined && through !== undefined)) return null;
  const detail = 'The decision names the authorization it extends and its new last day.';
  return refuse('decision-incomplete', detail, authorization === undefined ? 'authorization' : 'through');
}

/** AU-3: the last local day on which a decision can be appealed; null where the policy has none. */
export function lastDayOfAppeal(
  { calendar, profile }: Pick<Policy, 'calendar' | 'profile'>,
  decided: Instant,
): LocalDate | null {
  const days = profile.appealWithinBusinessDays?.value;
  return days === undefined ? null : addBusinessDays(calendar, localDateOf(calendar, decided), days);
}

/** AU-3: until the end of that business day after the decision. */
export function checkAppealedInTime(
  check: Pick<StepCheck, 'state' | 'event' | 'now'>,
  one: Parameters<typeof decidedAt>[0] | undefined,
) {
  const { event, state, now } = check;
  const { calendar, profile } = statusAt(state.steps, event.occurredAt, now).policy;
  const days = profile.appealWithinBusinessDays?.value;
  const decided = one ? decidedAt(one) : null;
  if (days === undefined || decided === null) return null;
  const last = lastDayOfAppeal({ calendar, profile }, decided);
  if (last === null) return null;
  if (event.occurredAt <= instantAtLocal(calendar, last, profile.businessDayEnds.value)) return null;
  return refuse('appeal-too-late', `A decision is appealed within ${days} business days.`, 'about');
}

export const checkExtensionAppealed = (check: StepCheck<'appealExtension'>) =>
  checkAppealedInTime(
    check,
    extensionsThen(check).find(({ id }) => id === check.facts.about),
  );
