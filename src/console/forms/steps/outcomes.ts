import { completionMeasures, dischargeReasons, type LeavingFact } from '../../../engine/policy/terms.ts';
import {
  clientGroups,
  type InstrumentId,
  instrumentOutcomes,
  instrumentPoints,
} from '../../../engine/record/steps/outcomes.ts';
import { groupsOf } from '../../../features/outcomes/state.ts';
import type { Instruments } from '../../server/replies.ts';
import type { StepsOf } from '../registry.ts';
import { AnswersPart } from './answers-part.tsx';
import {
  type Field,
  type Known,
  known,
  note,
  one,
  optional,
  part,
  prose,
  type StepForms,
  thing,
  type Words,
  yesNo,
} from './fields.ts';

const leavingFacts = [
  'lastMeetingHeld',
  'aftercareArranged',
  'warmHandOver',
  'receivingAgencyNamed',
] as const;

/** What the profile asks of a discharge for that reason, at the client's level of care (OU-4). */
const asks =
  (fact: LeavingFact) =>
  (words: Words, { status }: Known) =>
    (status.policy.profile.leaving?.value ?? []).some(
      ({ reasons, levels, stated, done }) =>
        (reasons as readonly unknown[]).includes(words['reason']) &&
        (levels?.includes(status.level) ?? true) &&
        [...(stated ?? []), ...(done ?? [])].includes(fact),
    );
const says = (fact: LeavingFact) => yesNo({ when: asks(fact) });
const goesWith = (fact: LeavingFact) => prose({ when: (words) => words[fact] === true });

const instrumentsPath = '/instruments';
const versions = ({ reply }: Known) => (reply(instrumentsPath) as Instruments | undefined)?.items ?? [];
/** The newest version of each. */
const newest = (given: Known) =>
  versions(given).filter(({ instrument, number }) =>
    versions(given).every((other) => other.instrument !== instrument || other.number <= number),
  );
const instruments = (given: Known) =>
  newest(given).map(({ instrument, title }) => ({ value: instrument, label: title }));
const chosen = (given: Known, { instrument }: Words) =>
  newest(given).find((one) => one.instrument === instrument);
/** A duty says which instrument at which point: `instrument.gpra.intake`. */
const ofDuty = ({ duty }: Known, place: 1 | 2): string | undefined =>
  duty?.kind === 'satisfaction.instrument' ? 'satisfaction' : duty?.kind.split('.')[place];
const points = (given: Known, words: Words) => {
  const those: readonly string[] = chosen(given, words)?.points ?? [];
  return instrumentPoints.filter((point) => those.includes(point));
};

/** Outcome instruments, and how a client leaves (OU). */
export const forms: StepForms<StepsOf<'outcomes'>> = {
  recordInstrument: {
    facts: {
      instrument: thing(instruments, { first: (given) => ofDuty(given, 1) }) as Field<InstrumentId>,
      version: known((given, words) => chosen(given, words)?.version),
      point: one('point', points, {
        first: (given) => instrumentPoints.find((point) => point === ofDuty(given, 2)),
      }),
      outcome: one('instrument', instrumentOutcomes, { first: () => 'completed' }),
    },
    words: {
      answers: part<Record<string, string | number | boolean | null>>(AnswersPart, {
        when: ({ outcome }) => outcome !== 'refused',
        first: () => ({}),
      }),
      note,
    },
    reads: () => [instrumentsPath],
  },
  enterClientGroup: {
    facts: {
      group: one('group', ({ steps }: Known) => {
        const inGroup = groupsOf(steps).filter(({ leftAt }) => leftAt === null);
        return clientGroups.filter((group) => inGroup.every((stay) => stay.group !== group));
      }),
    },
    words: { note },
  },
  leaveClientGroup: {
    facts: {
      group: one('group', ({ steps }: Known) =>
        groupsOf(steps).flatMap(({ group, leftAt }) => (leftAt === null ? [group] : [])),
      ),
    },
    words: { reason: prose(), note: null },
  },
  askSatisfaction: { facts: {}, words: { note } },
  discharge: {
    facts: {
      reason: one('leaving', dischargeReasons),
      lastMeetingHeld: says('lastMeetingHeld'),
      aftercareArranged: says('aftercareArranged'),
      warmHandOver: says('warmHandOver'),
      receivingAgencyNamed: says('receivingAgencyNamed'),
    },
    words: {
      aftercare: goesWith('aftercareArranged'),
      handedOverTo: goesWith('warmHandOver'),
      receivingAgency: goesWith('receivingAgencyNamed'),
      whyNot: prose({ when: (words) => leavingFacts.some((fact) => words[fact] === false) }),
      note: prose({ label: 'field.howLeaves' }),
    },
  },
  recordOutcomes: {
    facts: {
      completed: yesNo(),
      measure: one('measure', completionMeasures),
    },
    words: { summary: optional(prose()), note: null },
  },
};
