import type { Instrument, InstrumentItem } from './instrument.ts';

export { wrongAnswers } from './instrument.ts';
export type { Answers, Instrument } from './instrument.ts';

const standIn = 'Items of ours, a stand-in until the agency loads the form it was given';

/** What several instruments ask; the wording is ours. */
const days = (id: string, question: string): InstrumentItem => ({
  ...{ id, question: `${question}, in the past 30 days?` },
  ...{ answer: 'number', lowest: 0, highest: 30 },
});

const recoveryItems: InstrumentItem[] = [
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

const agreement = (id: string, question: string): InstrumentItem => ({
  ...{ id, question, answer: 'choice' },
  options: ['strongly-agree', 'agree', 'undecided', 'disagree', 'strongly-disagree'],
});

/** Every version in use or used once; the newest of an id is the one to use. */
export const instruments: Instrument[] = [
  {
    ...{ id: 'gpra', version: 1, title: 'GPRA client outcome measures', ours: true },
    source: `001 B.2 (OU-1). ${standIn}`,
    points: ['intake', 'follow-up', 'discharge'],
    items: [
      ...recoveryItems,
      { id: 'health', question: 'How would you rate your health?', answer: 'choice', options: ratings() },
    ],
  },
  {
    ...{ id: 'suprt', version: 1, title: 'SUPRT client-level assessment', ours: true },
    source: `001 B.2 (OU-1), the successor of GPRA. ${standIn}`,
    points: ['baseline', 'reassessment', 'annual', 'closeout'],
    items: [
      ...recoveryItems,
      agreement('hope', 'I am hopeful about my recovery.'),
      { id: 'quality-of-life', question: 'How is your life?', answer: 'choice', options: ratings() },
      { id: 'goal', question: 'What do you want to be different next time?', answer: 'words' },
    ],
  },
  {
    ...{ id: 'state', version: 1, title: 'State outcome measures', ours: true },
    source: `001 B.2 (OU-1). ${standIn}`,
    points: ['intake', 'discharge'],
    items: recoveryItems,
  },
  {
    ...{ id: 'satisfaction', version: 1, title: 'Client satisfaction', ours: true },
    source: `001 B.2 (OU-3). ${standIn}`,
    points: ['satisfaction'],
    items: [
      agreement('heard', 'My coordinator listens to me.'),
      agreement('own-plan', 'My plan says what I want.'),
      agreement('respect', 'I am treated with respect.'),
      agreement('again', 'I would come here again.'),
      { id: 'better', question: 'What should be better?', answer: 'words' },
    ],
  },
];

function ratings(): string[] {
  return ['excellent', 'good', 'fair', 'poor'];
}
