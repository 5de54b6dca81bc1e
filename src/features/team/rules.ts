import type { Rule } from '../../engine/record/authoring.ts';
import { every, plain } from '../../engine/policy/rule-parts.ts';

/** Duties about the team, contact information (RT, CO). */
export const rstRules: Rule[] = [
  {
    ...plain,
    kind: 'contact.information',
    duty: 'CO-4',
    title: 'Contact information confirmed',
    opens: [{ on: 'first-assignment' }, { on: 'met', kind: 'contact.information' }],
    cadence: every(30, 'days', 'Agency default, after 001 B.2 (keep it current)', 'agency'),
    met: [{ step: 'confirmContactInformation' }],
  },
];
