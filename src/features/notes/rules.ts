import type { Profile, Rule } from '../../engine/record/authoring.ts';
import { every, plain } from '../../engine/policy/rule-parts.ts';

/** Duties about what must be written down (DO). */
export const noteRules: Rule[] = [
  {
    ...plain,
    kind: 'consultation.documentation',
    duty: 'DO-4',
    title: 'Document the consultation with the supervisor',
    opens: [{ on: 'step', step: 'consultSupervisor' }],
    perThing: true,
    cadence: every(24, 'hours', 'Agency default, after 000', 'agency'),
    met: [{ step: 'documentConsultation' }],
  },
];

/** DO-2 and DO-5: neither has a clock of its own, they are worked out when somebody looks. */
export const recordTimes: NonNullable<Profile['recordTimes']> = {
  signedWithinBusinessDays: { value: 1, source: 'Agency default, after 002 (DO-2)', basis: 'agency' },
  enteredWithinDays: { value: 7, source: 'Agency default, after 001 B.2, B.4 (DO-5)', basis: 'agency' },
};
