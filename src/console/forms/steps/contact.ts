import { appointmentOutcomes } from '../../../engine/record/steps/triage.ts';
import { triageOf } from '../../../features/triage/state.ts';
import type { StepsOf } from '../registry.ts';
import { type Known, moment, note, one, optional, prose, type StepForms, thing, yesNo } from './fields.ts';

/** Appointments nobody has said yet what came of them, the next one first. */
const open = ({ steps, time }: Known) =>
  triageOf(steps)
    .appointments.filter(({ outcome }) => outcome === null)
    .toSorted((a, b) => a.startsAt - b.startsAt)
    .map(({ id, startsAt }) => ({ value: id, label: time.moment(new Date(startsAt).toISOString()) }));

const appointment = thing(open, { label: 'field.appointment' });

export const forms: StepForms<StepsOf<'contact'>> = {
  scheduleAppointment: {
    facts: { startsAt: moment(), travelArranged: yesNo() },
    words: {
      purpose: prose(),
      place: prose({ label: 'field.where' }),
      travel: optional(prose({ when: ({ travelArranged }) => travelArranged === true })),
      withWhom: optional(prose({ more: true })),
      note,
    },
  },
  recordAppointment: {
    facts: { about: appointment, outcome: one('appointment', appointmentOutcomes) },
    words: { reason: optional(prose({ label: 'field.whyMissed' })), note: null },
    press: 'outcome',
  },
  remindOfAppointment: { facts: { about: appointment }, words: { note } },
};
