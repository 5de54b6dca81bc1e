import { refuse, type StepCheck } from '../../engine/steps/check.ts';
import { effectiveSteps, statusAt } from '../../engine/obligations/fold.ts';
import { enclosedKinds } from '../../engine/policy/request-documents.ts';
import { crossesLine } from '../../engine/policy/level-line.ts';
import { missing, staleIndex } from '../authorizations/enclosed.ts';

const status = ({ state, event, now }: StepCheck<'scoreAcuity' | 'changeLevel'>) =>
  statusAt(state.steps, event.occurredAt, now);

export function checkScore(check: StepCheck<'scoreAcuity'>) {
  const { score } = check.facts;
  const { lowest, highest } = status(check).policy.profile.acuity.value;
  if (Number.isInteger(score) && score >= lowest && score <= highest) return null;
  const detail = `An Acuity Index is a whole number from ${lowest} to ${highest}.`;
  return refuse('score-out-of-range', detail, 'score');
}

/** The form that was answered is the one the profile names. */
export function checkForm(check: StepCheck<'scoreAcuity'>) {
  const { instrument } = check.facts;
  const { acuityInstrument } = status(check).policy.profile;
  if (!instrument || !acuityInstrument || instrument.hash === acuityInstrument.value.hash) return null;
  const { id, version } = acuityInstrument.value;
  const detail = `The policy's form of the Acuity Index is ${id}, version ${version}.`;
  return refuse('unknown-instrument', detail, 'instrument');
}

export function checkLevel(check: StepCheck<'changeLevel'>) {
  const { policy, level } = status(check);
  if (!policy.profile.levels.some(({ id }) => id === check.facts.level)) {
    const known = policy.profile.levels.map(({ id }) => id).join(', ');
    return refuse('unknown-level', `The policy profile knows these levels of care: ${known}.`, 'level');
  }
  if (check.facts.level !== level || check.command.amendment === true) return null;
  return refuse('nothing-to-meet', 'The client is at that level of care already.', 'level');
}

/** AC-2, AC-4: a change to the other side of the line carries its index and what supports it. */
export function checkSupported(check: StepCheck<'changeLevel'>) {
  const { event, command, state, now } = check;
  const { level, index } = check.facts;
  const { policy, level: present } = status(check);
  const { profile } = policy;
  const named = effectiveSteps(state.steps, event.occurredAt, now).find(
    ({ id, facts }) => id === index && facts.type === 'scoreAcuity',
  );
  if (index !== undefined && !named)
    return refuse('not-an-index', 'That step is no Acuity Index that counts at that time.', 'index');
  if (!profile.requestDocuments || command.amendment === true) return null;
  if (!crossesLine(profile, present, level)) return null;
  const stale = staleIndex(policy, named, event.occurredAt, 'index');
  if (stale) return stale;
  const request = { kind: 'transfer', level: present, initial: false } as const;
  return missing(
    profile,
    { ...request, documents: [...enclosedKinds(check.facts), 'acuity-index'] },
    named,
    'enclosed',
  );
}
