import type { Told } from '../../../engine/record/steps/disclosures.ts';
import type { StepsOf } from '../registry.ts';
import { type Known, note, type Option, prose, type StepForms, thing, yesNo } from './fields.ts';

/** What was told on that ground, the newest first, that no such step has answered yet. */
const tellings =
  (on: Told['ground'], answeredBy: 'noteDisclosure' | 'resolveDisclosure') =>
  ({ steps, say, time }: Known): Option[] => {
    const answered = new Set(steps.flatMap(({ facts }) => (facts.type === answeredBy ? [facts.about] : [])));
    return steps.toReversed().flatMap(({ id, at, facts }) => {
      const told = 'disclosed' in facts ? (facts.disclosed ?? []) : [];
      if (answered.has(id) || !told.some(({ ground }) => ground === on)) return [];
      const when = time.moment(new Date(at).toISOString());
      return [{ value: id, label: `${say(`step.${facts.type}`)}, ${when}` }];
    });
  };

/** What follows what was told in an emergency, and what nothing allowed (RF-3). */
export const forms: StepForms<StepsOf<'disclosures'>> = {
  noteDisclosure: {
    facts: {
      about: thing(tellings('medical-emergency', 'noteDisclosure'), { label: 'field.toldIn' }),
    },
    words: {
      medicalPersonnel: prose(),
      toldBy: prose(),
      when: prose({ label: 'field.toldWhen' }),
      emergency: prose(),
      note,
    },
  },
  resolveDisclosure: {
    facts: {
      about: thing(tellings('none', 'resolveDisclosure'), { label: 'field.toldIn' }),
      clientTold: yesNo(),
    },
    words: { findings: prose({ label: 'privacy.findings' }), done: prose({ label: 'privacy.done' }), note },
  },
};
