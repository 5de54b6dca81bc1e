import type { RecordedStep } from '../../engine/record/steps/index.ts';
import { endOfLocalDay, type Instant, localDateOf } from '../../engine/calendar/index.ts';
import type { Intensity, Policy } from '../../engine/policy/profile.ts';
import { indicatedBy, indicatesOtherLevel } from '../../engine/policy/level-line.ts';

/** What an enrollment's steps say of acuity: scores, what they proposed, and how long the client is stabilized. */
export type AcuityRegister = {
  scores: { step: RecordedStep; score: number; indicates: Intensity; level: string }[];
  /** One a score on the other side of the line, until somebody decides or a later score takes it back (AC-3). */
  proposals: Proposal[];
  events: RecordedStep[];
  /** Last instant of the stabilization period after the newest high-acuity event (AC-5). */
  stabilizedUntil: Instant | null;
};

export const proposalOutcomes = ['open', 'changed', 'kept', 'no-longer-indicated'] as const;
export type ProposalOutcome = (typeof proposalOutcomes)[number];

export type Proposal = {
  index: RecordedStep;
  indicates: Intensity;
  from: string;
  outcome: ProposalOutcome;
  by: RecordedStep | null;
};

/** Folds effective steps, the referral first, in the order in which they happened. */
export function acuityRegister(steps: readonly RecordedStep[]): AcuityRegister {
  const register: AcuityRegister = { scores: [], proposals: [], events: [], stabilizedUntil: null };
  const [referral] = steps;
  if (referral?.facts.type !== 'receiveReferral') throw new Error('an enrollment begins with its referral');
  let { policy, level } = referral.facts;
  for (const step of steps) {
    const { facts } = step;
    switch (facts.type) {
      case 'adoptPolicy':
        ({ policy } = facts);
        break;
      case 'scoreAcuity':
        enterScore(register, policy, level, step, facts.score);
        break;
      case 'changeLevel':
        close(register, step, 'changed');
        ({ level } = facts);
        break;
      case 'keepLevel':
        close(register, step, 'kept');
        break;
      case 'reportHighAcuityEvent':
        register.events.push(step);
        register.stabilizedUntil = stabilizedUntil(policy, step.at) ?? register.stabilizedUntil;
        break;
      default:
    }
  }
  return register;
}

function enterScore(
  register: AcuityRegister,
  { profile }: Policy,
  level: string,
  step: RecordedStep,
  score: number,
): void {
  const indicates = indicatedBy(profile, score);
  register.scores.push({ step, score, indicates, level });
  const open = register.proposals.at(-1)?.outcome === 'open';
  if (!indicatesOtherLevel(profile, level, score)) close(register, step, 'no-longer-indicated');
  else if (!open) register.proposals.push({ index: step, indicates, from: level, outcome: 'open', by: null });
}

function close(register: AcuityRegister, by: RecordedStep, outcome: Proposal['outcome']): void {
  const last = register.proposals.at(-1);
  if (last?.outcome === 'open') register.proposals.splice(-1, 1, { ...last, outcome, by });
}

function stabilizedUntil({ calendar, profile }: Policy, event: Instant): Instant | null {
  const days = profile.stabilizationDays?.value;
  return days === undefined ? null : endOfLocalDay(calendar, localDateOf(calendar, event) + days);
}
