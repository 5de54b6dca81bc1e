import type { releaseExpiries, signers, signingAuthorities } from '../../engine/record/steps/releases.ts';

const authorities: Record<(typeof signingAuthorities)[number], string> = {
  'parent-of-minor': 'parent of a minor',
  guardian: 'guardian',
  'power-of-attorney': 'power of attorney for health care',
  'personal-representative': 'representative of the estate',
};
const signing: Record<(typeof signers)[number], string> = {
  client: 'Client',
  representative: 'Representative of the client',
};
const ends: Record<(typeof releaseExpiries)[number], string> = {
  date: 'On its last day',
  event: 'When this has happened',
  condition: 'When this is so',
};

/** What a release says on paper (42 CFR 2.31), beside what was agreed. */
export const releaseWords = {
  title: 'Release of Information',
  authorities,
  signing,
  ends,
  agreed: 'What may be told',
  discloser: 'Who may tell',
  recipient: 'To whom',
  address: 'Address',
  purpose: 'What for',
  content: 'What',
  substanceUse: 'Of substance use disorder information',
  expiry: 'It ends',
  lastDay: 'At the latest at the end of',
  right: 'You can take it back',
  rightText:
    'You can take this release back at any time, by telling the agency, in person, by phone or in writing. From then on nothing is told under it. What was told before stays told, and whoever relied on it until then may do so.',
  told: 'How this was said',
  signature: 'Signature',
  signer: 'Signed by',
  name: 'Name',
  authority: 'By what they may sign',
  signedOn: 'Signed on',
  separate: 'Counselling notes go by a release of their own, with nothing beside them.',
  notice: 'What goes with everything that is told under it',
  over: 'It holds no more: nothing may be told under it.',
  blank: '________________________________________',
  choice: (text: string) => `[   ]  ${text}`,
};
