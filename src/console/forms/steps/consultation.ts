import type { Known } from './fields.ts';
import type { StepsOf } from '../registry.ts';
import { note, prose, type StepForms, thing } from './fields.ts';

/** Consultations that nobody has documented yet. */
function open({ steps, time }: Known) {
  const documented = new Set(
    steps.flatMap(({ facts }) => (facts.type === 'documentConsultation' ? [facts.about] : [])),
  );
  return steps
    .filter(({ id, facts }) => facts.type === 'consultSupervisor' && !documented.has(id))
    .map(({ id, at }) => ({ value: id, label: time.moment(new Date(at).toISOString()) }));
}

/** A supervisor was asked, and the chart says so within a day (DO-4). */
export const forms: StepForms<StepsOf<'consultation'>> = {
  consultSupervisor: { facts: {}, words: { question: prose(), note } },
  documentConsultation: {
    facts: { about: thing(open, { label: 'field.consultation' }) },
    words: {
      summary: prose({ label: 'field.discussed' }),
      decision: prose({ label: 'field.decided' }),
      note: null,
    },
  },
};
