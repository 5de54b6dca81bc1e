import type { InstrumentItem } from './instrument.ts';

/** What several instruments ask; the wording is ours. */
const days = (id: string, question: string): InstrumentItem => ({
  ...{ id, question: `${question}, in the past 30 days?` },
  ...{ answer: 'number', lowest: 0, highest: 30 },
});

export const recoveryItems: InstrumentItem[] = [
  days('alcohol-days', 'On how many days did you drink alcohol'),
  days('drug-days', 'On how many days did you use other substances'),
  {
    id: 'housing',
    question: 'Where have you been living most of the time?',
    answer: 'choice',
    options: ['own-place', 'with-others', 'recovery-residence', 'institution', 'shelter', 'street'],
  },
  {
    id: 'work',
    question: 'Are you working or in school?',
    answer: 'choice',
    options: ['full-time', 'part-time', 'looking', 'not-looking', 'unable'],
  },
  days('arrests', 'How often have you been arrested'),
  { id: 'support', question: 'Is there somebody you can turn to when in trouble?', answer: 'yes-no' },
];

export const agreement = (id: string, question: string): InstrumentItem => ({
  ...{ id, question, answer: 'choice' },
  options: ['strongly-agree', 'agree', 'undecided', 'disagree', 'strongly-disagree'],
});
